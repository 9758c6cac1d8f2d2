"""phu-luc.xlsx on paper: figures as official papers write them, charts that say what the tables say."""

import io
import re
import xml.etree.ElementTree as ET
import zipfile
from dataclasses import replace
from datetime import date, datetime

import pytest
import xlsxwriter

from pipeline.edges import annex_charts
from pipeline.edges.annex import attached_line, write_annex
from pipeline.edges.annex_formats import Form, Formats
from pipeline.vietnamese import count, percent_of, printed_share
from tests.documents import reading
from tests.documents.annexes import HEADING_ROW, consolidation, lines, load, totals, write

CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
RUNNING = date(2022, 5, 20)


@pytest.fixture(scope="module")
def result():
    return replace(consolidation(unit_count=45, row_count=400), as_of=RUNNING)


@pytest.fixture(scope="module")
def content(result):
    return write(result)


def charts(content):
    """Of each chart: its title, the names of its lines, and by series the values a reader sees before he calculates."""
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        names = sorted(
            (name for name in parts.namelist() if name.startswith("xl/charts/chart")),
            key=lambda name: int(re.findall(r"\d+", name)[0]),
        )
        trees = [ET.fromstring(parts.read(name)) for name in names]  # noqa: S314 -- our own file
    found = []
    for tree in trees:
        title = "".join(text.text or "" for text in part(tree, "title").iter() if text.tag.endswith("}t"))
        drawn = {
            cached(part(series, "tx"))[0]: dict(
                zip(cached(part(series, "cat")), map(int, cached(part(series, "val"))), strict=True)
            )
            for series in tree.iter(f"{CHART}ser")
        }
        found.append((title, drawn))
    return found


def part(element, name):
    return next(element.iter(f"{CHART}{name}"))


def cached(element):
    return [each.text or "" for each in element.iter(f"{CHART}v")]


def together(found, what):
    """The series of all charts whose title begins so."""
    whole: dict[str, dict[str, int]] = {}
    for title, drawn in found:
        if title.startswith(what):
            for name, values in drawn.items():
                whole.setdefault(name, {}).update(values)
    return whole


def test_the_charts_show_the_running_phase_by_block_commune_and_unit(content, result):
    found = charts(content)
    units = result.summary["units"]
    by_unit = together(found, "Giai đoạn 1: kết quả và chỉ tiêu theo đơn vị")
    assert by_unit["Giai đoạn 1: kết quả"] == {unit["unit_name"]: unit["phases"][0]["counted"] for unit in units}
    assert by_unit["Giai đoạn 1: chỉ tiêu"] == {unit["unit_name"]: unit["phases"][0]["target"] for unit in units}
    for what, grouping in (("khối", "block"), ("xã", "commune")):
        drawn = together(found, f"Giai đoạn 1: kết quả và chỉ tiêu theo {what}")["Giai đoạn 1: kết quả"]
        for name in {unit[grouping] for unit in units if unit[grouping]}:
            own = [unit["phases"][0]["counted"] for unit in units if unit[grouping] == name]
            assert drawn[name] == sum(own)


def test_the_chart_by_field_agrees_with_the_summary(content, result):
    by_field = together(charts(content), "Sáng kiến hợp lệ theo lĩnh vực")["Số sáng kiến hợp lệ"]
    assert by_field == {name: number for name, number in result.summary["by"]["field_of_work"].items() if name}


def test_many_units_are_spread_over_charts_whose_names_can_be_read(content):
    lengths = [
        len(drawn["Giai đoạn 1: kết quả"]) for title, drawn in charts(content) if title.endswith(("/3)", "đơn vị"))
    ]
    assert lengths == [15, 15, 15]


def test_between_phases_the_charts_show_the_whole_campaign(result):
    titles = [title for title, _ in charts(write(replace(result, as_of=date(2024, 1, 1))))]
    assert "Cả Chương trình: kết quả và chỉ tiêu theo khối" in titles


def test_without_units_only_blocks_and_fields_are_drawn():
    titles = [title for title, _ in charts(write(consolidation(row_count=0, unit_count=0, finding_count=0)))]
    assert [title.rsplit(" theo ")[-1] for title in titles] == ["khối", "lĩnh vực"]


