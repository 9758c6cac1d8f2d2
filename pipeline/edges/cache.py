"""What files say and which pairs were compared, so that nothing is done twice; deleting it changes nothing but time."""

import hashlib
import json
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    URL,
    Column,
    Connection,
    Engine,
    LargeBinary,
    MetaData,
    Table,
    Text,
    create_engine,
    delete,
    insert,
    select,
)
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

if TYPE_CHECKING:
    import pandas as pd

    from pipeline.history import Linked
    from pipeline.received import Readings

_metadata = MetaData()
# version: what a reading depends on beside the bytes. digest: of content, so that a damaged line counts as none.
_reading = Table(
    "reading",
    _metadata,
    Column("sha256", Text, primary_key=True),
    Column("version", Text, nullable=False),
    Column("digest", LargeBinary, nullable=False),
    Column("content", LargeBinary, nullable=False),
)

# One line: who was compared with whom. version: of the rules by which the pairs were judged.
_linked = Table(
    "linked",
    _metadata,
    Column("version", Text, primary_key=True),
    Column("digest", LargeBinary, nullable=False),
    Column("content", LargeBinary, nullable=False),
)

_FRAMES = ("files", "findings", "layout", "rows", "members", "activities")
_REFUSED_BY_CHANCE = frozenset({"file_reader_slow", "file_reader_died", "file_unavailable", "file_changing"})

Frames = dict[str, dict[str, tuple[str, list[Any]]]]


@contextmanager
def opened(path: Path) -> Iterator[Connection | None]:
    """The cache, or None where it cannot be had; a damaged one is thrown away."""
    engine = create_engine(URL.create("sqlite+pysqlite", database=str(path)), poolclass=NullPool)
    try:
        connection = _connected(engine, path)
        try:
            yield connection
        finally:
            if connection is not None:
                connection.close()
    finally:
        engine.dispose()


def _connected(engine: Engine, path: Path) -> Connection | None:
    for _ in range(2):
        try:
            connection = engine.connect()
        except DBAPIError:  # a folder lies there, or it may not be opened
            return None
        try:
            _metadata.create_all(connection)
            for table in (_reading, _linked):
                connection.execute(select(table).limit(1)).all()  # a table of another version has other columns
            connection.commit()
        except DBAPIError as error:
            connection.close()
            if "locked" in str(error.orig):  # another process is writing into it: this time without
                return None
            _throw_away(path)
        else:
            return connection
    return None


def _throw_away(path: Path) -> None:
    """With its journal, which would be played into the next one. Windows removes nothing that is open."""
    for file in (path, path.with_name(f"{path.name}-journal")):
        with suppress(OSError):
            file.unlink()


def _throw_away_if_damaged(cache: Connection, error: DBAPIError) -> None:
    """The next run makes it anew."""
    if "malformed" in str(error.orig):
        _throw_away(Path(cache.engine.url.database or ""))


def load(cache: Connection | None, versions: Mapping[str, str]) -> dict[str, bytes]:
    """sha256 → what was kept of it. versions: sha256 → what its reading depends on; another version counts as none."""
    if cache is None:
        return {}
    try:
        lines = cache.execute(select(_reading)).all()
    except DBAPIError as error:
        _throw_away_if_damaged(cache, error)
        return {}
    return {
        sha256: content
        for sha256, version, digest, content in lines
        if versions.get(sha256) == version
        and isinstance(content, bytes)  # as text a column of SQLite takes it too
        and hashlib.blake2b(content).digest() == digest
    }


def store(cache: Connection | None, readings: "Readings", versions: Mapping[str, str]) -> None:
    """Keeps the readings of these files; those that chance refused are read anew the next time."""
    if cache is None or readings.files.empty:
        return
    by_chance = set(readings.findings.loc[readings.findings["code"].isin(_REFUSED_BY_CHANCE), "sha256"])
    lines = []
    for sha256, content in _contents(readings):
        if sha256 not in by_chance:
            digest = hashlib.blake2b(content).digest()
            lines.append({"sha256": sha256, "version": versions[sha256], "digest": digest, "content": content})
    try:
        with cache.begin_nested() if cache.in_transaction() else cache.begin():
            cache.execute(delete(_reading).where(_reading.c.sha256.in_([line["sha256"] for line in lines])))
            if lines:
                cache.execute(insert(_reading), lines)
        cache.commit()
    except DBAPIError as error:  # no room for it: the next run reads the files again
        cache.rollback()
        _throw_away_if_damaged(cache, error)


