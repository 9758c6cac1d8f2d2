"""Takes the clerk's answers on suspected pairs: checks them against what is known now, writes down who said what."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import pairwise
from typing import Any, Literal

from sqlalchemy import Connection

from pipeline.catalogue import VERDICT_NAMES
from pipeline.consolidation import Consolidation
from pipeline.edges import exclusions, judgement_lines, naming, register, review_answers, review_stamp, seals
from pipeline.edges.judgement_lines import Judgement
from pipeline.edges.review_answers import Answer
from pipeline.edges.workspace import Workspace
from pipeline.errors import UsageError
from pipeline.history import DISTINCT, SAME, UNDONE, UNKNOWN

Pair = tuple[str, str]
Why = Literal["changed", "answered_since", "gone"]


@dataclass(frozen=True)
class Held:
    """What holds on a pair. said: the pairs of codes on which it was said, any members of the two clusters."""

    verdict: str = ""
    note: str = ""
    judged_by: str = ""
    workbook: str = ""
    said: tuple[Pair, ...] = ()


@dataclass(frozen=True)
class Taken:
    """What became of one answer. verdict: "" for one taken back. before: the verdict that held."""

    pair: Pair
    verdict: str
    note: str
    before: str
    place: str


@dataclass(frozen=True)
class Left:
    """An answer that was not taken.

    why: what it rests on has changed, somebody else answered since, or one of the two stands no more.
    """

    pair: Pair
    verdict: str
    why: Why
    place: str


@dataclass
class Told:
    """What became of all answers. unchanged: how many said what holds already."""

    judged_by: str
    taken: list[Taken] = field(default_factory=list)
    left: list[Left] = field(default_factory=list)
    unchanged: int = 0


def take(place: Workspace, answers: Sequence[Answer], result: Consolidation, now: datetime) -> Told:
    """Writes down the new answers of a review workbook.

    result: what is known now; the caller holds the workspace. now: aware, in the campaign's zone. An answer whose pair
    has changed since the workbook was made is left and told. Raises UsageError, and writes nothing, for a pair that is
    not known and for answers that contradict each other or what holds.
    """
    with naming.remembering(place) as connection:
        seals.require_whole(connection)
        known = _Known(connection, result)
        told = Told(exclusions.account())
        faults = [
            f"{answer.place}: cặp {_shown(answer.stamp.pair)} có mã chưa được cấp trong thư mục làm việc này. "
            "Lập tệp mới: sangkien review export"
            for answer in answers
            if not set(answer.stamp.pair) <= known.codes.keys()
        ]
        if not faults:
            _sort_out(answers, known, told)
            faults = [*_said_twice(told.taken), *_contradictions(told.taken, known)]
        if faults:
            raise UsageError(review_answers.told(faults))
        books = {answer.stamp.pair: answer.stamp.workbook for answer in answers}
        each_once = {taken.pair: taken for taken in told.taken}
        told.taken = list(each_once.values())
        words = [
            word for taken in told.taken for word in _words(taken, known, (now, told.judged_by, books[taken.pair]))
        ]
        judgement_lines.say(connection, words)
        connection.commit()
    return told


def undo(place: Workspace, names: Pair, result: Consolidation, now: datetime) -> Told:
    """Takes back what was said of two initiatives. names: as typed. Otherwise as `take`."""
    with naming.remembering(place) as connection:
        seals.require_whole(connection)
        by_name = naming.Names(place, connection)
        codes = []
        for name in names:
            found = by_name.code(name)
            if found is None:
                raise UsageError(f"Mã sáng kiến “{name}” chưa được cấp.{by_name.likely(name, with_files=False)}")
            codes.append(found.stands_in)
        if codes[0] == codes[1]:
            raise UsageError("Hai mã này là một sáng kiến: ghi hai mã khác nhau.")
        code_a, code_b = sorted(codes, key=review_stamp.age)
        known = _Known(connection, result)
        told = Told(exclusions.account())
        held = known.held((code_a, code_b))
        if held.verdict:
            told.taken.append(Taken((code_a, code_b), "", "", held.verdict, ""))
            judgement_lines.say(connection, _words(told.taken[0], known, (now, told.judged_by, "")))
            connection.commit()
    return told


# ---------------------------------------------------------------- what is known


class _Known:
    """What the register and the rows of today say, looked up again and again."""

    def __init__(self, connection: Connection, result: Consolidation) -> None:
        self.codes = register.initiatives(connection)
        rows = result.rows
        self._row_of: Mapping[str, Any] = review_stamp.standing_rows(rows)
        standing = rows.loc[list(self._row_of.values())]
        self._shown = review_stamp.of_rows(standing)
        self._cluster = standing["cluster"].to_dict()
        self._by_codes: dict[Pair, Held] = {}
        for each in judgement_lines.holding(connection):
            pair = self.today((each.code_a, each.code_b))
            is_undone = each.note == UNDONE and each.verdict == UNKNOWN
            answer = ("", "") if is_undone else (each.verdict, each.note)
            said = (*(self._by_codes[pair].said if pair in self._by_codes else ()), (each.code_a, each.code_b))
            self._by_codes[pair] = Held(*answer, each.judged_by, each.workbook, said)
        self._by_clusters: dict[frozenset[Any], Held] = {}
        for line in result.review.to_dict("records"):
            ends = frozenset(self._cluster.get(line[row]) for row in ("row_a", "row_b"))
            if len(ends) > 1:
                said = tuple((one, other) for one, _, other in (text.partition("\t") for text in _lines(line["said"])))
                self._by_clusters[ends] = Held(line["verdict"], line["note"], line["judged_by"], line["workbook"], said)

    def today(self, pair: Pair) -> Pair:
        """The codes that stand for a pair now, the older first."""
        code_a, code_b = sorted((self.codes[code][1] for code in pair), key=review_stamp.age)
        return code_a, code_b

    def held(self, pair: Pair) -> Held:
        """What holds on a pair: what its line shows, which may have been said on other members of the two clusters."""
        own = self._by_codes.get(self.today(pair), Held())
        ends = frozenset(self._cluster.get(self._row_of.get(code)) for code in self.today(pair))
        of_line = self._by_clusters.get(ends)
        return own if of_line is None or not of_line.verdict else of_line

    def shown(self, pair: Pair) -> str:
        """What the workbook would show of the pair now, "" when one of the two stands no more."""
        rows = [self._row_of[code] for code in pair if code in self._row_of]
        return "".join(self._shown[row] for row in rows) if len(rows) == len(pair) else ""

    def words(self) -> dict[Pair, str]:
        return {pair: held.verdict for pair, held in self._by_codes.items() if held.verdict}


def _lines(text: str) -> list[str]:
    return text.split("\n") if text else []


# ---------------------------------------------------------------- one answer after another


def _sort_out(answers: Iterable[Answer], known: _Known, told: Told) -> None:
    for answer in answers:
        stamp, held = answer.stamp, known.held(answer.stamp.pair)
        # A cell is compared with what stood there last: what was shown, or what was taken from this very workbook. So a
        # second copy that was never filled in takes nothing back that a colleague answered in the first.
        is_own = held.judged_by == told.judged_by and held.workbook == stamp.workbook != ""
        before = (held.verdict, held.note) if is_own else (stamp.verdict, stamp.note)
        note = before[1] if answer.note is None else answer.note
        # A note alone says that somebody is at it.
        said = (
            answer.verdict or (UNKNOWN if note and not before[0] else ""),
            note if answer.verdict or not before[0] else "",
        )
        if said in (before, (held.verdict, held.note)):
            told.unchanged += 1
        elif why := _why_left(answer, known, is_own=is_own):
            told.left.append(Left(stamp.pair, said[0], why, answer.place))
        else:
            told.taken.append(Taken(stamp.pair, *said, held.verdict, answer.place))


def _why_left(answer: Answer, known: _Known, *, is_own: bool) -> Why | None:
    stamp, held = answer.stamp, known.held(answer.stamp.pair)
    shown = known.shown(stamp.pair)
    if not shown:
        return "gone"
    if shown != stamp.shown:
        return "changed"
    return "answered_since" if not is_own and (held.verdict, held.note) != (stamp.verdict, stamp.note) else None


def _words(taken: Taken, known: _Known, by: tuple[datetime, str, str]) -> Iterator[Judgement]:
    """The words that make an answer hold: what was said on other members of the two clusters is taken back first."""
    now, judged_by, workbook = by
    held = known.held(taken.pair)
    if taken.verdict != held.verdict:
        for code_a, code_b in held.said:
            if not taken.verdict or {code_a, code_b} != set(taken.pair):
                yield Judgement(now, judged_by, code_a, code_b, UNKNOWN, UNDONE, workbook)
    if taken.verdict:
        yield Judgement(now, judged_by, *taken.pair, taken.verdict, taken.note, workbook)


# ---------------------------------------------------------------- contradictions


def _said_twice(taken: Iterable[Taken]) -> Iterator[str]:
    """A pair that stands in the file twice, with two answers."""
    first: dict[Pair, Taken] = {}
    for each in taken:
        other = first.setdefault(each.pair, each)
        if (other.verdict, other.note) != (each.verdict, each.note):
            yield (
                f"{each.place}: cặp {_shown(each.pair)} được trả lời hai lần khác nhau (“{_answer(each)}” ở đây, "
                f"“{_answer(other)}” ở {other.place}). Chỉ giữ một câu trả lời."
            )


def _contradictions(taken: Sequence[Taken], known: _Known) -> Iterator[str]:
    """Two that are kept apart and, over others, one: named where an answer of the file has a part in it."""
    words = known.words()
    for each in taken:
        for pair in known.held(each.pair).said if each.verdict != each.before else ():
            words.pop(known.today(pair), None)
    for each in taken:
        words[known.today(each.pair)] = each.verdict
    neighbours: dict[str, list[str]] = {}
    for (one, other), verdict in words.items():
        if verdict == SAME:
            neighbours.setdefault(one, []).append(other)
            neighbours.setdefault(other, []).append(one)
    new = {known.today(each.pair): each for each in taken}
    for pair, verdict in words.items():
        chain = _chain(*pair, neighbours) if verdict == DISTINCT else []
        steps = [tuple(sorted(step, key=review_stamp.age)) for step in pairwise(chain)]
        involved = [new[step] for step in (pair, *steps) if step in new]
        if chain and involved:
            yield (
                f"{'; '.join(each.place for each in involved)}: các câu trả lời mâu thuẫn: {_shown(pair)} là "
                f"Không trùng, nhưng theo các câu trả lời Trùng thì {' = '.join(chain)}. Sửa một trong các câu này."
            )


def _chain(start: str, end: str, neighbours: Mapping[str, Sequence[str]]) -> list[str]:
    """The shortest way from one code to the other over what is one, [] when there is none."""
    ways = [[start]]
    seen = {start}
    for way in ways:
        for code in neighbours.get(way[-1], ()):
            if code == end:
                return [*way, code]
            if code not in seen:
                seen.add(code)
                ways.append([*way, code])
    return []


def _answer(taken: Taken) -> str:
    return VERDICT_NAMES.get(taken.verdict, "để trống")


def _shown(pair: Pair) -> str:
    return " và ".join(pair)
