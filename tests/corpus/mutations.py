"""Workbooks spoilt at random, from a seed: in their bytes, in their parts, in the XML of a part."""

import re
from collections.abc import Callable, Iterator
from random import Random

from tests.corpus import base
from tests.corpus.kinds_good import GOOD, SAVED, first_row
from tests.corpus.packages import parts_of, zipped

_ODD_NUMBERS = (b"0", b"-1", b"1048577", b"4294967298", b"99999999999999999999", b"1e999", b"NaN", b"")
_ODD_TEXTS = (
    b"<!DOCTYPE x [<!ENTITY a 'b'>]>",
    b"&a;",
    b"&#0;",
    b"<c>",
    b"</row>",
    b"]]>",
    b"\0",
    b"\xff",
    "Sáng\u200b".encode(),
)
_TAG = re.compile(rb"<[^>]*>")
_VALUE = re.compile(rb'"[^"<>]*"')
_NUMBER = re.compile(rb"\d+")

Change = Callable[[Random, bytes], bytes]


def mutants(seed: int, count: int) -> Iterator[tuple[str, bytes]]:
    """So many files, each with a name that tells its kind; the same for the same seed."""
    random = Random(seed)  # noqa: S311 -- not for secrets
    bases = _bases()
    for number in range(count):
        kind = random.choice(list(bases))
        data = bases[kind]
        changes = _OF_BYTES if kind.endswith((".xls", ".csv")) or random.random() < 0.3 else _OF_PACKAGE
        for _ in range(random.randint(1, 3)):
            data = random.choice(changes)(random, data)
        yield f"{number:04d}-{kind}", data


def _bases() -> dict[str, bytes]:
    return {
        "a.xlsx": base.workbook("K001", 1, count=3),
        "b.xlsx": first_row(note={"formula": "=1/0", "value": "#DIV/0!"})("K002", 2),
        "strict.xlsx": GOOD["strict.xlsx"]("K003", 3),
        "libreoffice.xlsx": (SAVED / "libreoffice.xlsx").read_bytes(),
        "c.ods": (SAVED / "opendocument.ods").read_bytes(),
        "d.xls": (SAVED / "excel-cu.xls").read_bytes(),
        "e.csv": GOOD["utf8-cham-phay.csv"]("K004", 4),
    }


def _span(random: Random, data: bytes) -> tuple[int, int]:
    start = random.randrange(len(data) + 1)
    return start, min(len(data), start + random.choice((1, 2, 8, 64, 1000)))


def _flip(random: Random, data: bytes) -> bytes:
    changed = bytearray(data)
    for _ in range(random.choice((1, 4, 32)) if data else 0):
        changed[random.randrange(len(changed))] ^= 1 << random.randrange(8)
    return bytes(changed)


def _cut(random: Random, data: bytes) -> bytes:
    start, end = _span(random, data)
    return data[:start] if random.random() < 0.3 else data[:start] + data[end:]


def _overwrite(random: Random, data: bytes) -> bytes:
    start, end = _span(random, data)
    return data[:start] + random.choice((bytes(end - start), random.randbytes(end - start))) + data[end:]


def _repeat(random: Random, data: bytes) -> bytes:
    start, end = _span(random, data)
    return data[:end] + data[start:end] * random.choice((1, 3, 50)) + data[end:]


def _insert(random: Random, data: bytes) -> bytes:
    start, _ = _span(random, data)
    return data[:start] + random.choice(_ODD_TEXTS) + data[start:]


_OF_BYTES: tuple[Change, ...] = (_flip, _cut, _overwrite, _repeat, _insert)


def _within(pattern: re.Pattern[bytes], replacement: Callable[[Random, bytes], bytes]) -> Change:
    """Changes one match of a pattern."""

    def change(random: Random, xml: bytes) -> bytes:
        found = list(pattern.finditer(xml))
        if not found:
            return xml
        match = random.choice(found)
        return xml[: match.start()] + replacement(random, match[0]) + xml[match.end() :]

    return change


_OF_XML: tuple[Change, ...] = (
    _within(_TAG, lambda *_: b""),
    _within(_TAG, lambda random, tag: tag * random.choice((2, 100))),
    _within(_TAG, lambda random, tag: tag.replace(b" ", b"\n ") + random.choice(_ODD_TEXTS)),
    _within(_VALUE, lambda random, _: b'"' + random.choice(_ODD_NUMBERS) + b'"'),
    _within(_VALUE, lambda random, value: b'"' + random.choice(_ODD_TEXTS) + value[1:]),
    _within(_NUMBER, lambda random, _: random.choice(_ODD_NUMBERS)),
    *_OF_BYTES,
)


def _in_part(random: Random, data: bytes) -> bytes:
    parts = _taken_apart(data)
    name = random.choice([name for name in parts if "docProps" not in name] or [""])
    if name:
        for _ in range(random.randint(1, 4)):
            parts[name] = random.choice(_OF_XML)(random, parts[name])
    return zipped(parts) if parts else data


def _of_parts(random: Random, data: bytes) -> bytes:
    """A part taken away, called otherwise, there twice, or with the content of another."""
    parts = _taken_apart(data)
    if not parts:
        return data
    name, other = random.choice(list(parts)), random.choice(list(parts))
    match random.randrange(4):
        case 0:
            return zipped({one: part for one, part in parts.items() if one != name})
        case 1:
            renamed = random.choice((name.upper(), name.replace("/", "\\"), f"/{name}", f"../{name}", name[1:]))
            return zipped({(renamed if one == name else one): part for one, part in parts.items()})
        case 2:
            return zipped([*parts.items(), (random.choice((name, name.title())), parts[other])])
        case _:
            return zipped({**parts, name: parts[other]})


def _taken_apart(data: bytes) -> dict[str, bytes]:
    """The parts, none of what an earlier change has spoilt."""
    try:
        return parts_of(data)
    except Exception:  # noqa: BLE001 -- whatever a broken zip leads to
        return {}


_OF_PACKAGE: tuple[Change, ...] = (_in_part, _in_part, _in_part, _of_parts)
