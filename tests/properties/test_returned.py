"""Whatever a union types comes back as it typed it, and sent again unmended it says the same."""

import hashlib
import io
from collections import Counter
from datetime import date, datetime, time, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import Phase, example, given, settings
from hypothesis import strategies as st

from pipeline import intake
from pipeline.edges import reading
from pipeline.edges.returned_file import SentFile, take_apart
from pipeline.edges.template import Filled, write_template
from pipeline.vietnamese import Cell, as_text
from pipeline.workbook import Workbook
from schemas import initiative
from schemas.column import Kind
from tests.edges.sending_back import CAMPAIGN, FIRST, GOOD, UNITS, consolidated, row, sent_back

RECEIVED = date(2022, 6, 1)

# What XML and Excel cannot hold is nobody's typing: half characters, U+FFFE and U+FFFF.
letters = st.characters(exclude_categories=["Cs"], exclude_characters="￾￿")
texts = st.one_of(
    st.text(letters, min_size=1, max_size=60),
    st.sampled_from(
        ["=1+1", "@SUM(A1)", "+1", "-", "…", "0", " ", "nt", "<r>đậm</r>", "_x0041_", "a\r\nb", "{{ 7*7 }}", "Tổng cộng",
         "NGƯỜI LẬP BIỂU", "http://x.vn", "Có", "15tr", "31/02/2022", "tháng 9/2021", "Tập thể tổ Toán", "Lê Văn A; Lê Văn B (40%)",
         "x" * 600, "y" * 2500]
    ),
)  # fmt: skip
numbers = st.one_of(
    st.integers(-(10**15), 10**15),
    st.floats(allow_nan=False, allow_infinity=False, min_value=-1e300, max_value=1e300),
    st.booleans(),
)
days = st.one_of(
    st.dates(date(1901, 1, 1), date(2100, 1, 1)),
    st.datetimes(datetime(1901, 1, 1), datetime(2100, 1, 1)).map(lambda moment: moment.replace(microsecond=0)),
    st.times().map(lambda moment: time(moment.hour, moment.minute, moment.second)),
    st.timedeltas(timedelta(days=1, seconds=1), timedelta(days=300)).map(lambda span: timedelta(seconds=span // timedelta(seconds=1))),
)  # fmt: skip


def cells(kind: Kind, list_name: str | None) -> st.SearchStrategy[Cell]:
    usual: st.SearchStrategy[Cell] = st.sampled_from(CAMPAIGN.lists.values(list_name)) if list_name else texts
    if kind in {Kind.DAY, Kind.DAY_OR_MONTH}:
        usual = st.dates(date(2021, 9, 1), date(2022, 5, 1))
    return st.one_of(st.none(), usual, usual, texts, numbers, days)


tables = st.lists(
    st.fixed_dictionaries(
        {
            column.field: cells(column.kind, column.list_name)
            for column in initiative.COLUMNS
            if column.field not in {"initiative_code", "stage"}
        }
        | {"stage": st.sampled_from([*(stage for stage in CAMPAIGN.lists.stage if stage != "Rút"), "Xong", 1, None])}
    ),
    max_size=6,
)


def read(content: bytes, name: str) -> Workbook:
    with TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(content)
        return reading.read(str(path), name, hashlib.sha256(content).hexdigest())


def written(filled: Filled) -> bytes:
    content = io.BytesIO()
    write_template(content, CAMPAIGN, UNITS[0], filled)
    return content.getvalue()


def held(file: SentFile) -> list[dict[str, Cell]]:
    """The rows in order, without codes and numbers of the list's own."""
    return [
        {name: cell for name, cell in row.items() if name != "initiative_code"} for row in file.initiatives.values()
    ]


def outside(file: SentFile) -> Counter[str]:
    return Counter(
        as_text(cell) for _, section in file.outside for _, cells in section.lines for cell in cells if cell is not None
    )


def told(book: Workbook, file: SentFile) -> Counter[tuple[str, str, str]]:
    """What is wrong with the rows of the file by itself."""
    findings = intake.read([book], CAMPAIGN, UNITS, {book.sha256: RECEIVED}).findings
    of_rows = findings[findings["row"].isin(file.initiatives) & (findings["sheet"] == initiative.SHEET)]
    return Counter(zip(of_rows["code"], of_rows["field"], of_rows["value"], strict=True))


@settings(max_examples=25, deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate])
@example(
    table=[{**GOOD, "title": "", "applied_on": 44620, "recognised_on": True, "note": "x" * 32_767}], is_refused=False
)
@example(table=[{**GOOD, "benefit_vnd": float("inf"), "note": float("-inf")}], is_refused=False)
@example(table=[], is_refused=True)
@given(table=tables, is_refused=st.booleans())
def test_what_was_typed_comes_back_and_says_the_same(table, is_refused):
    lines = [*table, row(1, author="", note="để tệp có một dòng phải sửa")]
    first = read(written(Filled({"report_on": None if is_refused else FIRST}, lines)), "lần 1.xlsx")
    [filled] = sent_back(consolidated([first]), first).values()
    second = read(
        written(Filled(**{**vars(filled), "unit_values": {**filled.unit_values, "report_on": FIRST}})), "lần 2.xlsx"
    )
    was, now = (take_apart(book, CAMPAIGN, UNITS[0]) for book in (first, second))
    assert held(now) == held(was)
    assert outside(was) <= outside(now)
    [sheet] = [sheet for sheet in first.sheets if sheet.name == initiative.SHEET]
    typed = {as_text(cell) for number, line in sheet.rows if number > 1 for cell in line} - {""}
    kept = outside(now) + Counter(as_text(cell) for line in held(now) for cell in line.values())
    assert typed <= set(kept)
    if not is_refused:
        assert told(second, now) == told(first, was)
