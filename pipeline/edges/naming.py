"""Understands what a clerk calls things: a run by its number or day, an initiative by its code, a file by its name."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from pathlib import Path

from sqlalchemy import Connection, select

from pipeline import vietnamese
from pipeline.edges import inbox, register
from pipeline.edges import register_tables as tables
from pipeline.edges.workspace import Workspace
from pipeline.errors import UsageError

SHOWN_OF_HASH = 8
NO_RUN = "Chưa có lần tổng hợp nào trong thư mục làm việc này. Bỏ các tệp vào inbox rồi chạy: sangkien run"
_SHA256_LENGTH = 64
_WITH_HASH = re.compile(r"(?P<file>.*)@(?P<sha256>[0-9a-fA-F]{8,64})")
_MOST_CHOICES = 20


@dataclass(frozen=True)
class Submission:
    """A file that was received. file: the name it was seen under last. unit_code, report_on: "" where not known."""

    sha256: str
    file: str
    unit_code: str
    report_on: str

    @property
    def name(self) -> str:
        """By which it is told from any other: file@8ofsha."""
        return f"{self.file}@{self.sha256[:SHOWN_OF_HASH]}"


@dataclass(frozen=True)
class Initiative:
    """A code the register gave. stands_in: the code that stands for it now, its own or an older one."""

    code: str
    unit_code: str
    stands_in: str


class Names:
    """All that can be named, read once: a list may name a thousand codes."""

    def __init__(self, place: Workspace, connection: Connection) -> None:
        from pipeline.stages import codes  # pandas comes with it

        self._key = codes.key
        self._inbox = place.inbox
        known = register.initiatives(connection)
        self._codes = {codes.key(code): Initiative(code, *told) for code, told in known.items()}
        self._submissions, self._seen_as = _submissions(connection)

    def code(self, name: str) -> Initiative | None:
        """The initiative of a code; case, spaces, hyphens and leading zeros do not matter."""
        return self._codes.get(self._key(name))

    def likely(self, name: str, *, with_files: bool) -> str:
        """What may have been meant by an unknown name: a sentence after a space, "" where nothing is near."""
        known = [each.code for each in self._codes.values()] + (list(self._seen_as) if with_files else [])
        by_key = {vietnamese.fold(each): each for each in known}
        close = get_close_matches(vietnamese.fold(name), list(by_key), n=3)
        return f" Gần nhất: {' · '.join(_shown(by_key[key]) for key in close)}." if close else ""

    def of_sha256(self, sha256: str) -> Submission:
        """A submission that is in the register."""
        return self._submissions[sha256]

    def submission(self, name: str) -> Submission | None:
        """By path below inbox/, by a path on disk, by file@hash, or by at least eight figures of its hash.

        None where nothing is called so. Raises UsageError where several are, with the choices.
        """
        found = self._by_name(name) or self._by_bytes(Path(name)) or self._by_hash(name)
        if len(found) > 1:
            raise UsageError(f"“{_shown(name)}” chỉ nhiều tệp đã nhận; ghi rõ một trong: {_choices(found)}.")
        return found[0] if found else None

    def _by_name(self, name: str) -> list[Submission]:
        below = _below(self._inbox, name)
        named = self._seen_as.get(below, [])
        if not named:
            return []
        lying = {arrival.sha256 for arrival in _lying(self._inbox, below)}
        here = [each for each in named if each.sha256 in lying]
        if lying - self._submissions.keys():
            raise UsageError(
                f"Tệp {_shown(below)} trong inbox đã thay đổi sau lần tổng hợp gần nhất. Chạy sangkien run trước, "
                f"hoặc ghi rõ bản đã nhận: {_choices(named)}."
            )
        return here or named

    def _by_bytes(self, path: Path) -> list[Submission]:
        arrival = inbox.arrive(path) if _is_file(path) else None
        return [self._submissions[arrival.sha256]] if arrival and arrival.sha256 in self._submissions else []

    def _by_hash(self, name: str) -> list[Submission]:
        told = _WITH_HASH.fullmatch(name)
        file, start = (told["file"], told["sha256"].lower()) if told else ("", name.lower())
        if not re.fullmatch(rf"[0-9a-f]{{{SHOWN_OF_HASH},{_SHA256_LENGTH}}}", start):
            return []
        named = self._seen_as.get(_below(self._inbox, file), []) if file else self._submissions.values()
        return [each for each in named if each.sha256.startswith(start)]


def _submissions(connection: Connection) -> tuple[dict[str, Submission], dict[str, list[Submission]]]:
    """By sha256; and by every name they were ever seen under."""
    told, sight = tables.submission.c, tables.sighting.c
    query = select(told.sha256, sight.file, told.unit_code, told.report_on).join(
        tables.sighting, sight.sha256 == told.sha256
    )
    lines = connection.execute(query.order_by(sight.last_seen_at, sight.file)).all()
    submissions = {line.sha256: Submission(*line) for line in lines}
    seen_as: dict[str, list[Submission]] = {}
    for line in lines:
        seen_as.setdefault(line.file, []).append(submissions[line.sha256])
    return submissions, seen_as


def _below(folder: Path, name: str) -> str:
    """A path as fates.csv writes it: below inbox/, with `/`, NFC."""
    plain = unicodedata.normalize("NFC", name.replace("\\", "/"))
    root = unicodedata.normalize("NFC", folder.as_posix())
    for start in (f"{root}/", "./inbox/", "inbox/", "./"):
        if plain.startswith(start):
            return plain.removeprefix(start)
    return plain


def _lying(folder: Path, below: str) -> list[inbox.Arrival]:
    """What lies in inbox/ under that name now: two files where a disk tells Unicode forms apart."""
    paths = {folder / unicodedata.normalize(form, below) for form in ("NFC", "NFD")}
    arrivals = [inbox.arrive(path) for path in paths if _is_file(path)]
    return [arrival for arrival in arrivals if arrival.sha256]


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):  # a text that is no path
        return False


def _choices(submissions: Iterable[Submission]) -> str:
    several = [f"{_shown(each.name)} ({told(each)})" for each in submissions]
    hidden = len(several) - _MOST_CHOICES
    return "; ".join([*several[:_MOST_CHOICES], *([f"và {hidden} tệp nữa"] if hidden > 0 else [])])


def told(submission: Submission) -> str:
    """Unit and report day of a submission, in words."""
    if not submission.unit_code:
        return "chưa rõ đơn vị"
    if not submission.report_on:
        return submission.unit_code
    return f"{submission.unit_code}, báo cáo ngày {vietnamese.day(date.fromisoformat(submission.report_on))}"


def _shown(text: str) -> str:
    return vietnamese.clean(text).replace("\n", " ")


@contextmanager
def remembering(place: Workspace) -> Iterator[Connection]:
    """The register of a workspace that has one. Raises UsageError where nothing was ever received, else as `opened`."""
    if not place.register.exists() and not any(place.archive.glob("??/*")):
        raise UsageError(NO_RUN)
    with register.opened(place.register) as connection:
        yield connection


def find_run(connection: Connection, name: str) -> int:
    """The number of a run called by its number, or by a day: the last one of that as_of. Raises UsageError."""
    runs = register.runs(connection)
    if not runs:
        raise UsageError(NO_RUN)
    if name.isascii() and name.isdigit():
        found = [number for number, _, _ in runs if number == int(name)]
    else:
        found = [number for number, as_of, _ in runs if as_of.isoformat() == name]
    if not found:
        last = "; ".join(f"số {number} (đến ngày {as_of.isoformat()})" for number, as_of, _ in runs[-5:])
        raise UsageError(
            f"Không có lần tổng hợp “{_shown(name)}”. Ghi số của lần tổng hợp, hoặc ngày tính số liệu dạng YYYY-MM-DD. "
            f"Các lần gần nhất: {last}."
        )
    return found[-1]
