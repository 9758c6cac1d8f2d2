"""What a clerk's nephew would write: every sheet read by pandas, put together, saved; run as a process of its own."""

import sys
from pathlib import Path
from typing import Literal, cast

import pandas as pd


def main(engine: Literal["openpyxl", "calamine"], inbox: Path, target: Path) -> None:
    """As a command: python -m bench.peers ENGINE INBOX TARGET."""
    frames = [pd.read_excel(path, sheet_name="Sáng kiến", engine=engine) for path in sorted(inbox.glob("*.xlsx"))]
    pd.concat(frames).drop_duplicates().to_excel(target, index=False, engine="openpyxl")


if __name__ == "__main__":
    main(cast("Literal['openpyxl', 'calamine']", sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]))
