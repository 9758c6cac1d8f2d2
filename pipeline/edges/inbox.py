"""Finds what lies in inbox/: every file but the ones ignored by name (contract §4)."""

import fnmatch
import hashlib
import os
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.edges import guard

IGNORED_FILES = ("~$*", ".*", "*.tmp")
IGNORED_FOLDERS = ("_*", ".*")


@dataclass(frozen=True)
class Arrival:
    """A file as it lies there.

    name: path below inbox/, `/`, NFC. sha256: "" where the bytes were not had; then refusal is the finding code that
    says why.
    """

    name: str
    path: Path
    sha256: str
    size: int
    refusal: str = ""


def scan(inbox: Path) -> list[Arrival]:
    """Every file of the inbox and its subfolders that is not ignored, hashed, by name. Nothing is changed.

    Links are not followed, a file elsewhere is nobody's submission; they are received, to be refused.
    """
    arrivals = [
        Arrival(_name(path, inbox), path, "", 0, "file_link")
        if path.is_symlink()
        else _arrive(path, _name(path, inbox))
        for path in _files(inbox)
    ]
    return sorted(arrivals, key=lambda arrival: arrival.name)


def arrive(path: Path) -> Arrival:
    """One file given by its path, as `check` takes it; its name is the path as given."""
    return _arrive(path, _readable(path.as_posix()))


def _files(folder: Path) -> Iterator[Path]:
    if not folder.is_dir():
        return
    with os.scandir(folder) as entries:
        for entry in sorted(entries, key=lambda found: found.name):
            if entry.is_dir(follow_symlinks=False):
                if not _is_ignored(entry.name, IGNORED_FOLDERS):
                    yield from _files(Path(entry.path))
            elif not _is_ignored(entry.name, IGNORED_FILES):
                yield Path(entry.path)


def _is_ignored(name: str, patterns: tuple[str, ...]) -> bool:
    return any(fnmatch.fnmatchcase(name.casefold(), pattern) for pattern in patterns)


def _name(path: Path, inbox: Path) -> str:
    return _readable(path.relative_to(inbox).as_posix())


def _readable(name: str) -> str:
    """NFC; bytes that are no UTF-8, as old Linux archives leave them, are shown as �."""
    return unicodedata.normalize("NFC", name.encode("utf-8", "surrogateescape").decode("utf-8", "replace"))


def _arrive(path: Path, name: str) -> Arrival:
    try:
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
            return Arrival(name, path, digest, file.tell())
    except OSError:  # open in Excel, or not synchronised: told as a refused file, never a fall
        return Arrival(name, path, "", 0, "file_unavailable")


def is_too_large(arrival: Arrival) -> bool:
    """Whether the file is refused without being read into memory."""
    return arrival.size > guard.MAX_FILE_BYTES
