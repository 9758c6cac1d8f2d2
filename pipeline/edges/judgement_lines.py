"""The clerk's words on two initiatives as the register keeps them: a log, of which the last line on a pair holds."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import Connection, func, insert, or_, select

from pipeline.edges import register_tables as tables
from pipeline.errors import IntegrityError


@dataclass(frozen=True)
class Judgement:
    """One word. verdict: same, distinct, or unknown. workbook: the review workbook it was read from, "" for none."""

    judged_at: datetime
    judged_by: str
    code_a: str
    code_b: str
    verdict: str
    note: str = ""
    workbook: str = ""


_COLUMNS = tuple(tables.judgement.c[name] for name in Judgement.__dataclass_fields__)


def say(connection: Connection, judgements: Iterable[Judgement]) -> None:
    """Adds words, in their order."""
    lines = [{**asdict(each), "judged_at": each.judged_at.isoformat()} for each in judgements]
    if lines:
        connection.execute(insert(tables.judgement), lines)


def count(connection: Connection) -> int:
    """How many words were said."""
    return connection.execute(select(func.count()).select_from(tables.judgement)).scalar_one()


def holding(connection: Connection, known: int | None = None) -> list[Judgement]:
    """The last word on every pair, in the order in which they were said. known: how many words are, all when None."""
    query = select(*_COLUMNS).order_by(tables.judgement.c.number).limit(known)
    last: dict[frozenset[str], Judgement] = {}
    for each in map(_judgement, connection.execute(query).all()):
        pair = frozenset((each.code_a, each.code_b))
        last.pop(pair, None)  # so that it stands where it was said last
        last[pair] = each
    return list(last.values())


def said(connection: Connection, code: str) -> list[Judgement]:
    """All words on a code, oldest first."""
    word = tables.judgement.c
    query = select(*_COLUMNS).where(or_(word.code_a == code, word.code_b == code)).order_by(word.number)
    return list(map(_judgement, connection.execute(query).all()))


def _judgement(line: Iterable[str]) -> Judgement:
    judged_at, *rest = line
    try:
        return Judgement(datetime.fromisoformat(judged_at), *rest)
    except (ValueError, TypeError) as error:
        raise IntegrityError(
            "Sổ đăng ký register.db bị hỏng: có ngày giờ không đọc được. Khôi phục từ bản sao lưu gần nhất."
        ) from error
