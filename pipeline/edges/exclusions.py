"""The clerk's and the province's word: takes submissions and initiatives out of the figures, or brings them back."""

import getpass
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, select

from pipeline import vietnamese
from pipeline.edges import decision_list, lock, naming, register, seals
from pipeline.edges import register_tables as tables
from pipeline.edges.naming import Initiative, Names, Submission
from pipeline.edges.workspace import Workspace
from pipeline.errors import UsageError

MOST_LETTERS_OF_WHY = 500
_MOST_FAULTS = 20


@dataclass(frozen=True)
class Wish:
    """A name as the clerk or a list gives it. why: "" where none is given. place: in the list, "" outside of one."""

    name: str
    why: str
    place: str = ""


@dataclass(frozen=True)
class Word:
    """What was decided on one thing, or was so already.

    named: as the clerk wrote it. concerned: what of the last run it touches, by name. joined: the younger code that was
    meant where it points to the target, else "".
    """

    target: Submission | Initiative
    named: str
    why: str
    is_new: bool
    concerned: dict[str, Any]

    joined: str = ""

    @property
    def kind(self) -> str:
        return "submission" if isinstance(self.target, Submission) else "initiative"

    @property
    def key(self) -> str:
        return self.target.sha256 if isinstance(self.target, Submission) else self.target.code

    def described(self) -> dict[str, Any]:
        """What is known of the target, as plain values."""
        target = self.target
        own = {"file": target.file, "report_on": target.report_on} if isinstance(target, Submission) else {}
        return {"unit_code": target.unit_code, **own, **self.concerned}


def of_list(entries: Iterable[decision_list.Entry], why: str) -> list[Wish]:
    """The lines of a list as wishes; `why` for those that give no reason of their own."""
    return [Wish(entry.code, entry.why or why, entry.place) for entry in entries]


def decide(place: Workspace, wishes: Sequence[Wish], now: datetime, *, is_excluded: bool) -> list[Word]:
    """Writes down a decision on each, all or none, and tells what each is; what holds already is not written again.

    now: aware, in the campaign's zone. Raises UsageError when a name is not understood or a reason is missing,
    BusyError when a run holds the workspace, IntegrityError for a damaged register, where a word would be lost again.
    """
    with lock.hold(place.lock, now), naming.remembering(place) as connection:
        seals.require_whole(connection)
        words = _words(connection, Names(place, connection), wishes, is_excluded=is_excluded)
        by_whom = account()
        register.decide(
            connection,
            [
                register.Decision(now, by_whom, word.kind, word.key, is_excluded, word.why)
                for word in words
                if word.is_new
            ],
        )
        connection.commit()
    return words


def _words(connection: Connection, names: Names, wishes: Sequence[Wish], *, is_excluded: bool) -> list[Word]:
    submissions, initiatives = register.exclusions(connection)
    held = {"submission": submissions, "initiative": initiatives}
    last = _standings(connection)
    faults: list[str] = []
    words: dict[str, Word] = {}
    for wish in wishes:
        why = " ".join(vietnamese.clean(wish.why).split())
        try:
            if is_excluded:
                _require_reason(why)
            for target in _understood(names, wish, frozenset(() if is_excluded else initiatives)):
                word = Word(target, wish.name, why, True, {}, _joined(names, wish.name, target))
                before = held[word.kind].get(word.key)
                is_new = before != why if is_excluded else before is not None
                if words.setdefault(word.key, word).why != why:
                    raise UsageError(f"“{_shown(wish.name)}” được ghi hai lần với lý do khác nhau.")  # noqa: TRY301
                words[word.key] = replace(word, is_new=is_new, concerned=_concerned(connection, target, last))
        except UsageError as error:
            faults.append(f"{wish.place}: {error}" if wish.place else str(error))
    if faults:
        hidden = len(faults) - _MOST_FAULTS
        more = [f"… và {vietnamese.count(hidden)} lỗi nữa."] if hidden > 0 else []
        raise UsageError("\n".join([*faults[:_MOST_FAULTS], *more, "Chưa ghi quyết định nào."]))
    return list(words.values())


def _require_reason(why: str) -> None:
    if not why:
        raise UsageError("Thiếu lý do: ghi ở --why, hoặc ở cột “Lý do” của danh sách.")
    if len(why) > MOST_LETTERS_OF_WHY:
        raise UsageError(f"Lý do dài quá {MOST_LETTERS_OF_WHY} ký tự; ghi gọn lại.")


def _understood(names: Names, wish: Wish, excluded: frozenset[str]) -> Iterator[Submission | Initiative]:
    """What a name stands for: a code first, outside of a list also a submission.

    A code that was joined to an older one stands for the older; what of the two is excluded is brought back.
    """
    initiative = names.code(wish.name)
    if initiative is not None:
        older = names.code(initiative.stands_in) or initiative
        yield from [each for each in (initiative, older) if each.code in excluded] if initiative != older else ()
        if initiative == older or not excluded & {initiative.code, older.code}:
            yield older
        return
    submission = None if wish.place else names.submission(wish.name)
    if submission is not None:
        yield submission
        return
    shown = _shown(wish.name)
    if wish.place:
        raise UsageError(f"mã sáng kiến “{shown}” chưa được cấp.{names.likely(wish.name, with_files=False)}")
    raise UsageError(
        f"“{shown}” không phải là mã sáng kiến đã cấp, cũng không phải là tệp đã nhận "
        f"(tên tệp trong inbox, hoặc ít nhất 8 ký tự đầu của SHA-256).{names.likely(wish.name, with_files=True)}"
    )


def _joined(names: Names, name: str, target: Submission | Initiative) -> str:
    meant = names.code(name) if isinstance(target, Initiative) else None
    return meant.code if meant is not None and meant != target else ""


def _shown(text: str) -> str:
    return vietnamese.clean(text).replace("\n", " ")


def account() -> str:
    """Who sits at the computer, by the name of the account."""
    try:
        return _shown(getpass.getuser()) or "không rõ"
    except (OSError, KeyError, ImportError):  # an account without a name
        return "không rõ"


def _standings(connection: Connection) -> dict[str, tuple[str, int | None]]:
    """Code → (state, phase) in the last run; empty before the first."""
    last = register.next_number(connection) - 1
    if not last:
        return {}
    return {code: (state, phase) for code, _, state, phase in register.read_run(connection, last).standings}


def _concerned(
    connection: Connection, target: Submission | Initiative, last: dict[str, tuple[str, int | None]]
) -> dict[str, Any]:
    """How an initiative stood in the last run; how many rows with codes and how many initiatives a submission holds."""
    if isinstance(target, Initiative):
        state, phase = last.get(target.code, ("", None))
        return {"state": state, "phase": phase}
    lines = tables.initiative_row.c
    query = select(lines.code, func.count()).where(lines.sha256 == target.sha256).group_by(lines.code)
    counts = dict(map(tuple, connection.execute(query).all()))
    counted = sum(last.get(code, ("", None))[0] == "counted" for code in counts)
    return {"initiatives": len(counts), "counted": counted}
