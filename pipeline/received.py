"""All that was ever received: where each file lies, and what each says by itself."""

from dataclasses import dataclass
from datetime import datetime

import pandas as pd


@dataclass(frozen=True)
class Receipt:
    """A file as it is known: one for each path in inbox/, one for each kept submission that lies there no more.

    file: path below inbox/, `/`, NFC. sha256: "" where the bytes were not had; then `refusal` is the finding code that
    says why. run: the number of the run that first saw the bytes, received_at: its start, the time of receipt (contract
    §3); seen_at: the start of the run that first saw them at this path; both aware.
    """

    file: str
    sha256: str
    size: int
    run: int
    received_at: datetime
    seen_at: datetime
    is_in_inbox: bool = True
    refusal: str = ""


@dataclass(frozen=True)
class Readings:
    """What files say, each by itself, as `intake.read` makes it: nothing here depends on another file or on as_of.

    files: index sha256: is_refused, unit_sheet, unit_code, stamped_unit ("" unknown), report_on (datetime64[s], NaT),
        member_count, worker_count, declared_count (Int64), is_zero_report (boolean), prepared_by, phone,
        team_decision_number, team_decided_on.
    findings: sha256, then finding.COLUMNS but file_id, is_of_line (of a line, not of the file as a whole).
    layout: sha256, sheet, field, row (Int64, of a label), column (letter), heading: where each file has each field.
    rows: sha256, sheet, row (Int64), every field of schemas.initiative, applied_is_month, the keys of
        stages.link and stages.codes, is_title_sound, rejected_reasons, and for the columns in intake.TOLD_LATER the
        text as typed, `said_<field>`; row_stamp (of a row that was sent back to be mended, "" for none).
    members, activities: sha256, sheet, row and the fields of their sheets, the lines that say enough.
    """

    files: pd.DataFrame
    findings: pd.DataFrame
    layout: pd.DataFrame
    rows: pd.DataFrame
    members: pd.DataFrame
    activities: pd.DataFrame


@dataclass(frozen=True)
class Received:
    """Receipts, and the readings of all their bytes."""

    receipts: tuple[Receipt, ...]
    readings: Readings
