"""Makes the README's pictures from a practice run: page 1 of the report, the sheet a union fills in."""

import subprocess
import sys
import tempfile
from pathlib import Path

from pipeline.edges import practice

PICTURES = Path(__file__).parent.parent / "docs" / "pictures"
DOTS_PER_INCH = 80


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        scratch = Path(name)
        made = practice.build(scratch / "thuc-hanh")
        tool = [sys.executable, "-m", "pipeline", "run", "--as-of", made.as_of.isoformat()]
        subprocess.run([*tool, "--workspace", str(made.workspace.folder)], check=False, stdout=subprocess.DEVNULL)
        outbox = made.workspace.outbox / made.as_of.isoformat()
        picture(outbox / "bao-cao.docx", "bao-cao", scratch, page=1)
        picture(filled_template(made.workspace.inbox), "mau", scratch, page=2)  # page 1 is the sheet of the unit


def filled_template(inbox: Path) -> Path:
    """The longest list of the practice inbox, as a union filled it in."""
    return max(inbox.rglob("SK_*.xlsx"), key=lambda path: (path.stat().st_size, path.name))


def picture(document: Path, name: str, scratch: Path, *, page: int) -> None:
    profile = f"-env:UserInstallation={(scratch / 'profile').as_uri()}"
    convert = ["soffice", "--headless", profile, "--convert-to", "pdf", "--outdir", str(scratch), str(document)]
    subprocess.run(convert, check=True, stdout=subprocess.DEVNULL)
    pages = scratch / f"{document.stem}.pdf"
    draw = ["pdftoppm", "-r", str(DOTS_PER_INCH), "-f", str(page), "-l", str(page), "-singlefile", "-png"]
    subprocess.run([*draw, str(pages), str(PICTURES / name)], check=True)


if __name__ == "__main__":
    PICTURES.mkdir(parents=True, exist_ok=True)
    main()
