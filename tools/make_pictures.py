"""Draws every page of a practice run into build/pictures/, and the README's pictures from the same pages.

Stops where a document is missing, a page is blank, a figure does not fit its column, or the dashboard its screen.
"""

import shutil
import subprocess
import sys
import tempfile
from datetime import date, datetime, time
from pathlib import Path

from pypdf import PdfReader

from pipeline import run
from pipeline.edges import pdf, practice, workspace
from pipeline.edges.template import write_template
from pipeline.edges.workspace import Workspace
from tools import browser

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "build" / "pictures"
README = ROOT / "docs" / "pictures"
# A week before the run that is drawn, with what had come by then: so that there are changes to tell.
FIRST = date(2022, 5, 13)
HOUR = time(17, 0)
LETTERS = ("cong-van-don-doc", "cong-van-dang-uy", "cong-van-thu-truong")
SCREENS = {"dien-thoai": browser.PHONE, "may-ban": browser.DESKTOP, "may-chieu": browser.PROJECTOR}
# Of the README: its picture, the document, the page.
SHOWN = (("bao-cao", "bao-cao", 1), ("cong-van-don-doc", "cong-van-don-doc", 1), ("mau", "mau-da-dien", 2))
SHOWN_HEIGHT = 1600  # of the dashboard, from its top
DOTS_PER_INCH, SHOWN_DOTS_PER_INCH, LOOKED_AT_DOTS_PER_INCH = 100, 80, 24
EDGE_MM, WHITE = 20, 250  # page numbers stand in the edge; lighter than this is paper
CLIPPED = "###"


class PictureError(Exception):
    """A picture is not what it should be."""


def main(pictures: Path = PICTURES, readme: Path = README) -> None:
    shutil.rmtree(pictures, ignore_errors=True)
    for folder in (pictures, readme):
        folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        scratch = Path(name)
        outbox, papers = practised(scratch / "thuc-hanh")
        sources = named(papers, scratch / "van-ban")
        for each in pdf.convert(sources, scratch / "pdf"):
            draw(each, pictures)
        for shown, document, page in SHOWN:
            one(scratch / "van-ban" / f"{document}.pdf", page, readme / shown)
        show(outbox / "bang-theo-doi.html", pictures, readme, scratch)
    print(f"{len(list(pictures.glob('*.png')))} hình: {pictures}")


def practised(folder: Path) -> tuple[Path, dict[str, Path]]:
    """The outbox of the last run on a practice workspace, and the documents by the name of their pictures."""
    place = practice.build(folder).workspace
    later = {path: folder / path.name for path in place.inbox.iterdir() if path.name > FIRST.isoformat()}
    for path, aside in later.items():
        path.rename(aside)
    consolidate(place, FIRST)
    for path, aside in later.items():
        aside.rename(path)
    outbox = consolidate(place, practice.AS_OF)
    campaign, units = workspace.load(place)
    blank = folder / "mau-trong.xlsx"
    write_template(blank, campaign, units[0])
    return outbox, {
        **{name: outbox / f"{name}.docx" for name in ("bao-cao", "cong-van")},
        **{name: outbox / "don-doc" / f"{name}.docx" for name in LETTERS},
        **{name: outbox / f"{name}.xlsx" for name in ("phu-luc", "ra-soat-trung")},
        "tra-lai": longest(outbox / "tra-lai", "*.xlsx"),
        "danh-sach": longest(outbox / "danh-sach", "*.xlsx"),
        "mau-trong": blank,
        "mau-da-dien": longest(place.inbox, "SK_*.xlsx"),
    }


def consolidate(place: Workspace, day: date) -> Path:
    """The outbox of a run at the end of that day's work."""
    campaign, _ = workspace.load(place)
    clock = datetime.combine(day, HOUR, campaign.zone)
    return run.run(place, None, clock, run.Progress(lambda _: None, lambda _: None)).folder


def longest(folder: Path, pattern: str) -> Path:
    """The workbook that says most."""
    return max(folder.rglob(pattern), key=lambda path: (path.stat().st_size, path.name))


def named(papers: dict[str, Path], folder: Path) -> list[Path]:
    """Copies of the documents in one folder, each under the name of its pictures."""
    folder.mkdir()
    return [Path(shutil.copy(path, folder / f"{name}{path.suffix}")) for name, path in papers.items()]


def draw(document: Path, folder: Path) -> None:
    """A picture of each page, named after the document. Raises PictureError."""
    if found := faults(document):
        raise PictureError("; ".join(found))
    subprocess.run(["pdftoppm", "-r", str(DOTS_PER_INCH), "-png", document, folder / document.stem], check=True)
    count = len(PdfReader(document).pages)
    for number in range(1, count + 1):
        picture = folder / f"{document.stem}-{number:0{len(str(count))}}.png"
        if not picture.is_file():
            raise PictureError(f"{picture.name} was not drawn")


def one(document: Path, page: int, target: Path) -> None:
    """A small picture of one page."""
    only = ["-f", str(page), "-l", str(page), "-singlefile"]
    subprocess.run(["pdftoppm", "-r", str(SHOWN_DOTS_PER_INCH), *only, "-png", document, target], check=True)


def faults(document: Path) -> list[str]:
    """What is wrong with the pages of a PDF: nothing on one but its number, a figure that does not fit its column."""
    found = [
        f"{document.stem}, page {number}: a figure does not fit its column"
        for number, page in enumerate(PdfReader(document).pages, 1)
        if CLIPPED in page.extract_text()
    ]
    with tempfile.TemporaryDirectory() as folder:
        grey = ["-gray", "-r", str(LOOKED_AT_DOTS_PER_INCH)]
        subprocess.run(["pdftoppm", *grey, document, Path(folder) / "page"], check=True)
        pages = sorted(Path(folder).iterdir())
        found += [
            f"{document.stem}, page {number}: blank"
            for number, page in enumerate(pages, 1)
            if is_blank(page.read_bytes())
        ]
    return found


def is_blank(pgm: bytes) -> bool:
    """Whether a grey picture of a page is white within its edges."""
    _, size, _, pixels = pgm.split(b"\n", 3)
    width, height = map(int, size.split())
    edge = EDGE_MM * LOOKED_AT_DOTS_PER_INCH * 10 // 254
    return min(pixels[edge * width : (height - edge) * width]) > WHITE


def show(page: Path, pictures: Path, readme: Path, scratch: Path) -> None:
    """The dashboard on screens of three widths, and as it prints."""
    chromium = browser.find()
    if chromium is None:
        raise PictureError("Chromium is missing")
    for name, size in SCREENS.items():
        with browser.opened(page, size, chromium) as (tab, told):
            if told or tab.evaluate("document.documentElement.scrollWidth") > size[0]:
                raise PictureError(f"the dashboard, {name}: {told or 'wider than the screen'}")
            tab.screenshot(path=pictures / f"{page.stem}-{name}.png", full_page=True)
            if size == browser.DESKTOP:
                top = {"x": 0, "y": 0, "width": size[0], "height": SHOWN_HEIGHT}
                tab.screenshot(path=readme / f"{page.stem}.png", full_page=True, clip=top)
                printed = scratch / f"{page.stem}-in.pdf"
                printed.write_bytes(tab.pdf(prefer_css_page_size=True))
    draw(printed, pictures)


if __name__ == "__main__":
    try:
        main()
    except (PictureError, pdf.PdfError) as error:
        sys.exit(str(error))
