"""Tells a disk of this computer from a network drive, where SQLite's write-ahead log loses what it was given."""

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path, PurePath
from typing import NamedTuple

from pipeline.errors import UsageError

# File systems whose bytes lie on another computer. Not among them: 9p and drvfs (WSL, containers) and the shared
# folders of virtual machines, which are disks of this computer though the system takes a detour to them.
_NETWORK = frozenset(
    {
        *("nfs", "nfs3", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "smbnetfs", "ncpfs", "afpfs"),
        *("webdav", "davfs", "davfs2", "curlftpfs", "sshfs", "gvfsd-fuse", "rclone", "s3fs", "gcsfuse", "goofys"),
        *("afs", "kafs", "coda", "ceph", "ceph-fuse", "glusterfs", "lustre", "beegfs", "moosefs"),
    }
)


class Mount(NamedTuple):
    """A mounted file system as the system lists it: device “//server/share”, point “/mnt/d”, kind “cifs”."""

    device: str
    point: str
    kind: str
    options: str


def require_local(folder: Path) -> None:
    """Raises UsageError when the folder, which need not exist yet, lies on a network drive."""
    if is_remote(folder.resolve(), _mounts()):
        raise UsageError(
            f"Thư mục làm việc {folder} nằm trên ổ đĩa mạng, nơi dữ liệu theo dõi có thể bị hỏng. "
            "Đề nghị chuyển thư mục này sang ổ đĩa của máy tính (ví dụ ổ D:) rồi chạy lại."
        )


def is_remote(path: PurePath, mounts: Sequence[Mount]) -> bool:
    """Whether an absolute path without links lies on a network drive: what its nearest mount point says.

    mounts: in the order of mounting; of two at one point the later one hides the earlier.
    """
    if _is_unc(path.drive):
        return True
    holding = [mount for mount in mounts if path.is_relative_to(mount.point)]
    if not holding:
        return False
    # Of equal ones `max` takes the first it meets: the one mounted last.
    nearest = max(reversed(holding), key=lambda mount: len(type(path)(mount.point).parts))
    return (
        nearest.kind.lower().removeprefix("fuse.") in _NETWORK
        or "remote" in nearest.options.lower().split(",")  # Windows
        or "://" in nearest.device  # WebDAV through FUSE says no more than “fuse”
    )


def _is_unc(drive: str) -> bool:
    r"""Whether a drive of Windows is \\server\share, also as \\?\UNC\server\share; \\?\C: is a disk."""
    if drive.startswith(("\\\\?\\", "\\\\.\\")):
        return drive[4:].upper().startswith("UNC\\")
    return drive.startswith("\\\\")


def _mounts() -> list[Mount]:
    import psutil

    # Where the system does not tell, nothing speaks against the folder.
    with suppress(OSError):
        return [
            Mount(found.device, found.mountpoint, found.fstype, found.opts)
            for found in psutil.disk_partitions(all=True)
            if found.mountpoint
        ]
    return []
