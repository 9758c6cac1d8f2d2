"""Every document of a run, written into a folder that lies aside."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from pipeline.campaign import Unit
from pipeline.consolidation import Consolidation
from pipeline.edges import (
    annex,
    dashboard,
    dispatches,
    letters,
    lists,
    outbox,
    pdf,
    report,
    returned,
    review_stamp,
    review_workbook,
)
from pipeline.edges.template import Filled
from pipeline.figures import ClerkWords, IssuedReport
from pipeline.stages import board, compose
from pipeline.workbook import Workbook


def write(
    folder: Path,
    result: Consolidation,
    sent: tuple[Sequence[Unit], Mapping[str, Workbook]],
    started_at: datetime,
    beside: tuple[ClerkWords, IssuedReport | None],
) -> None:
    """The outbox but for its manifest. sent: all units, and the files that are sent back, by SHA-256.

    beside: what the clerk adds to the report; with which report the figures went out that changes are told against,
    None where they did not.

    Raises OSError when a document cannot be written.
    """
    for name in (outbox.LISTS, outbox.RETURNED):
        (folder / name).mkdir()
    known = lists.contents(result)
    jobs = [*_listed(folder, result, known), *_returned(folder, result, sent, known)]
    with lists.filling(jobs):  # by workers, meanwhile the rest
        figures = compose.compose(result, started_at, *beside)
        outbox.write_data(folder, result)
        (folder / "bao-cao.docx").write_bytes(report.render_report(figures, result.campaign))
        (folder / "cong-van.docx").write_bytes(report.render_dispatch(figures, result.campaign))
        page = dashboard.render(figures, board.board(figures, result), result.campaign)
        (folder / dashboard.FILE_NAME).write_text(page, encoding="utf-8", newline="\n")
        annex.write_annex(folder / "phu-luc.xlsx", result)
        review_workbook.write(folder / review_stamp.FILE_NAME, result)
        outbox.write_letters(folder, letters.render_reminders(figures, result.campaign))
        for name, letter in dispatches.render(figures, result.campaign).items():
            (folder / outbox.LETTERS / name).write_bytes(letter)
        outbox.write_json(folder / outbox.SUMMARY, result.summary)


def add_pdf(folder: Path, tell: Callable[[str], None]) -> None:
    """A .pdf beside every Word document; where that cannot be done, tells why and leaves the rest as it is."""
    words = [*sorted(folder.glob("*.docx")), *sorted((folder / outbox.LETTERS).glob("*.docx"))]
    try:
        pdf.convert(words, folder.with_name(f"{folder.name}.pdf"))
    except pdf.PdfError as error:
        tell(str(error))


def _listed(folder: Path, result: Consolidation, known: Mapping[str, Filled]) -> list[lists.Job]:
    listed = {unit_code: filled for unit_code, filled in known.items() if filled.initiatives}
    return lists.jobs(folder / outbox.LISTS, result.campaign, result.units, listed)


def _returned(
    folder: Path,
    result: Consolidation,
    sent: tuple[Sequence[Unit], Mapping[str, Workbook]],
    known: Mapping[str, Filled],
) -> list[lists.Job]:
    units, books = sent
    filled = returned.contents(result, units, returned.to_return(result), books, known)
    return lists.jobs(folder / outbox.RETURNED, result.campaign, units, filled)


def of_checked(
    folder: Path, result: Consolidation, sent: tuple[Sequence[Unit], Mapping[str, Workbook]]
) -> list[lists.Job]:
    """What the unions of the files of a check get back, to be written into the folder itself; nothing was recorded."""
    units, books = sent
    checked = result.files[result.files["is_in_inbox"]]
    owners = {*checked["unit_code"], *checked["stamped_unit"]}
    wanted = returned.to_return(result)
    # A code that is not written down is none: sent back with it the row would be rejected.
    codes = result.rows["initiative_code"]
    noted = replace(
        result, rows=result.rows.assign(initiative_code=codes.mask(codes.isin(result.given.codes["code"]), ""))
    )
    filled = returned.contents(noted, units, wanted[wanted["unit_code"].isin(owners)], books, lists.contents(noted))
    return lists.jobs(folder, result.campaign, units, filled)


def write_all(jobs: Sequence[lists.Job]) -> None:
    """Writes the workbooks. Raises OSError when one cannot be written."""
    with lists.filling(jobs):
        pass
