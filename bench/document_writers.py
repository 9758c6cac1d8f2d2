"""`python -m bench.document_writers (ours|plain) GIVEN FOLDER TOLD`: all documents of a run, as a process of its own.

GIVEN: what `bench.documents` has prepared, pickled; what it takes to read it is not measured, imports after that are.
"""

import gc
import importlib
import json
import pickle
import resource
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class ForOurs:
    """The last step of a run begins with this. sent: all units, and the files that are sent back."""

    result: Any
    sent: Any
    started_at: datetime


@dataclass(frozen=True)
class Plain:
    """Everything a loop has only to put into place. html: template and names; texts: of the reminders, by file."""

    words: dict[str, tuple[bytes, dict[str, Any]]]
    html: tuple[str, dict[str, Any]]
    text: tuple[str, dict[str, Any]]
    reminders: dict[str, Any]
    books: dict[str, Any]
    tables: dict[str, Any]
    summary: dict[str, Any]


def ours(given: ForOurs, folder: Path) -> None:
    from pipeline import documents
    from pipeline.figures import NO_WORDS

    documents.write(folder, given.result, given.sent, given.started_at, (NO_WORDS, None))


def plain(given: Plain, folder: Path) -> None:
    """docxtpl, Jinja, XlsxWriter and pandas, one file after the other."""
    import io

    from docxtpl import DocxTemplate

    from bench import workbook_recipes

    for name, (template, names) in given.words.items():
        word = DocxTemplate(io.BytesIO(template))
        word.render(names, _jinja(), autoescape=True)
        word.save(folder / name)
    template_text, names = given.html
    page = _jinja(lstrip_blocks=True).from_string(template_text).render(names)
    (folder / "bang-theo-doi.html").write_text(page, encoding="utf-8")
    template_text, names = given.text
    letter = _jinja(autoescape=False, trim_blocks=True, lstrip_blocks=True).from_string(template_text)
    for name, reminder in given.reminders.items():
        text = letter.render({**names, "reminder": reminder}).strip() + "\n"
        (folder / name).write_text(text, encoding="utf-8-sig", newline="\r\n")
    for name, sheets in given.books.items():
        workbook_recipes.write(folder / name, sheets)
    for name, table in given.tables.items():
        table.to_csv(folder / name, index=False, encoding="utf-8-sig", lineterminator="\r\n")
    (folder / "summary.json").write_text(
        json.dumps(given.summary, ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
    )


def _jinja(**options: Any) -> Any:
    from jinja2 import Environment
    from markupsafe import Markup

    from pipeline import vietnamese
    from pipeline.edges import dashboard, sandbox

    made: Any = Environment(**{"autoescape": True, **options})  # noqa: S701 -- the reminders are plain text
    made.finalize = lambda value: value if isinstance(value, Markup) else sandbox.printed(value)
    made.filters |= {"dau_thuong": _lower_first, "ngay": vietnamese.day, "buoc": dashboard.step}
    return made


def _lower_first(text: str) -> str:
    return text[:1].lower() + text[1:]


def main(which: str, given_at: Path, folder: Path, told_at: Path) -> None:
    gc.set_threshold(100_000, 20, 20)  # as the command of the product does
    given = pickle.loads(given_at.read_bytes())  # noqa: S301 -- written by `bench.documents`
    importlib.import_module("pipeline.flow")  # as in a run, where pandas and all the rules have been at work before
    writers: dict[str, Callable[[Any, Path], None]] = {"ours": ours, "plain": plain}
    gc.collect()
    begun, cpu_begun = time.perf_counter(), _cpu()
    writers[which](given, folder)
    told = {"seconds": time.perf_counter() - begun, "cpu_seconds": _cpu() - cpu_begun}
    told_at.write_text(json.dumps(told), encoding="utf-8")


def _cpu() -> float:
    """Of this process and of those it has ended."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


if __name__ == "__main__":
    main(sys.argv[1], *map(Path, sys.argv[2:]))
