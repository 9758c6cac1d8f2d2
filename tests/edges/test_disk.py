"""A register lies on a disk of this computer: a network drive is told by what the system lists."""

from pathlib import Path, PurePosixPath, PureWindowsPath

import psutil
import pytest

from pipeline.edges import disk
from pipeline.edges.disk import Mount
from pipeline.errors import ExitCode, UsageError

LINUX = [
    Mount("/dev/sda1", "/", "ext4", "rw"),
    Mount("server:/home", "/home", "nfs4", "rw,vers=4.2"),
    Mount("/dev/sdb1", "/home/lan/usb", "exfat", "rw"),
    Mount("//may-chu/chung", "/mnt/chung", "cifs", "rw"),
    Mount("//may-chu/cũ", "/mnt/cũ", "smb3", "rw"),
    Mount("lan@may-chu:/", "/mnt/ssh", "fuse.sshfs", "rw"),
    Mount("https://may-chu/dav/", "/mnt/dav", "fuse", "rw"),
    Mount("gvfsd-fuse", "/run/user/1000/gvfs", "fuse.gvfsd-fuse", "rw"),
    Mount("C:\\", "/mnt/c", "9p", "rw,aname=drvfs"),
    Mount("/dev/sdc1", "/mnt/d", "fuseblk", "rw"),
    Mount("tmpfs", "/run/x", "tmpfs", "rw"),
    Mount("overlay", "/var/lib/box", "overlay", "rw"),
    Mount("systemd-1", "/mnt/tự động", "autofs", "rw"),
    Mount("server:/export", "/mnt/tự động", "nfs", "rw"),
]
WINDOWS = [
    Mount("C:\\", "C:\\", "NTFS", "rw,fixed"),
    Mount("E:\\", "E:\\", "FAT32", "rw,removable"),
    Mount("Z:\\", "Z:\\", "NTFS", "rw,remote"),
    Mount("D:\\", "D:\\", "", "cdrom"),
]


@pytest.mark.parametrize(
    ("folder", "expected"),
    [
        ("/srv/sáng kiến", False),
        ("/home/lan/sáng kiến", True),
        ("/home/lan/usb/sáng kiến", False),  # a stick in a home that lies on a server
        ("/home", True),
        ("/homework", False),  # begins with the letters of a mount point, lies not below it
        ("/mnt/chung/2022", True),
        ("/mnt/cũ/2022", True),
        ("/mnt/ssh/2022", True),
        ("/mnt/dav/2022", True),
        ("/run/user/1000/gvfs/smb-share/2022", True),
        ("/mnt/c/Users/lan", False),
        ("/mnt/d/2022", False),
        ("/run/x/y", False),
        ("/var/lib/box/x", False),
        ("/mnt/tự động/x", True),  # mounted twice: the later hides the earlier
    ],
)
def test_linux(folder, expected):
    assert disk.is_remote(PurePosixPath(folder), LINUX) is expected


@pytest.mark.parametrize(
    ("folder", "expected"),
    [
        (r"C:\Users\Lan\sáng kiến", False),
        (r"c:\users\lan", False),
        (r"E:\sáng kiến", False),
        (r"Z:\sáng kiến", True),
        (r"z:\sáng kiến", True),
        (r"\\may-chu\chung\sáng kiến", True),
        (r"\\?\UNC\may-chu\chung\sáng kiến", True),
        (r"\\?\C:\sáng kiến", False),
        (r"\\wsl.localhost\Debian\home\lan", True),
        (r"Q:\chưa liệt kê", False),
    ],
)
def test_windows(folder, expected):
    assert disk.is_remote(PureWindowsPath(folder), WINDOWS) is expected


def test_where_the_system_lists_nothing_nothing_speaks_against_the_folder():
    assert disk.is_remote(PurePosixPath("/srv"), []) is False


def test_what_psutil_lists_is_what_is_judged():
    listed = {(found.device, found.mountpoint, found.fstype, found.opts) for found in psutil.disk_partitions(all=True)}
    assert listed
    assert set(disk._mounts()) == listed


def test_the_disk_of_the_tests_is_local_and_the_folder_need_not_be_there_yet(tmp_path):
    disk.require_local(tmp_path)
    disk.require_local(tmp_path / "chưa có")


def test_a_network_drive_is_refused_in_one_polite_line(monkeypatch, tmp_path):
    # No test machine has a network drive: the one thing replaced is what the system would list.
    listed = [psutil._ntuples.sdiskpart("//may-chu/chung", str(tmp_path), "cifs", "rw")]
    monkeypatch.setattr(psutil, "disk_partitions", lambda **_: listed)
    link = tmp_path.parent / f"{tmp_path.name} lối tắt"
    link.symlink_to(tmp_path)
    for folder in (tmp_path, tmp_path / "2022", link):
        with pytest.raises(UsageError) as raised:
            disk.require_local(folder)
        text = str(raised.value)
        assert raised.value.exit_code is ExitCode.USAGE
        assert text.startswith(f"Thư mục làm việc {folder} nằm trên ổ đĩa mạng")
        assert len(text.splitlines()) == 1


def test_a_link_out_of_a_network_drive_is_judged_by_where_it_leads(tmp_path):
    (tmp_path / "ổ mạng").mkdir()
    (tmp_path / "ổ mạng" / "lối tắt").symlink_to(tmp_path)
    mounts = [Mount("/dev/sda1", "/", "ext4", "rw"), Mount("//may-chu/x", str(tmp_path / "ổ mạng"), "cifs", "rw")]
    assert disk.is_remote((tmp_path / "ổ mạng" / "lối tắt").resolve(), mounts) is False
    assert disk.is_remote(Path(tmp_path / "ổ mạng").resolve(), mounts) is True
