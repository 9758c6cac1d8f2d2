"""Keeps the bytes of every file received, named by their SHA-256, written once and read-only."""

import hashlib
import os
import re
import secrets
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import IntegrityError

_NEW = ".new-"
_PIECE_BYTES = 1 << 20
_SHA256 = re.compile(r"[0-9a-f]{64}")


class SourceError(OSError):
    """The file to be kept cannot be read: open in Excel, not synchronised, gone. The archive is not at fault."""


@dataclass(frozen=True)
class Kept:
    """The bytes that now lie in the archive. sha256: 64 hexadecimal digits. size: bytes."""

    sha256: str
    size: int


def place_of(archive: Path, sha256: str) -> Path:
    """archive/ab/abcdef…, without a suffix. Raises ValueError for what is no SHA-256 in small hexadecimal digits.

    No suffix: the bytes are a stranger's, whatever their name said, and no system opens or runs a file without one at
    a double click; who wants to look copies it to a name that ends in .xlsx.
    """
    if not _SHA256.fullmatch(sha256):
        raise ValueError(f"no SHA-256: {sha256!r}")  # from a damaged register it could lead out of the archive
    return archive / sha256[:2] / sha256


def is_kept(archive: Path, sha256: str) -> bool:
    """Whether a file of this name lies in the archive; its bytes are not looked at. Raises ValueError as `place_of`."""
    return _is_file(place_of(archive, sha256))


def has(archive: Path, sha256: str, size: int) -> bool:
    """Whether a file of this name and size lies in the archive; its bytes are not looked at. Raises as `place_of`."""
    place = place_of(archive, sha256)
    return _is_file(place) and place.stat().st_size == size


def lost(file: str) -> IntegrityError:
    """What is to be said of a file whose kept bytes are gone or others."""
    return IntegrityError(
        f"Bản lưu của tệp {file} trong archive bị mất hoặc bị sửa. "
        "Khôi phục thư mục archive từ bản sao lưu rồi chạy lại."
    )


def keep(archive: Path, source: Path) -> Kept:
    """Copies the bytes of `source` into the archive and tells their hash; what is there already stays untouched.

    The hash is of the bytes stored, so that a source that changes meanwhile never gets a wrong name. Killed at any
    moment it leaves the file whole or not at all, and perhaps a temporary one (see `tidy`).
    Threads may keep at once: of a thousand files nearly all the time goes into waiting for the disk.
    Raises SourceError when the source cannot be read, any other OSError when the archive cannot be written,
    IntegrityError when a link or a folder lies where the file belongs; then no temporary file is left behind.
    """
    _make_folder(archive)
    temporary = archive / f"{_NEW}{secrets.token_hex(8)}"
    try:
        return _store(source, archive, temporary)
    except BaseException:
        _remove(temporary)
        raise


def tidy(archive: Path) -> None:
    """Removes the temporary files of runs that were killed. Only for who holds the workspace (`edges.lock`)."""
    for temporary in sorted(archive.glob(f"{_NEW}*")):
        _remove(temporary)


def damaged(archive: Path, sha256s: Iterable[str]) -> list[str]:
    """Those of the hashes whose file is missing or whose bytes have another hash, in the order given.

    Reads every byte. Raises OSError when a file is there and cannot be read: that says nothing of its bytes.
    """
    return [sha256 for sha256 in sha256s if not _is_sound(archive, sha256)]


def _pieces(source: Path) -> Iterator[bytes]:
    try:
        with source.open("rb") as file:
            while piece := file.read(_PIECE_BYTES):
                yield piece
    except OSError as error:
        raise SourceError(error.errno, error.strerror, str(source)) from error


def _store(source: Path, archive: Path, temporary: Path) -> Kept:
    digest = hashlib.sha256()
    size = 0
    with temporary.open("xb") as copy:
        for piece in _pieces(source):
            digest.update(piece)
            size += copy.write(piece)
        kept = Kept(digest.hexdigest(), size)
        target = place_of(archive, kept.sha256)
        is_known = _is_known(archive, target)
        if not is_known:
            copy.flush()
            os.fsync(copy.fileno())
    if is_known:
        _remove(temporary)
        return kept
    # Read-only before it has its name: what bears a hash could never be written to. Windows knows this bit too.
    temporary.chmod(stat.S_IMODE(temporary.stat().st_mode) & ~0o222)
    try:
        temporary.rename(target)
    except FileExistsError:  # Windows, when another thread has just kept the same bytes
        _remove(temporary)
    _sync_folder(target.parent)
    return kept


def _is_known(archive: Path, target: Path) -> bool:
    """Whether the content is there already; its folder is, afterwards. Nothing is written through a link."""
    _make_folder(target.parent)
    # The resolved path also tells Windows' junctions, which are no symbolic links.
    if target.parent.resolve() != archive.resolve() / target.parent.name:
        raise IntegrityError(_not_ours(target.parent))
    if _is_file(target):
        return True
    if os.path.lexists(target):
        raise IntegrityError(_not_ours(target))
    return False


def _not_ours(path: Path) -> str:
    return (
        f"Trong kho lưu tệp gốc, {path} không phải do chương trình tạo ra (là liên kết hoặc thư mục lạ). "
        "Chuyển mục đó ra khỏi kho lưu rồi chạy lại."
    )


def _is_sound(archive: Path, sha256: str) -> bool:
    if not _SHA256.fullmatch(sha256) or not is_kept(archive, sha256):
        return False
    with place_of(archive, sha256).open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest() == sha256


def _is_file(path: Path) -> bool:
    """Whether an ordinary file lies there, no link to one."""
    try:
        return stat.S_ISREG(path.lstat().st_mode)
    except (FileNotFoundError, NotADirectoryError):
        return False


def _make_folder(folder: Path) -> None:
    """The folder is there, and will be after a power cut."""
    if not os.path.lexists(folder):
        folder.mkdir(exist_ok=True)  # another thread may have been quicker
        _sync_folder(folder.parent)


def _sync_folder(folder: Path) -> None:
    """Makes the names in a folder last; Windows has no such call and keeps a journal of names."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _remove(temporary: Path) -> None:
    """Removes a temporary file that is perhaps read-only already, which Windows would not delete."""
    if _is_file(temporary):
        temporary.chmod(0o600)
        temporary.unlink()
