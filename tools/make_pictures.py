"""Makes the README's pictures from a practice run: page 1 of the report, the sheet a union fills in, the dashboard."""

import shutil
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
        screen(outbox / "bang-theo-doi.html", "bang-theo-doi")
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


def screen(page: Path, name: str) -> None:
    """The top of a page, as on a projector."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        # Chromium as root starts only without its sandbox; the page is ours and asks no network.
        browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        tab = browser.new_page(viewport={"width": 1280, "height": 1500}, device_scale_factor=0.6, offline=True)
        tab.goto(page.as_uri())
        tab.screenshot(path=PICTURES / f"{name}.png")
        browser.close()


if __name__ == "__main__":
    PICTURES.mkdir(parents=True, exist_ok=True)
    main()
