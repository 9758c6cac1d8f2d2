"""PDF of documents by LibreOffice, where it is there: a profile of its own, a time limit, the output looked at."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from pipeline.errors import UsageError

MISSING = (
    "Không có LibreOffice trên máy này nên không lập được PDF. Cài LibreOffice (miễn phí) rồi chạy lại, "
    "hoặc mở tệp bằng Word và lưu dạng PDF."
)
_START_SECONDS, _DOCUMENT_SECONDS = 90, 30
_EMBEDDED = ("/FontFile", "/FontFile2", "/FontFile3")
_ON_PATH = ("soffice", "libreoffice")
# Windows puts it on no PATH. The one that ends in .com waits for its end and has no window.
_PROGRAM_FOLDERS = ("PROGRAMFILES", "PROGRAMW6432", "PROGRAMFILES(X86)")
_IN_FOLDER = ("LibreOffice/program/soffice.com", "LibreOffice/program/soffice.exe")


class PdfError(UsageError):
    """A PDF could not be made; the text says why in one Vietnamese line."""


def find(environment: Mapping[str, str] = os.environ) -> Path | None:
    """LibreOffice on this machine: on PATH, else where Windows installs programs; None where it is missing."""
    for name in _ON_PATH:
        if found := shutil.which(name, path=environment.get("PATH", "")):
            return Path(found)
    for folder in filter(None, map(environment.get, _PROGRAM_FOLDERS)):
        for name in _IN_FOLDER:
            if (program := Path(folder) / name).is_file():
                return program
    return None


def convert(sources: Sequence[Path], scratch: Path) -> list[Path]:
    """A .pdf beside each document of Word or Excel; returns their paths.

    scratch: a folder that is not there yet, on the same disk: made, and removed again. Raises PdfError where
    LibreOffice is missing, takes too long or makes something that is no sound PDF; then no PDF is left behind.
    """
    program = find()
    if program is None:
        raise PdfError(MISSING)
    made: list[tuple[Path, Path]] = []
    try:
        # A folder at a time: LibreOffice names what it makes after the file alone.
        for place, folder in enumerate(dict.fromkeys(source.parent for source in sources)):
            target = scratch / str(place)
            target.mkdir(parents=True)
            here = [source for source in sources if source.parent == folder]
            _call(program, here, target)
            for source in here:
                pdf = target / f"{source.stem}.pdf"
                _require_sound(pdf, source.name)
                made.append((pdf, source.with_suffix(".pdf")))
        for pdf, place_of_it in made:
            pdf.replace(place_of_it)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    return [place_of_it for _, place_of_it in made]


def _call(program: Path, sources: Sequence[Path], target: Path) -> None:
    """One call of LibreOffice; two on one profile would not both come to an end, so it gets its own."""
    # ignore_cleanup_errors: on Windows a process that was ended may hold a file a moment longer.
    with tempfile.TemporaryDirectory(prefix="sangkien-", ignore_cleanup_errors=True) as profile:
        command = [
            str(program), f"-env:UserInstallation={Path(profile).resolve().as_uri()}", "--headless", "--norestore",
            "--convert-to", "pdf", "--outdir", str(target), *map(str, sources),
        ]  # fmt: skip
        seconds = _START_SECONDS + _DOCUMENT_SECONDS * len(sources)
        try:
            process = subprocess.Popen(  # noqa: S603 -- the program found above; the paths are ours and absolute
                command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
            )
        except OSError as error:
            raise PdfError(f"Không chạy được LibreOffice ({program}) nên không lập được PDF.") from error
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired as error:
            raise PdfError(
                f"LibreOffice không xong sau {seconds} giây nên không lập được PDF. Đóng bớt chương trình rồi chạy lại."
            ) from error
        finally:
            _end(process)


def _end(process: "subprocess.Popen[bytes]") -> None:
    """Ends what LibreOffice started too: the process we know is only its starter."""
    import psutil

    if process.poll() is not None:
        return
    try:
        family = psutil.Process(process.pid).children(recursive=True)
    except psutil.NoSuchProcess:
        family = []
    process.kill()
    for each in family:
        try:
            each.kill()
        except psutil.NoSuchProcess:
            continue
    psutil.wait_procs(family, timeout=5)
    process.wait()


def _require_sound(pdf: Path, name: str) -> None:
    """Raises PdfError for what is not there, is no PDF, has no page, or uses a font it does not carry."""
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    if not pdf.is_file():
        raise PdfError(f"LibreOffice không lập được PDF của {name}. Mở tệp đó bằng Word hoặc LibreOffice để kiểm tra.")
    try:
        with pdf.open("rb") as file:
            is_pdf = file.read(5) == b"%PDF-"
            pages = list(PdfReader(file).pages) if is_pdf else []
            strangers = sorted({font for page in pages for font in _not_embedded(page)})
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise PdfError(f"PDF của {name} do LibreOffice lập bị hỏng nên không dùng được.") from error
    if not pages:
        raise PdfError(f"PDF của {name} do LibreOffice lập không có trang nào nên không dùng được.")
    if strangers:
        raise PdfError(
            f"PDF của {name} thiếu phông chữ ({', '.join(strangers)}): chữ Việt có thể không hiện trên máy khác. "
            "Cài phông Times New Roman rồi chạy lại."
        )


def _not_embedded(page: Any) -> Iterator[str]:
    """The names of the fonts of a page that the file does not carry."""
    fonts = page.get("/Resources", {}).get_object().get("/Font", {}).get_object()
    for reference in fonts.values():
        font = reference.get_object()
        whole = [font, *(each.get_object() for each in font.get("/DescendantFonts", ()))]
        described = [each["/FontDescriptor"].get_object() for each in whole if "/FontDescriptor" in each]
        if not any(key in descriptor for descriptor in described for key in _EMBEDDED):
            yield str(font.get("/BaseFont", "?")).lstrip("/")
