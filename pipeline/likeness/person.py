"""Reads the name of a person, and tells whether two names are one person's."""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import chain
from typing import NamedTuple
from zlib import crc32

import numpy as np
import pandas as pd

from pipeline.likeness import flat, lexicon, strokes
from pipeline.vietnamese import clean, fold, split_people, split_share
from pipeline.vietnamese.remembered import Remembered

_DASH = " - "
_APART = "; "
# “Đ/c” before a name; a slash separates names, so half of it may stand alone.
_COMRADE = re.compile(r"\bđ\s?/\s?c\b\.?|(?<![^\n;,/])\s*đ\s*(?![^\n;,/])", re.IGNORECASE)
_AND = "và"
_ODD = np.int64(-7046029254386353131)
_LONG = 4  # letters of a syllable that may bear two slips
_ONE_NAME = re.compile(r"(?!.*\bvà\b)[^\W\d_]+(?: [^\W\d_]+)*", re.IGNORECASE)


def read(text: str) -> str:
    """The persons of one cell, folded, without shares and titles before the names; separated by "; "."""
    parts = text.replace(_DASH, "\n").replace(_APART, "\n").split("\n")
    known = list(map(_of_one.__getitem__, parts))
    if all(known):  # nearly every cell
        return _APART.join(known)
    if _ONE_NAME.fullmatch(text):
        return _without_honorific(fold(text).split())
    names = (
        name for part in _COMRADE.sub("", text).split(";") for piece in split_people(part) for name in _by_dashes(piece)
    )
    return _APART.join(filter(None, (_without_honorific(fold(split_share(name)[0]).split()) for name in names)))


def forms(texts: Sequence[str], words: flat.Flat) -> list[str]:
    """`read` of each text. words: those of `flat.folded`: nearly every cell is one name, folded by that already."""
    honorifics = lexicon.people_words().honorifics
    return [
        read(text)
        if " " not in key or _AND in key or not _is_of_letters(text)
        else _without_honorific(key.split())
        if key.partition(" ")[0] in honorifics
        else key
        for text, key in zip(texts, flat.texts_of(words), strict=True)
    ]


def _name_alone(part: str) -> str:
    """The name that is all of a part, folded; "" for what may be more or other."""
    name = clean(part)
    words = fold(name).split() if " " in name and _is_of_letters(name) else []
    return _without_honorific(words) if _AND not in words else ""


_of_one = Remembered(_name_alone)


def _is_of_letters(text: str) -> bool:
    return text.replace(" ", "").replace(".", "").isalpha()


def _by_dashes(text: str) -> list[str]:
    """The names between dashes, where each is one of two words or more."""
    parts = text.replace("–", "-").split(_DASH)
    return parts if all(len(part.split()) > 1 for part in parts) else [text]


def _without_honorific(words: list[str]) -> str:
    """“ThS. BS Lê Văn A” is “lê văn a”; a name keeps two words."""
    honorifics = lexicon.people_words().honorifics
    while words and words[0] in honorifics:
        found = next(
            (
                title
                for title in honorifics[words[0]]
                if tuple(words[: len(title)]) == title and len(words) >= len(title) + 2
            ),
            None,
        )
        if found is None:
            break
        words = words[len(found) :]
    return " ".join(words)


def keys(forms: Sequence[str]) -> tuple[flat.Ints, flat.Ints]:
    """For each person of each form, in order, a hash of what two names of one person share nearly always.

    That is first letters and given name, without marks. And how many persons each form has.
    """
    words = flat.of_folded(forms)
    ends_name = words.each(word.endswith(";") for word in words.words) != 0
    ends_name[words.ends[words.starts < words.ends] - 1] = True
    ends = np.flatnonzero(ends_name)
    names = flat.Flat([word.rstrip(";") for word in words.words], words.ids, np.r_[0, ends[:-1] + 1], ends + 1)
    initials = names.each(crc32(lexicon.plain(word)[:1].encode()) for word in names.words)
    given = names.each(crc32(lexicon.plain(word).encode()) for word in names.words)
    from_end = np.repeat(names.ends, flat.sizes(names)) - np.arange(len(names.ids))
    # The place counts: N.T.M. is not T.N.M. The product may run over, which is what a hash does.
    spread = np.where(ends_name, given, initials) * (_ODD**from_end)
    return flat.gathered(np.bitwise_xor, spread, names, 0), flat.gathered(np.add, ends_name.astype(np.int64), words, 0)


def share_author(people_a: str, people_b: str) -> bool:
    """Whether the main author of one is an author of the other; both as `read` gives them."""
    if not people_a or not people_b:
        return False
    if _APART not in people_a and _APART not in people_b:
        return is_same(people_a, people_b)
    first, second = people_a.split(_APART), people_b.split(_APART)
    return any(is_same(first[0], name) for name in second) or any(is_same(second[0], name) for name in first[1:])


def share_authors(texts: Sequence[str], a: flat.Ints, b: flat.Ints) -> flat.Flags:
    """`share_author` of each pair of texts, by place; only names that may be one person's are read letter by letter."""
    several = [text.split(_APART) for text in texts]
    which, names = flat.numbered(list(chain.from_iterable(several)))
    counts = np.fromiter(map(len, several), np.int64, len(several))
    firsts = np.cumsum(counts) - counts
    # The main author of one beside all of the other, and the other way round.
    own, beside = np.concatenate([a, b]), np.concatenate([b, a])
    main, name = (
        np.repeat(which[firsts[own]], counts[beside]),
        which[flat.spread(firsts[beside], counts[beside])],
    )
    pairs, different = pd.factorize(np.minimum(main, name) * len(names) + np.maximum(main, name))
    is_one = np.zeros(len(different), dtype=np.bool_)
    one, other = np.divmod(different, len(names))
    for at in np.flatnonzero(_may_be_same(names, one, other)).tolist():
        is_one[at] = is_same(names[one[at]], names[other[at]])
    found = np.zeros(len(own), dtype=np.bool_)
    found[np.repeat(np.arange(len(own)), counts[beside])[is_one[pairs]]] = True
    return found[: len(a)] | found[len(a) :]


