"""Decides which rows are one initiative: pairs in three states, then clusters of what is the same (contract §3, Duplicates)."""

from collections.abc import Iterable, Iterator
from itertools import combinations

import pandas as pd

from pipeline.vietnamese import fold, split_people, split_share, without_tones

SAME = "same"
REVIEW = "review"
DISTINCT = "distinct"

RECORD_KEYS = ["unit_code", "title_key", "author_key", "co_author_keys", "portal_key", "summary_key"]
PAIR_COLUMNS = ["record_a", "record_b", "state", "reason"]

# Two titles under one portal ref are alike when at least this share of their words is common and all numbers are equal.
ALIKE_FROM = 0.6
# A portal ref on as many titles, none alike another, is a filler and no evidence (contract §3).
SHARED_REF_FROM = 3


def records(rows: pd.DataFrame, has_sound_title: pd.Series) -> tuple[pd.DataFrame, pd.Series]:
    """The different things the rows say, and for each row the record it is.

    rows: unit_code, title, author, co_authors, portal_ref, summary. has_sound_title: False where the title is empty or
    rejected or the row is Rút: such a title is alike to any.
    Returns records (RECORD_KEYS, title_key "" where not sound, is_title_sound; index record_id) and row_id → record_id.
    """
    keys = pd.DataFrame(
        {
            "unit_code": rows["unit_code"],
            "title_key": rows["title"].map(fold),
            "author_key": rows["author"].map(fold),
            "co_author_keys": rows["co_authors"].map(_people_key),
            "portal_key": rows["portal_ref"].map(lambda text: fold(text).replace(" ", "")),
            "summary_key": rows["summary"].map(fold),
            "is_title_sound": has_sound_title,
        },
        index=rows.index,
    )
    columns = [*RECORD_KEYS, "is_title_sound"]
    numbers = keys.groupby(columns, sort=True, dropna=False).ngroup()
    table = keys.assign(record_id=numbers).drop_duplicates("record_id").set_index("record_id").sort_index()
    return table[columns], numbers


def link(table: pd.DataFrame) -> pd.DataFrame:
    """All pairs of records that are `same` or need `review`; whatever is not named is `distinct`.

    table: as `records` makes it. Returns PAIR_COLUMNS, record_a < record_b, each pair once; reason is a finding code.
    A pair's state depends on the two records alone, but for portal refs that `shared_refs` finds to be fillers.
    """
    evidence = table.assign(portal_key=table["portal_key"].where(~shared_refs(table), ""))
    candidates = _candidates(evidence)
    known = {record.Index: record for record in evidence.itertuples()}
    decided = ((a, b, *decide(known[a], known[b])) for a, b in candidates)
    return pd.DataFrame([pair for pair in decided if pair[2] != DISTINCT], columns=PAIR_COLUMNS)


def decide(a, b) -> tuple[str, str]:  # type: ignore[no-untyped-def]  # noqa: ANN001 -- two rows of `records`, as named tuples
    """The state of a pair and its reason (contract §3): the one place where two initiatives are called one."""
    has_other_ref = bool(a.portal_key and b.portal_key and a.portal_key != b.portal_key)
    if a.portal_key and a.portal_key == b.portal_key:
        if not (a.is_title_sound and b.is_title_sound) or are_alike(a.title_key, b.title_key):
            return SAME, "same_portal_ref"
    if a.title_key != b.title_key or not a.title_key:
        return DISTINCT, ""
    same_unit = a.unit_code == b.unit_code
    same_author = share_author(a, b)
    if same_unit and same_author:
        return (REVIEW, "same_title_other_portal_ref") if has_other_ref else (SAME, "same_title_and_author")
    if same_unit:
        return REVIEW, "same_title_other_author"
    if same_author:
        return REVIEW, "same_title_other_unit"
    if a.summary_key and a.summary_key == b.summary_key:
        return REVIEW, "same_title_and_summary"
    return DISTINCT, ""


def share_author(a, b) -> bool:  # type: ignore[no-untyped-def]  # noqa: ANN001 -- two rows of `records`, as named tuples
    """The main author of one is an author of the other."""
    if not (a.author_key and b.author_key):
        return False
    return (
        a.author_key == b.author_key
        or a.author_key in b.co_author_keys.split("; ")
        or b.author_key in a.co_author_keys.split("; ")
    )


