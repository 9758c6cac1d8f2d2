"""How much of what is left of two titles is only typing: abbreviations, spaces, slips."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise

from pipeline.likeness import lexicon
from pipeline.likeness.leftover import LONG, Left, Pair

# Why two titles differ, so far: (finding code, what it speaks of).
Reasons = list[tuple[str, str]]
_MOST_SPACES = 3


def explained(pair: Pair, reasons: Reasons) -> tuple[Left, Left]:
    """What is left when all that is only typing is taken out; adds to the reasons how it was explained."""
    one, other = pair.one, pair.other
    if pair.is_spelt:
        return without_slips(pair, reasons) if pair.near else (one, other)
    if one.words and other.words:
        one, other = _without_abbreviations(one, other, reasons, is_marked=pair.is_marked)
    if one.words and other.words:
        one, other = _without_spaces(one, other, reasons)
    if pair.near and one.words and other.words:
        one, other = without_slips(pair._replace(one=one, other=other), reasons)
    if one.words and other.words:
        one, other = _without_initials(one, other, reasons)
    return one, other


# ---------------------------------------------------------------- abbreviations


def _without_abbreviations(one: Left, other: Left, reasons: Reasons, *, is_marked: bool) -> tuple[Left, Left]:
    """Leaves out listed abbreviations together with what they stand for."""
    if lexicon.are_all_meant((*one.words, *other.words)):
        return one, other

    def listed(word: str, full: Left) -> Iterable[tuple[str, ...]]:
        del full
        return (meaning if is_marked else tuple(map(lexicon.plain, meaning)) for meaning in lexicon.meanings(word))

    one, other = _expanded(one, other, listed, reasons)
    other, one = _expanded(other, one, listed, reasons)
    return one, other


def _without_initials(one: Left, other: Left, reasons: Reasons) -> tuple[Left, Left]:
    """The same for letters that are listed nowhere but spell words that stand side by side."""
    if not any(map(lexicon.may_be_initials, (*one.words, *other.words))):
        return one, other
    one, other = _expanded(one, other, _spelt_by, reasons)
    other, one = _expanded(other, one, _spelt_by, reasons)
    return one, other


def _expanded(
    short: Left, full: Left, meanings: Callable[[str, Left], Iterable[Sequence[str]]], reasons: Reasons
) -> tuple[Left, Left]:
    gone: list[int] = []
    for at, word in enumerate(short.words):
        for meaning in meanings(word, full):
            taken = _taken(full.words, meaning)
            if taken:
                gone.append(at)
                full = full.without(taken)
                reasons.append(("only_abbreviation", f"{word.upper()} và {lexicon.shown(meaning)}"))
                break
    return short.without(gone), full


def _spelt_by(letters: str, full: Left) -> Iterator[Sequence[str]]:
    """Words that stand side by side and begin with these letters."""
    if not lexicon.may_be_initials(letters):
        return
    wanted = lexicon.plain(letters)
    initials = "".join(lexicon.plain(word)[:1] or "?" for word in full.of)
    at = initials.find(wanted)
    while at >= 0:
        yield full.of[at : at + len(wanted)]
        at = initials.find(wanted, at + 1)


def _taken(words: Sequence[str], wanted: Sequence[str]) -> list[int]:
    """Where the wanted words stand among the words; nothing where one is missing."""
    taken: list[int] = []
    for word in wanted:
        at = next((at for at, other in enumerate(words) if other == word and at not in taken), None)
        if at is None:
            return []
        taken.append(at)
    return taken


# ---------------------------------------------------------------- spaces


def _without_spaces(one: Left, other: Left, reasons: Reasons) -> tuple[Left, Left]:
    """Leaves out what is the same letters with other spaces: “họcsinh”, “b iện pháp”, “lí so” for “lís o”."""
    for _ in range(_MOST_SPACES):
        if not (_stand_side_by_side(one) or _stand_side_by_side(other)):
            break  # a space more or less makes of one word two, or of two others
        if all(map(lexicon.is_syllable, (*one.words, *other.words))):
            break  # a space in the wrong place leaves what is no syllable
        first, second = _runs(one, other)
        if not first:
            break
        reasons.append(("only_spaces", f"{_at(one, first)} và {_at(other, second)}"))
        one, other = one.without(first), other.without(second)
    return one, other


def _stand_side_by_side(left: Left) -> bool:
    """Whether any two of the words do."""
    return any(after - before == 1 for before, after in pairwise(left.places))


def _at(left: Left, places: Sequence[int]) -> str:
    return lexicon.shown(left.words[at] for at in places)


def _runs(one: Left, other: Left) -> tuple[Sequence[int], Sequence[int]]:
    """Left-over words of `one` side by side whose letters are one or more left-over words of `other` side by side."""
    spelt = {"".join(other.words[at] for at in run): run for run in _side_by_side(other)}
    for run in _side_by_side(one):
        found = spelt.get("".join(one.words[at] for at in run))
        if found and (len(run) > 1 or len(found) > 1):
            return run, found
    return (), ()


def _side_by_side(left: Left) -> Iterator[range]:
    """All runs of up to three left-over words that stand side by side in the title, the longest first."""
    for length in (3, 2, 1):
        for start in range(len(left.words) - length + 1):
            if left.places[start + length - 1] - left.places[start] == length - 1:
                yield range(start, start + length)


# ---------------------------------------------------------------- slips


def without_slips(pair: Pair, reasons: Reasons) -> tuple[Left, Left]:
    """Leaves out words that are slips of each other, the nearest first."""
    one, other = pair.one, pair.other
    gone_one: list[int] = []
    gone_other: list[int] = []
    for count, place, there in pair.near:
        if place not in one.places or there not in other.places:
            continue  # gone with an abbreviation or a space
        at, to = one.places.index(place), other.places.index(there)
        if at in gone_one or to in gone_other:
            continue
        code = _slip((one, at), (other, to), count, is_marked=pair.is_marked)
        if code:
            gone_one.append(at)
            gone_other.append(to)
            reasons.append((code, f"{lexicon.spelt(one.words[at])} và {lexicon.spelt(other.words[to])}"))
    return one.without(gone_one), other.without(gone_other)


def _slip(one: tuple[Left, int], other: tuple[Left, int], distance: int, *, is_marked: bool) -> str:
    """What two near words are: "only_spelling" for a slip, "spelling_doubtful" for maybe two words, "" for two.

    "spelling_far" where both are words and two strokes apart: most likely two words.
    """
    a, b = one[0].words[one[1]], other[0].words[other[1]]
    known = lexicon.words(marked=is_marked).known
    are_words = lexicon.is_syllable(a) and lexicon.is_syllable(b)
    is_known_a, is_known_b = a in known, b in known
    if is_known_a and is_known_b:
        if distance > 1:
            return "spelling_far"
        if one[0].is_light[one[1]] or other[0].is_light[other[1]]:
            return "only_spelling"
        # Both are words; the one that makes no compound where it stands is the slip: “biên pháp”, “biện pháp”.
        fits_a, fits_b = _fits(*one, is_marked=is_marked), _fits(*other, is_marked=is_marked)
        return "only_spelling" if fits_a != fits_b else "spelling_doubtful"
    if distance > 1:  # two strokes: of a longer word that is no syllable now, else a person is asked
        if not are_words and min(len(a), len(b)) >= LONG:
            return "only_spelling"
        return "spelling_doubtful" if (is_known_a or is_known_b) and max(len(a), len(b)) >= LONG else ""
    return "only_spelling" if not are_words or is_known_a or is_known_b else "spelling_doubtful"


def _fits(left: Left, at: int, *, is_marked: bool) -> int:
    """How well a word stands where it does: 2 in a known compound, 1 as a word that stands alone, 0 otherwise."""
    place, words = left.places[at], left.of
    known = lexicon.words(marked=is_marked)
    if any(pair in known.neighbours for pair in pairwise(words[max(place - 1, 0) : place + 2])):
        return 2
    return int(words[place] in known.alone)
