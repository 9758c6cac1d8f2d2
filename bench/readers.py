"""Reads every workbook of a folder, by one reader or the other; run as a process of its own.

As a command: python -m bench.readers READER FOLDER. What a worker of ours would import again stands elsewhere.
"""

import gc
import sys
from pathlib import Path


def _ours(folder: Path) -> int:
    from pipeline.edges import inbox, reading

    gc.set_threshold(100_000, 20, 20)  # as in `sangkien run`
    books = reading.start(inbox.scan(folder)).results(lambda _: None)
    return sum(cell is not None for book in books for sheet in book.sheets for _, cells in sheet.rows for cell in cells)


def _openpyxl(folder: Path) -> int:
    import openpyxl

    count = 0
    for path in sorted(folder.iterdir()):
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
        rows = [row for sheet in book.worksheets for row in sheet.iter_rows(values_only=True)]
        count += sum(cell is not None for row in rows for cell in row)
        book.close()
    return count


if __name__ == "__main__":
    readers = {"ours": _ours, "openpyxl": _openpyxl}
    print(f"{readers[sys.argv[1]](Path(sys.argv[2])):,} cells")
