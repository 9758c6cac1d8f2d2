"""Finds the workspace and reads its two configuration files (contract §1)."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from pipeline.campaign import CAMPAIGN_FILE, UNITS_FILE, Campaign, Unit, read_campaign, read_units
from pipeline.edges import clerk_words
from pipeline.errors import ConfigurationError, UsageError

VARIABLE = "SANGKIEN_WORKSPACE"
ARCHIVE = "archive"


@dataclass(frozen=True)
class Workspace:
    """A folder with campaign.toml, units.csv, inbox/ and outbox/."""

    folder: Path

    @property
    def inbox(self) -> Path:
        return self.folder / "inbox"

    @property
    def outbox(self) -> Path:
        return self.folder / "outbox"

    @property
    def register(self) -> Path:
        return self.folder / "register.db"

    @property
    def archive(self) -> Path:
        return self.folder / ARCHIVE

    @property
    def cache(self) -> Path:
        return self.folder / "cache.db"

    @property
    def lock(self) -> Path:
        return self.folder / ".sangkien.lock"


def find(option: Path | None, environment: Mapping[str, str], current: Path) -> Workspace:
    """The workspace: the option, else the environment variable, else the nearest parent that holds a campaign.toml.

    Raises UsageError when there is none.
    """
    named = option or (Path(environment[VARIABLE]) if environment.get(VARIABLE) else None)
    if named is not None:
        if not (named / CAMPAIGN_FILE).is_file():
            raise UsageError(f"Thư mục {named} không có tệp {CAMPAIGN_FILE}. Tạo mới bằng lệnh: sangkien init {named}")
        return Workspace(named.resolve())
    for folder in (current, *current.parents):
        if (folder / CAMPAIGN_FILE).is_file():
            return Workspace(folder)
    raise UsageError(
        f"Không tìm thấy {CAMPAIGN_FILE} trong thư mục này và các thư mục trên nó. "
        "Chuyển đến thư mục làm việc, dùng --workspace, hoặc tạo mới bằng lệnh: sangkien init TÊN_THƯ_MỤC"
    )


@dataclass(frozen=True)
class Configuration:
    """campaign.toml and units.csv as bytes, read once, so that what is hashed and kept is what was used."""

    campaign: bytes
    units: bytes

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.campaign + self.units).hexdigest()

    def parsed(self) -> tuple[Campaign, tuple[Unit, ...]]:
        """The campaign and its units. Raises ConfigurationError with the file and the key at fault."""
        campaign = read_campaign(_text(self.campaign, CAMPAIGN_FILE))
        return campaign, read_units(_text(self.units, UNITS_FILE), campaign)


def configuration(workspace: Workspace) -> Configuration:
    """The two files of the workspace. Raises ConfigurationError when one cannot be read."""
    return Configuration(_bytes(workspace.folder / CAMPAIGN_FILE), _bytes(workspace.folder / UNITS_FILE))


def load(workspace: Workspace) -> tuple[Campaign, tuple[Unit, ...]]:
    """The campaign and its units. Raises ConfigurationError with the file and the key at fault."""
    return configuration(workspace).parsed()


def create(folder: Path) -> Workspace:
    """A new workspace with the first campaign. Raises UsageError when the folder already holds one."""
    for name in (CAMPAIGN_FILE, UNITS_FILE):
        if (folder / name).exists():
            raise UsageError(f"Thư mục {folder} đã có {name}; không ghi đè. Chọn thư mục khác.")
    source = files("templates") / "workspace"
    try:
        for name in ("inbox", "outbox"):
            (folder / name).mkdir(parents=True, exist_ok=True)
        for name in (CAMPAIGN_FILE, UNITS_FILE):
            (folder / name).write_bytes((source / name).read_bytes())
        if not (folder / clerk_words.FILE_NAME).exists():  # what a clerk wrote is never lost
            (folder / clerk_words.FILE_NAME).write_bytes((source / clerk_words.FILE_NAME).read_bytes())
    except OSError as error:
        raise UsageError(f"Không tạo được thư mục {folder}. Kiểm tra đường dẫn và quyền ghi.") from error
    return Workspace(folder.resolve())


def _text(data: bytes, name: str) -> str:
    try:
        return data.decode("utf-8-sig")  # Notepad writes a BOM
    except UnicodeDecodeError as error:
        raise ConfigurationError(
            f"{name}: không phải mã UTF-8. Mở bằng Notepad, chọn Lưu thành, mục Encoding chọn UTF-8."
            + (" Trong Excel chọn kiểu CSV UTF-8." if name == UNITS_FILE else "")
        ) from error


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise ConfigurationError(f"Thiếu tệp {path.name} trong {path.parent}.") from error
    except OSError as error:
        raise ConfigurationError(
            f"Không mở được tệp {path.name}. Đóng tệp nếu đang mở trong chương trình khác."
        ) from error