def _may_be_same(names: Sequence[str], a: flat.Ints, b: flat.Ints) -> flat.Flags:
    """By pair of names, by place: the same words, whatever their order and marks; or as many, the outer ones near."""
    words = flat.of_folded(names)
    if not len(words.ids):
        return np.zeros(len(a), dtype=np.bool_)
    of_words = words.each(crc32(lexicon.plain(word).encode()) for word in words.words)
    all_words = flat.gathered(np.add, flat.mixed(of_words), words, 0)
    sizes = flat.sizes(words)
    has_words = (sizes[a] > 0) & (sizes[b] > 0)
    found: flat.Flags = has_words & (all_words[a] == all_words[b])
    at = np.flatnonzero(has_words & (sizes[a] == sizes[b]) & ~found)
    for outer in (words.ids[words.ends - 1], words.ids[np.minimum(words.starts, len(words.ids) - 1)]):
        at = at[_are_near(words.words, outer[a[at]], outer[b[at]])]
    found[at] = True
    return found


def _are_near(words: Sequence[str], a: flat.Ints, b: flat.Ints) -> flat.Flags:
    """By pair of words, by place: whether the one may be the other typed wrong, or its first letter."""
    pairs, different = pd.factorize(a * len(words) + b)
    one, other = np.divmod(different, len(words))
    is_letter = np.fromiter((len(word) == 1 for word in words), np.bool_, len(words))
    found: flat.Flags = (strokes.may_be_near(words, one, other) | is_letter[one] | is_letter[other])[pairs]
    return found


class _Name(NamedTuple):
    """The words of a name, with marks and without.

    is_plain: it was typed without marks, or needs none. has_initial: a word before the last is a letter.
    """

    words: list[str]
    plain: list[str]
    is_plain: bool
    has_initial: bool


def _taken_apart(name: str) -> _Name:
    words = name.split()
    plain = list(map(lexicon.plain, words))
    return _Name(words, plain, words == plain, 1 in map(len, words[:-1]))


_parts = Remembered(_taken_apart)


def is_same(a: str, b: str) -> bool:
    """Whether two names as `read` gives them are one person's but for typing: marks lost, order, initials, a slip."""
    if a == b:
        return bool(a)
    if not a or not b:
        return False
    name_a, name_b = _parts[a], _parts[b]
    if name_a.is_plain or name_b.is_plain:
        first, second = name_a.plain, name_b.plain
    else:
        first, second = name_a.words, name_b.words
    if len(first) != len(second):
        return False
    if first == second or sorted(first) == sorted(second):
        return True
    if first[-1] != second[-1] and not _is_slip(first[-1], second[-1]):  # most names are told apart by the given one
        return False
    if (name_a.has_initial and _is_initials(first, second)) or (name_b.has_initial and _is_initials(second, first)):
        return True
    return _is_typed_wrong(first, second)


def _is_typed_wrong(first: list[str], second: list[str]) -> bool:
    """Whether two names of as many words differ in slips alone, the given name looked at first."""
    before = len(first) - 1
    differing = 0
    is_clear = True
    for at in range(before, -1, -1):
        one, other = first[at], second[at]
        if one == other:
            continue
        # A mark lost before the given name: “Trần Thi Hằng”. In the given name it is another name: Hoa, Hòa.
        if at < before and (one.isascii() or other.isascii()) and lexicon.plain(one) == lexicon.plain(other):
            continue
        if not _is_slip(one, other):
            return False
        differing += 1
        is_clear = is_clear and not (lexicon.is_syllable(one) and lexicon.is_syllable(other))
    # Several slips in one name only where what was typed is no syllable at all.
    return differing <= (len(first) - 1 if is_clear else len(first) // 2)


def _is_initials(short: list[str], full: list[str]) -> bool:
    """“N.T. Mai” for “Nguyễn Thị Mai”."""
    return (
        len(short) == len(full) > 1
        and short[-1] == full[-1]
        and any(len(word) == 1 for word in short[:-1])
        and all(
            one == other or (len(one) == 1 and one == (other[0] if not one.isascii() else lexicon.plain(other[0])))
            for one, other in zip(short[:-1], full[:-1], strict=True)
        )
    )


@lru_cache(lexicon.CACHE_SIZE)
def _is_slip(one: str, other: str) -> bool:
    """Whether one of two syllables is no name and one stroke away from the other, which is."""
    names = _names(is_marked=not (one.isascii() and other.isascii()))
    if one in names and other in names:
        return False
    is_other_no_name = one in names or other in names
    limit = 2 if is_other_no_name and min(len(one), len(other)) >= _LONG else 1
    if not is_other_no_name and lexicon.is_syllable(one) and lexicon.is_syllable(other):
        return False
    return strokes.between(one, other, limit) <= limit


@lru_cache(2)
def _names(*, is_marked: bool) -> frozenset[str]:
    syllables = lexicon.people_words().syllables
    return syllables if is_marked else frozenset(map(lexicon.plain, syllables))
