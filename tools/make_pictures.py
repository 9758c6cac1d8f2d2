"""Makes the README's pictures from a practice run: page 1 of the report, the sheet a union fills in."""

import subprocess
import sys
import tempfile
from pathlib import Path

from openpyxl import load_workbook

from pipeline.campaign import Campaign, Unit
from pipeline.edges import practice, template, template_help, workspace
from schemas import initiative

PICTURES = Path(__file__).parent.parent / "docs" / "pictures"
DOTS_PER_INCH = 80


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        scratch = Path(name)
        made = practice.build(scratch / "thuc-hanh")
        tool = [sys.executable, "-m", "pipeline", "run", "--as-of", made.as_of.isoformat()]
        subprocess.run([*tool, "--workspace", str(made.workspace.folder)], check=False, stdout=subprocess.DEVNULL)
        outbox = made.workspace.outbox / made.as_of.isoformat()
        picture(outbox / "bao-cao.docx", "bao-cao", scratch)
        picture(template_sheet(*workspace.load(made.workspace), scratch), "mau", scratch)


def template_sheet(campaign: Campaign, units: tuple[Unit, ...], scratch: Path) -> Path:
    """The template alone on its sheet `Sáng kiến`, with the help sheet's example, so that page 1 shows it."""
    filled = template.Filled({}, [template_help.example_row(initiative.COLUMNS, campaign)])
    target = scratch / "mau.xlsx"
    template.write_template(target, campaign, units[0], filled)
    book = load_workbook(target)
    for sheet in book.worksheets:
        if sheet.title not in {"Sáng kiến", "Danh mục"}:
            book.remove(sheet)
    book.save(target)
    return target


def picture(document: Path, name: str, scratch: Path) -> None:
    profile = f"-env:UserInstallation={(scratch / 'profile').as_uri()}"
    convert = ["soffice", "--headless", profile, "--convert-to", "pdf", "--outdir", str(scratch), str(document)]
    subprocess.run(convert, check=True, stdout=subprocess.DEVNULL)
    pages = scratch / f"{document.stem}.pdf"
    draw = ["pdftoppm", "-r", str(DOTS_PER_INCH), "-f", "1", "-l", "1", "-singlefile", "-png"]
    subprocess.run([*draw, str(pages), str(PICTURES / name)], check=True)


if __name__ == "__main__":
    PICTURES.mkdir(parents=True, exist_ok=True)
    main()
