"""The version of the rules: a hash over the sources of everything that decides, so nobody can forget to count it up."""

import hashlib
from functools import cache
from importlib.metadata import version
from pathlib import Path

PRODUCT_VERSION = "0.1.0"  # as in pyproject.toml (a test sees to it): sangkien.cmd runs without installing

# Whatever reads, judges or words; not what draws documents or talks to the terminal.
_DECIDING = (
    "pipeline/*.py", "pipeline/stages/*.py", "pipeline/likeness/*.py", "pipeline/vietnamese/*.py",
    "pipeline/lookups/*.toml", "pipeline/lookups/*.txt",
    "pipeline/edges/guard.py", "pipeline/edges/kinds.py", "pipeline/edges/unpack.py", "pipeline/edges/reading.py",
    "pipeline/edges/structure.py", "pipeline/edges/overlooked.py", "pipeline/edges/delimited.py",
    "pipeline/edges/old_excel.py", "pipeline/edges/appearance.py", "schemas/*.py",
)  # fmt: skip
_ASIDE = (
    "__main__.py", "cli*.py", "command_line.py", "console*.py", "run.py",
    "audit.py", "comparison.py", "derivation.py", "tracing.py", "stages/trace.py",
)  # fmt: skip
_LENGTH = 12


@cache
def rules_version() -> str:
    """The first 12 digits of the SHA-256 over the sources and the versions of what reads workbooks and counts slips."""
    root = Path(__file__).parents[2]
    digest = hashlib.sha256(f"{version('python-calamine')} {version('rapidfuzz')}".encode())
    for pattern in _DECIDING:
        for path in sorted(root.glob(pattern)):
            if not any(path.match(aside) for aside in _ASIDE):
                # The same on Windows, where a clone may have other line ends.
                digest.update(path.relative_to(root).as_posix().encode())
                digest.update(path.read_bytes().replace(b"\r\n", b"\n"))
    return digest.hexdigest()[:_LENGTH]
