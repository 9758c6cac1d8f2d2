"""What becomes of each pair: its facts, all pairs at a time, then the first line of lookups/pairs.toml that fits."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from pipeline.likeness import apart, compare, flat, lexicon, sketch, verdict
from pipeline.likeness.compare import ONE, Likeness
from pipeline.likeness.person import share_authors

Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
Texts = npt.NDArray[np.object_]
# Judges pairs of texts, by place.
Judge = Callable[[Sequence[str], Ints, Ints], Flags]

DISTINCT = "distinct"
_UNTOLD = verdict.Line((), state="", reason="", apart=False, why="")
_REFS = ("", "other", "unlike", "same")
_NO_REF, _OTHER_REF, _UNLIKE_REF, _SAME_REF = range(4)

# A summary of so many words and more says what nobody says of two initiatives.
LONG_SUMMARY_FROM = 13


class Told(NamedTuple):
    """The pairs that are told of, a value a pair. places: which of those asked about; the rest as link.PAIR_COLUMNS."""

    places: Ints
    state: Texts
    reasons: Texts
    details: Texts
    is_apart: Flags


class _Column(NamedTuple):
    """A column of the records, each different text once. a, b: the number of the text at each end of each pair."""

    texts: list[str]
    a: Ints
    b: Ints

    @property
    def is_one(self) -> Flags:
        found: Flags = self.a == self.b
        return found

    @property
    def is_empty(self) -> Flags:
        """Whether either end is."""
        empty = self.texts.index("") if "" in self.texts else -1
        found: Flags = (self.a == empty) | (self.b == empty)
        return found

    def pairs(self, wanted: Flags) -> tuple[Ints, Ints, Ints]:
        """For each wanted pair of records which pair of texts it is, and the ends of each of those: each once."""
        a, b = self.a[wanted], self.b[wanted]
        count = np.int64(len(self.texts))
        places, different = pd.factorize(np.minimum(a, b) * count + np.maximum(a, b))
        return places, different // count, different % count

    def holds(self, wanted: Flags, judge: Judge) -> Flags:
        """By pair of records: whether it is wanted and its texts are judged so. judge: texts, the ends of each pair."""
        found = np.zeros(len(self.a), dtype=np.bool_)
        places, one, other = self.pairs(wanted)
        found[wanted] = judge(self.texts, one, other)[places]
        return found


class Close(NamedTuple):
    """By pair: whether two titles may be one but for typing, and two summaries alike, by their sketches."""

    title: Flags
    summary: Flags


def told(table: pd.DataFrame, a: Ints, b: Ints, is_close: Close) -> Told:
    """The pairs of places (a, b) of the records that are the same, a question, or kept apart.

    table: the fields of link.Record. Of two titles by different people only those are of interest that are close,
    unless one portal ref stands on both.
    """
    unit, people, portal = (
        _column(flat.numbered_column(table[name]), a, b) for name in ("unit_code", "people_form", "portal_key")
    )
    form = _column(flat.numbered(table["title_form"].tolist()), a, b)
    summary = _summaries(table, a, b)
    is_unit = unit.is_one
    is_author = ~people.is_empty & (people.is_one | people.holds(~people.is_one & ~people.is_empty, share_authors))
    asked = is_close.title | is_author | (portal.is_one & ~portal.is_empty)
    ref = _refs(portal, form, table["is_title_sound"].to_numpy(), (a, b))
    is_summary = _is_summary(summary, asked & is_close.summary & ~is_unit & ~is_author) | (
        summary.is_one & is_unit & is_author & _is_long(table)[a]
    )
    has_title = (is_unit | is_author | is_summary) & ~form.is_empty
    asked &= (ref == _SAME_REF) | has_title
    # Of titles of two unions or two authors only those that are one are told.
    doubtful = asked & (ref != _SAME_REF) & _is_told_of_one_alone(is_unit, is_author) & ~form.is_one
    asked &= ~form.holds(doubtful, apart.are_surely_two)
    places = np.flatnonzero(asked)

    of_titles, *ends = form.pairs(asked)
    likenesses = compare.likenesses(form.texts, list(zip(*(end.tolist() for end in ends), strict=True)))
    same_ref = ref[places] == _SAME_REF  # then the titles are no further question
    of_titles = np.where(same_ref, len(likenesses), of_titles)
    likenesses.append(Likeness(ONE))
    facts = (is_unit[places], is_author[places], ref[places], is_summary[places])
    return _by_table(places, facts, of_titles, likenesses)


def _is_told_of_one_alone(is_unit: Flags, is_author: Flags) -> Flags:
    """Whether the table tells of such pairs only where their titles are one."""
    told = [[verdict.is_told_of_unlike(unit=unit, author=author) for author in (False, True)] for unit in (False, True)]
    found: Flags = ~np.array(told)[is_unit.astype(np.int64), is_author.astype(np.int64)]
    return found


def _one_by_one(judge: Callable[[str, str], bool]) -> Judge:
    def judged(texts: Sequence[str], a: Ints, b: Ints) -> Flags:
        ends = (map(texts.__getitem__, end.tolist()) for end in (a, b))
        return np.fromiter(map(judge, *ends), np.bool_, len(a))

    return judged


def _column(numbered: tuple[Ints, list[str]], a: Ints, b: Ints) -> _Column:
    places, texts = numbered
    return _Column(texts, places[a], places[b])


def _summaries(table: pd.DataFrame, a: Ints, b: Ints) -> _Column:
    """Each different summary once, as it is typed; one of no words as ""."""
    hashes = table["summary_hash"].to_numpy()
    places, different = pd.factorize(hashes)
    firsts = np.zeros(len(different), dtype=np.int64)
    firsts[places[::-1]] = np.arange(len(hashes))[::-1]
    texts = np.where(different == 0, "", table["summary"].to_numpy(dtype="object")[firsts])
    return _Column(texts.tolist(), places[a], places[b])


def _refs(portal: _Column, form: _Column, is_sound: Flags, ends: tuple[Ints, Ints]) -> Ints:
    """The fact `ref` of the table: one ref is “same” on titles that are alike; an unsound title is alike to any."""
    found = np.where(portal.is_empty, _NO_REF, np.where(portal.is_one, _SAME_REF, _OTHER_REF))
    doubtful = (found == _SAME_REF) & is_sound[ends[0]] & is_sound[ends[1]]
    found[doubtful & ~form.holds(doubtful, _one_by_one(compare.are_alike))] = _UNLIKE_REF
    return found


def _is_summary(summary: _Column, wanted: Flags) -> Flags:
    """Whether two summaries say the same, but for a few words."""
    wanted = wanted & ~summary.is_empty
    return summary.is_one & wanted | summary.holds(wanted & ~summary.is_one, _are_alike_summaries)


def _is_long(table: pd.DataFrame) -> Flags:
    """By record: whether its summary says more than a set phrase."""
    found: Flags = table["summary_word_count"].to_numpy() >= LONG_SUMMARY_FROM
    return found


def _are_alike_summaries(texts: Sequence[str], a: Ints, b: Ints) -> Flags:
    """Whether most of the different words of two are common; words that lost their marks are the same."""
    used, ends = np.unique(np.concatenate([a, b]), return_inverse=True)
    typed = flat.folded([texts[place] for place in used.tolist()])
    plain = flat.numbered(list(map(lexicon.plain, typed.words)))[0][typed.ids]
    words = [frozenset(plain[start:end].tolist()) for start, end in zip(typed.starts, typed.ends, strict=True)]
    pairs = ((words[one], words[other]) for one, other in zip(*np.split(ends, 2), strict=True))
    alike = (len(one & other) >= sketch.ALIKE_FROM * len(one | other) for one, other in pairs)
    return np.fromiter(alike, np.bool_, len(a))


def _by_table(
    places: Ints, facts: tuple[Flags, Flags, Ints, Flags], of_titles: Ints, likenesses: list[Likeness]
) -> Told:
    """facts: unit, author, ref, summary of each pair; of_titles: which of the likenesses its titles have."""
    is_unit, is_author, ref, is_summary = facts
    # Few combinations of facts occur; each is looked up once.
    of_kinds, kinds = flat.numbered([(found.state, found.never, found.is_other_year) for found in likenesses])
    shape = (2, 2, len(_REFS), 2, len(kinds))
    of_lines, codes = pd.factorize(
        np.ravel_multi_index((is_unit, is_author, ref, is_summary, of_kinds[of_titles]), shape)
    )
    lines = []
    for unit, author, ref_at, summary, kind in zip(*np.unravel_index(codes, shape), strict=True):
        title, never, is_other_year = kinds[kind]
        year = "other" if is_other_year else ""
        line = verdict.of(verdict.Facts(bool(unit), bool(author), title, never, _REFS[ref_at], year, bool(summary)))
        lines.append(line if line is not None and (line.state != DISTINCT or line.apart) else _UNTOLD)
    kept = np.flatnonzero(np.array([line is not _UNTOLD for line in lines], dtype=np.bool_)[of_lines])

    # Many pairs are told in the same words; each is written once.
    of_words, codes = pd.factorize(of_lines[kept] * len(likenesses) + of_titles[kept])
    written = [_written(lines[code // len(likenesses)], likenesses[code % len(likenesses)]) for code in codes.tolist()]
    state, reasons, details, is_apart = zip(*written, strict=True) if written else ((), (), (), ())
    texts = [np.array(column, dtype="object")[of_words] for column in (state, reasons, details)]
    return Told(places[kept], texts[0], texts[1], texts[2], np.array(is_apart, dtype=np.bool_)[of_words])


def _written(line: verdict.Line, likeness: Likeness) -> tuple[str, str, str, bool]:
    """State, reasons, details, is_apart."""
    return line.state, " ".join((line.reason, *likeness.reasons)), "\n".join(("", *likeness.details)), line.apart
