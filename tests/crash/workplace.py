"""A small workspace with an inbox that changes from day to day, and all that is to be seen of it after a run."""

import json
import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from pipeline.edges import archive, outbox
from tests.flow import story_workbooks
from tests.flow.story import StoryFile

CONFIGURATION = Path(__file__).parents[1] / "flow" / "workspace"
FIRST_DAY = datetime(2022, 5, 20, 2, tzinfo=UTC)
LATER_THAT_DAY = datetime(2022, 5, 20, 8, tzinfo=UTC)
SECOND_DAY = datetime(2022, 5, 21, 2, tzinfo=UTC)
EDITED = "bao-cao.docx"


def empty(place: Path) -> Path:
    """A workspace where nothing has arrived."""
    for name in ("inbox", "outbox"):
        (place / name).mkdir(parents=True)
    for name in ("campaign.toml", "units.csv"):
        shutil.copyfile(CONFIGURATION / name, place / name)
    return place


def make(place: Path) -> Path:
    """Four unions have sent: one twice, one a file that is no template."""
    empty(place)
    send(place, "TH01.xlsx", "TH01", "Rèn kỹ năng đọc", "Vườn rau của lớp")
    send(place, "TH01 lần 2.xlsx", "TH01", "Rèn kỹ năng đọc", "Sổ điểm điện tử", day=18)
    send(place, "TH02.xlsx", "TH02", "Đồ dùng dạy toán", "")
    send(place, "xã/XA01.xlsx", "XA01", "Một cửa không giấy tờ")
    send(place, "DN01.xlsx", "DN01", "Máng cạo mủ có mái che", "Lưới an toàn")
    (place / "inbox" / "Thư ngỏ.docx").write_bytes(story_workbooks.of_kind("word"))
    return place


def next_morning(place: Path) -> None:
    """A file is new, one is overwritten, one is gone, one has another name, one lies there twice."""
    inbox = place / "inbox"
    send(place, "TH02 bổ sung.xlsx", "TH02", "Đồ dùng dạy toán", "Góc thư viện", day=20)
    send(place, "DN01.xlsx", "DN01", "Máng cạo mủ có mái che", "Xe gom rác", day=20)
    (inbox / "TH01.xlsx").unlink()
    (inbox / "xã" / "XA01.xlsx").rename(inbox / "xã" / "XA01 chính thức.xlsx")
    shutil.copyfile(inbox / "TH01 lần 2.xlsx", inbox / "TH01 chép.xlsx")


def send(place: Path, name: str, unit: str, *titles: str, day: int = 17) -> None:
    rows = [{"title": title, "author": "Nguyễn Thị Hoa"} for title in titles]
    path = place / "inbox" / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(
        story_workbooks.workbook(StoryFile({"path": name, "unit": unit, "report_on": date(2022, 5, day), "rows": rows}))
    )


def edit(folder: Path) -> bytes:
    """The clerk writes into the report."""
    path = folder / EDITED
    path.write_bytes(path.read_bytes() + b" by hand")
    return path.read_bytes()


# ---------------------------------------------------------------- what is to be seen


def seen(place: Path) -> dict[str, Any]:
    """All that must be the same however often a run was killed; the documents are told by their names alone."""
    return {
        "outbox": _files(place / "outbox"),
        "archive": sorted(_files(place / "archive")),
        "codes": table(place, "SELECT * FROM initiative ORDER BY number"),
        "rows": table(place, "SELECT * FROM initiative_row ORDER BY 1, 2, 3, 4"),
        "submissions": table(place, "SELECT * FROM submission ORDER BY 1"),
        "sightings": table(place, "SELECT * FROM sighting ORDER BY 1, 2"),
        "runs": table(place, "SELECT number, as_of, started_at, exit_code, since_run, summary FROM run ORDER BY 1"),
        "inputs": table(place, "SELECT inputs, standings FROM run ORDER BY number"),
    }


def differences(one: dict[str, object], other: dict[str, object]) -> dict[str, object]:
    """What two workspaces differ in, small enough to be read."""
    found: dict[str, object] = {}
    for name, value in one.items():
        theirs = other[name]
        if isinstance(value, dict) and isinstance(theirs, dict):
            keys = [key for key in {**value, **theirs} if value.get(key) != theirs.get(key)]
            found |= {key: (value.get(key, b"-")[:300], theirs.get(key, b"-")[:300]) for key in keys}
        elif value != theirs:
            found[name] = (value, theirs)
    return found


def run_count(place: Path) -> int:
    return table(place, "SELECT COUNT(*) FROM run")[0][0]


def table(place: Path, query: str) -> list[tuple]:
    with closing(sqlite3.connect(place / "register.db")) as register:
        return register.execute(query).fetchall()


def faults(place: Path) -> list[str]:
    """What is half in a workspace at any moment, whatever was killed: nothing."""
    finished = [*(place / "outbox").glob("[0-9]*"), *(place / "outbox" / outbox.HISTORY).glob("*")]
    found = [f"{folder.name}: no manifest" for folder in finished if not (folder / outbox.MANIFEST).is_file()]
    found += [
        f"{folder.name}: {file}"
        for folder in finished
        for file, sha256 in (outbox.read_json(folder / outbox.MANIFEST) or {"outputs": {}})["outputs"].items()
        if not (folder / file).is_file() or (outbox.file_sha256(folder / file) != sha256 and file != EDITED)
    ]
    kept = [path.name for path in (place / "archive").rglob("*") if path.is_file() and not path.name.startswith(".")]
    return found + archive.damaged(place / "archive", kept)


def _files(folder: Path) -> dict[str, bytes]:
    """Path → bytes; of documents and of the manifest, which tell the moment they were made, what does not change."""
    return {path.relative_to(folder).as_posix(): _steady(path) for path in sorted(folder.rglob("*")) if path.is_file()}


def _steady(path: Path) -> bytes:
    if path.suffix in {".docx", ".xlsx"}:
        return b""
    if path.name == outbox.MANIFEST:
        manifest = json.loads(path.read_bytes())
        return json.dumps({**manifest, "outputs": sorted(manifest["outputs"])}).encode()
    return path.read_bytes()
