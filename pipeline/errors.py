"""What stops a run: one exception a cause, one exit code each (contract §4)."""

from enum import IntEnum


class ExitCode(IntEnum):
    """The exit codes of the contract."""

    FINE = 0
    OUR_FAULT = 1
    USAGE = 2
    FINISHED_WITH_FAULTS = 3
    ALL_REFUSED = 4
    BUSY = 5
    INTEGRITY = 6


class StoppedError(Exception):
    """A run cannot go on; the text is one Vietnamese line that says why and what to do."""

    exit_code = ExitCode.OUR_FAULT


class UsageError(StoppedError):
    """Wrong usage: no workspace, an unknown code, a folder that is not empty."""

    exit_code = ExitCode.USAGE


class ConfigurationError(UsageError):
    """`campaign.toml` or `units.csv` is broken; the text names the file and the key or line."""


class BusyError(StoppedError):
    """Another run holds the workspace, or a file of the outbox is open elsewhere."""

    exit_code = ExitCode.BUSY


class IntegrityError(StoppedError):
    """The figures do not add up, or stored data was altered."""

    exit_code = ExitCode.INTEGRITY
