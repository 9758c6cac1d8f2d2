"""Saves the files that only another program can write, by LibreOffice: `python -m tests.corpus.make_saved`.

They are kept in saved/, small, each of a union of its own; made only where they are missing.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

from tests.corpus import base
from tests.corpus.kinds_good import SAVED, first_row
from tests.corpus.packages import edited

# File → its union and what it is made from; the number is far from those of the other unions.
UNITS = {
    "excel-cu.xls": "XLS1",
    "excel-cu-2.xls": "XLS2",
    "excel-cu-o-loi.xls": "XLS3",
    "opendocument.ods": "ODS1",
    "opendocument-o-loi.ods": "ODS2",
    "libreoffice.xlsx": "LO01",
    "excel-cu-dong-an.xls": "XLS4",
    "opendocument-dong-an.ods": "ODS3",
}
_FIRST_NUMBER = 200


def main() -> int:
    SAVED.mkdir(exist_ok=True)
    for number, (name, unit) in enumerate(UNITS.items(), _FIRST_NUMBER):
        if (SAVED / name).exists():
            continue
        if "o-loi" in name:
            data = first_row(note={"formula": "=1/0", "value": "#DIV/0!"})(unit, number)
        elif "dong-an" in name:  # below empty rows, which must count
            data = edited(base.workbook(unit, number, above=[[], [], []]), rb'<row r="6"', b'<row r="6" hidden="1"')
        else:
            data = base.workbook(unit, number)
        with tempfile.TemporaryDirectory() as folder:
            source = Path(folder) / "made.xlsx"
            source.write_bytes(data)
            target = Path(folder) / "saved"
            subprocess.run(
                [
                    "soffice", f"-env:UserInstallation={Path(folder).as_uri()}/profile", "--headless",
                    "--convert-to", name.rpartition(".")[2], "--outdir", target, source,
                ],
                check=True, capture_output=True, timeout=120,
            )  # fmt: skip
            (SAVED / name).write_bytes(next(target.iterdir()).read_bytes())
    return 0


if __name__ == "__main__":
    sys.exit(main())