def load_linked(cache: Connection | None, version: str) -> "Linked | None":
    """The pairs that were judged by this version of the rules, None where none are kept."""
    if cache is None:
        return None
    try:
        line = cache.execute(select(_linked.c.digest, _linked.c.content).where(_linked.c.version == version)).first()
    except DBAPIError as error:
        _throw_away_if_damaged(cache, error)
        return None
    if line is None or not isinstance(line.content, bytes) or hashlib.blake2b(line.content).digest() != line.digest:
        return None
    import numpy as np

    from pipeline.history import Linked

    kept = json.loads(zlib.decompress(line.content))
    return Linked(np.array(kept["record_ids"], dtype=np.int64), _frame(kept["pairs"]))


def store_linked(cache: Connection | None, linked: "Linked", version: str) -> None:
    """Keeps the pairs in the place of those that were kept before."""
    if cache is None:
        return
    pairs = {column: _plain(linked.pairs[column]) for column in linked.pairs}
    said = json.dumps({"record_ids": linked.record_ids.tolist(), "pairs": pairs}, separators=(",", ":"))
    content = zlib.compress(said.encode(), level=1)
    digest = hashlib.blake2b(content).digest()
    try:
        with cache.begin_nested() if cache.in_transaction() else cache.begin():
            cache.execute(delete(_linked))
            cache.execute(insert(_linked), {"version": version, "digest": digest, "content": content})
        cache.commit()
    except DBAPIError as error:  # no room for it: the next run compares all again
        cache.rollback()
        _throw_away_if_damaged(cache, error)


def _contents(readings: "Readings") -> Iterator[tuple[str, bytes]]:
    """Each file's lines of every frame, as JSON: frame → column → (dtype, values)."""
    frames = {name: getattr(readings, name) for name in _FRAMES}
    frames["files"] = frames["files"].reset_index()
    plain = {name: {column: _plain(frame[column]) for column in frame} for name, frame in frames.items()}
    places = {name: frame.groupby("sha256").indices for name, frame in frames.items()}
    for sha256 in readings.files.index:
        own: Frames = {}
        for name, columns in plain.items():
            here = places[name].get(sha256, ())
            own[name] = {
                column: (dtype, [values[place] for place in here]) for column, (dtype, values) in columns.items()
            }
        yield sha256, json.dumps(own, ensure_ascii=False, separators=(",", ":")).encode()


def _plain(values: "pd.Series") -> tuple[str, list[Any]]:
    if values.dtype.kind == "M":
        return str(values.dtype), values.dt.strftime("%Y-%m-%dT%H:%M:%S").astype("object").where(
            values.notna(), None
        ).tolist()
    return str(values.dtype), values.astype("object").where(values.notna(), None).tolist()


def unpack(contents: Iterable[bytes]) -> "Readings | None":
    """The readings of these files together, None for none."""
    from pipeline.received import Readings

    dtypes: dict[str, dict[str, str]] = {name: {} for name in _FRAMES}
    columns: dict[str, dict[str, list[Any]]] = {name: {} for name in _FRAMES}
    for content in contents:
        for name, own in json.loads(content).items():
            for column, (dtype, values) in own.items():
                if values or column not in dtypes[name]:
                    dtypes[name][column] = dtype
                columns[name].setdefault(column, []).extend(values)
    if not columns["files"]:
        return None
    frames = {
        name: _frame({column: (dtypes[name][column], values) for column, values in own.items()})
        for name, own in columns.items()
    }
    return Readings(**(frames | {"files": frames["files"].set_index("sha256")}))


def _frame(columns: Mapping[str, tuple[str, list[Any]]]) -> "pd.DataFrame":
    import pandas as pd

    return pd.DataFrame({column: pd.Series(values, dtype=dtype) for column, (dtype, values) in columns.items()})


def together(readings: Iterable["Readings"]) -> "Readings":
    """Several readings as one; at least one is given."""
    import pandas as pd

    from pipeline.received import Readings

    several = list(readings)
    if len(several) == 1:
        return several[0]
    frames = {name: [getattr(one, name) for one in several] for name in _FRAMES}
    filled = {name: [frame for frame in parts if len(frame)] or parts[:1] for name, parts in frames.items()}
    return Readings(**{name: pd.concat(parts, ignore_index=name != "files") for name, parts in filled.items()})