def are_alike(title_a: str, title_b: str) -> bool:
    """Whether two folded titles may be one title mended: the same numbers, and most words in common."""
    if title_a == title_b:
        return True
    words_a, words_b = without_tones(title_a).split(), without_tones(title_b).split()
    if sorted(filter(_is_number, words_a)) != sorted(filter(_is_number, words_b)):
        return False
    common = sum(min(words_a.count(word), words_b.count(word)) for word in set(words_a))
    return 2 * common >= ALIKE_FROM * (len(words_a) + len(words_b))


def shared_refs(table: pd.DataFrame) -> pd.Series:
    """By record: whether its portal ref stands, in its union, on three or more titles of which none is alike another."""
    sound = table[(table["portal_key"] != "") & table["is_title_sound"]]
    counts = sound.groupby(["unit_code", "portal_key"])["title_key"].nunique()
    fillers = set()
    for key in counts.index[counts >= SHARED_REF_FROM]:
        titles = sorted(set(sound.loc[(sound["unit_code"] == key[0]) & (sound["portal_key"] == key[1]), "title_key"]))
        if len(_different(titles)) >= SHARED_REF_FROM:
            fillers.add(key)
    keys = zip(table["unit_code"], table["portal_key"], strict=True)
    return pd.Series([key in fillers for key in keys], index=table.index, dtype="bool")


def cluster(table: pd.DataFrame, pairs: pd.DataFrame) -> pd.Series:
    """By record: the number of its cluster, the smallest record_id in it.

    `same` pairs join, but never two records that must not be one: two portal refs, or two sound titles under one
    portal ref that are not alike. Pairs are taken in the order of record_id, so the result does not depend on file order.
    """
    joined = pairs[pairs["state"] == SAME]
    known = {
        record.Index: record for record in table.loc[sorted({*joined["record_a"], *joined["record_b"]})].itertuples()
    }
    members: dict[int, list[int]] = {record_id: [record_id] for record_id in known}
    leader = {record_id: record_id for record_id in known}
    for a, b in zip(joined["record_a"], joined["record_b"], strict=True):
        first, second = sorted((leader[a], leader[b]))
        if first == second or any(_conflict(known[x], known[y]) for x in members[first] for y in members[second]):
            continue
        members[first] += members[second]
        for moved in members.pop(second):
            leader[moved] = first
    return pd.Series({record_id: leader.get(record_id, record_id) for record_id in table.index}, dtype="int64")


def _conflict(a, b) -> bool:  # type: ignore[no-untyped-def]  # noqa: ANN001 -- two rows of `records`, as named tuples
    if a.portal_key and b.portal_key and a.portal_key != b.portal_key:
        return True
    return a.is_title_sound and b.is_title_sound and not are_alike(a.title_key, b.title_key)


def _people_key(text: str) -> str:
    return (
        "; ".join(fold(split_share(name)[0]) for part in text.split(";") for name in split_people(part)) if text else ""
    )


def _is_number(word: str) -> bool:
    return any(letter.isdigit() for letter in word)


def _different(titles: Iterable[str]) -> list[str]:
    """Titles of which none is alike another."""
    kept: list[str] = []
    for title in titles:
        if not any(are_alike(title, other) for other in kept):
            kept.append(title)
    return kept


def _candidates(table: pd.DataFrame) -> Iterator[tuple[int, int]]:
    """Pairs worth a decision, each once and in order: one title in one union, by one author or with one summary; or one portal ref."""
    titled = table[table["title_key"] != ""]
    people = _people(titled)
    blocks = [
        _blocks(titled, ["unit_code", "title_key"]),
        people.groupby(["title_key", "person"], sort=False)["record_id"].agg(list),
        _blocks(titled[titled["summary_key"] != ""], ["title_key", "summary_key"]),
        _blocks(table[table["portal_key"] != ""], ["portal_key"]),
    ]
    pairs = {
        pair
        for block in blocks
        for members in block
        if len(members) > 1
        for pair in combinations(sorted(set(members)), 2)
    }
    yield from sorted(pairs)


def _blocks(table: pd.DataFrame, keys: list[str]) -> Iterable[list[int]]:
    return (list(group) for group in table.groupby(keys, sort=False).groups.values() if len(group) > 1)


def _people(table: pd.DataFrame) -> pd.DataFrame:
    names = (table["author_key"] + "; " + table["co_author_keys"]).str.split("; ")
    long = pd.DataFrame({"record_id": table.index, "title_key": table["title_key"], "person": names}).explode("person")
    return long[long["person"] != ""]
