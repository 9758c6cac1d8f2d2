"""Reads the name of a person, and tells whether two names are one person's."""

import re
from functools import lru_cache

from pipeline.likeness import lexicon
from pipeline.vietnamese import fold, split_people, split_share

_DASH = " - "
# “Đ/c” before a name; a slash separates names, so half of it may stand alone.
_COMRADE = re.compile(r"\bđ\s?/\s?c\b\.?|(?<![^\n;,/])\s*đ\s*(?![^\n;,/])", re.IGNORECASE)
_LONG = 4  # letters of a syllable that may bear two slips
_ONE_NAME = re.compile(r"(?!.*\bvà\b)[^\W\d_]+(?: [^\W\d_]+)*", re.IGNORECASE)


def read(text: str) -> str:
    """The persons of one cell, folded, without shares and titles before the names; separated by "; "."""
    if _ONE_NAME.fullmatch(text):
        return _without_honorific(fold(text).split())
    names = (name for part in _COMRADE.sub("", text).split(";") for piece in split_people(part) for name in _by_dashes(piece))
    return "; ".join(filter(None, (_without_honorific(fold(split_share(name)[0]).split()) for name in names)))


def _by_dashes(text: str) -> list[str]:
    """The names between dashes, where each is one of two words or more."""
    parts = text.replace("–", "-").split(_DASH)
    return parts if all(len(part.split()) > 1 for part in parts) else [text]


def _without_honorific(words: list[str]) -> str:
    """“ThS. BS Lê Văn A” is “lê văn a”; a name keeps two words."""
    honorifics = lexicon.people_words().honorifics
    while words and words[0] in honorifics:
        found = next(
            (title for title in honorifics[words[0]] if tuple(words[: len(title)]) == title and len(words) >= len(title) + 2),
            None,
        )
        if found is None:
            break
        words = words[len(found) :]
    return " ".join(words)


@lru_cache(lexicon.CACHE_SIZE)
def key(name: str) -> str:
    """What two names of one person share nearly always: the first letters and the given name, without marks."""
    words = lexicon.plain(name).split()
    return f"{''.join(word[0] for word in words[:-1])} {words[-1]}" if words else ""


@lru_cache(lexicon.CACHE_SIZE)
def is_same(a: str, b: str) -> bool:
    """Whether two names as `read` gives them are one person's but for typing: marks lost, order, initials, a slip."""
    if a == b:
        return bool(a)
    if not a or not b:
        return False
    first, second = a.split(), b.split()
    if lexicon.is_plain(first) or lexicon.is_plain(second):
        first, second = [[lexicon.plain(word) for word in words] for words in (first, second)]
    if sorted(first) == sorted(second):
        return True
    if _is_initials(first, second) or _is_initials(second, first):
        return True
    if len(first) != len(second):
        return False
    # A mark lost before the given name: “Trần Thi Hằng”. In the given name it is another name: Hoa, Hòa.
    before = len(first) - 1
    differing = [
        (one, other)
        for at, (one, other) in enumerate(zip(first, second, strict=True))
        if one != other and not (at < before and lexicon.plain(one) == lexicon.plain(other) and (one.isascii() or other.isascii()))
    ]
    if not all(_is_slip(one, other) for one, other in differing):
        return False
    # Several slips in one name only where what was typed is no syllable at all.
    is_clear = all(not (lexicon.is_syllable(one) and lexicon.is_syllable(other)) for one, other in differing)
    return len(differing) <= (len(first) - 1 if is_clear else len(first) // 2)


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


def _is_slip(one: str, other: str) -> bool:
    """Whether one of two syllables is no name and one stroke away from the other, which is."""
    names = _names(is_marked=not (one.isascii() and other.isascii()))
    if one in names and other in names:
        return False
    is_other_no_name = one in names or other in names
    limit = 2 if is_other_no_name and min(len(one), len(other)) >= _LONG else 1
    if not is_other_no_name and lexicon.is_syllable(one) and lexicon.is_syllable(other):
        return False
    return lexicon.strokes(one, other, limit) <= limit


@lru_cache(2)
def _names(*, is_marked: bool) -> frozenset[str]:
    syllables = lexicon.people_words().syllables
    return syllables if is_marked else frozenset(map(lexicon.plain, syllables))