def test_bars_differ_without_colour(content):
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        drawn = parts.read("xl/charts/chart1.xml").decode()
    fills = re.findall(r"<c:ser>.*?<c:spPr><a:solidFill><a:srgbClr val=\"(\w+)\"", drawn)
    light, dark = (sum(int(fill[place : place + 2], 16) for place in (0, 2, 4)) for fill in fills)
    assert light == 3 * 255
    assert dark < 255


NUMBERS = (0, 7, 999, 1041, 12_345, 999_999, 1_000_000, 987_654_321, 1_000_000_000, 1_250_000_001)
SHARES = ((0, 5), (1, 1), (425, 1000), (42_449, 100_000), (2, 3), (21, 50), (1041, 520))


@pytest.mark.libreoffice
def test_figures_and_rates_are_printed_as_in_papers(convert):
    figures = [
        *((Form.NUMBER, value, count(value)) for value in NUMBERS),
        *((Form.CHANGE, value, count(value)) for value in (-1041, -5, 0, 12, 1041)),
        *((Form.RATE, printed_share(*parts) or 0.0, percent_of(*parts)) for parts in SHARES),
    ]
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as workbook:
        formats, sheet = Formats(workbook), workbook.add_worksheet()
        sheet.set_column(0, 0, 30)
        for row, (form, value, _) in enumerate(figures):
            sheet.write_number(row, 0, value, formats.of_value(form, value))
    page = reading.pages(convert(stream.getvalue(), "xlsx", "pdf"))[0]
    assert page.split() == [written for _, _, written in figures]


def test_a_sum_from_a_billion_on_has_all_its_points(result):
    rich = result.rows.assign(benefit_vnd=1_500_000_000)
    content = write(replace(result, rows=rich))
    sheet = load(content)["Danh sách công nhận"]
    heading = "Giá trị làm lợi (đồng)"
    place = next(cell.column for cell in sheet[HEADING_ROW] if cell.value == heading)
    total = sheet.cell(HEADING_ROW + len(lines(sheet)) + 1, place)
    assert total.value == totals(sheet)[heading] == 1_500_000_000 * len(lines(sheet))
    assert total.number_format.startswith(r"[>=1000000000]#\.###\.###\.##0")


def test_every_file_has_its_moment_of_receipt_in_the_zone_of_the_campaign(content):
    found = lines(load(content)["Nguồn số liệu"])
    assert {line["Thời điểm nhận"] for line in found} == {datetime(2022, 5, 21, 1, 30)}  # 18:30 UTC the day before
    assert all(re.fullmatch("[0-9a-f]{64}", line["Mã kiểm tra SHA-256"]) for line in found)


def test_both_rows_of_a_suspected_pair_have_file_sheet_and_row(content):
    for line in lines(load(content)["Nghi trùng"]):
        for side in "AB":
            assert line[f"Tệp {side}"]
            assert (line[f"Trang tính {side}"], line[f"Dòng {side}"] > 0) == ("Sáng kiến", True)


def test_an_issued_annex_names_its_report_on_every_sheet(result):
    stream = io.BytesIO()
    write_annex(stream, result, attached_line(result.campaign.issuer, "15", date(2022, 6, 2)))
    assert {sheet["A5"].value for sheet in load(stream.getvalue())} == {
        "(Kèm theo Báo cáo số 15/BC-LĐLĐ ngày 02 tháng 6 năm 2022 của Liên đoàn Lao động huyện Dương Minh Châu)"
    }


@pytest.mark.libreoffice
def test_charts_print_a_page_each_and_every_page_has_its_number(content, convert, result):
    pages = reading.pages(convert(content, "xlsx", "pdf"))
    assert all(f"{number}/{len(pages)}" in page for number, page in enumerate(pages, 1))
    assert sum(annex_charts.SHEET in page for page in pages) == 1 + 1 + 3  # block and field, commune, units


@pytest.mark.libreoffice
def test_libreoffice_keeps_the_charts(content, convert):
    def drawn(workbook):
        return sorted((title, sorted(series.items())) for title, series in charts(workbook))

    kept = drawn(convert(content, "xlsx", "xlsx"))
    assert kept == drawn(content)
