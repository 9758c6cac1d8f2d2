"""The dashboard in Debian's Chromium, the network cut off: axe-core's rules, sort and search, keyboard, phone, print."""

from datetime import date

import pytest

from tests.documents import browser
from tests.documents.builders import Situation, campaign, example_units, rows
from tests.documents.test_dashboard import BUSY, SITUATIONS, page_of

pytestmark = pytest.mark.browser

UNITS = example_units()
DAYS = [date(2022, 4, 22 + place) if place < 9 else date(2022, 5, place - 8) for place in range(28)]
DISTRICT = Situation(
    campaign=campaign(),
    units=UNITS,
    rows=[
        line
        for place, unit in enumerate(UNITS)
        for line in rows(place * 7 % (unit.targets[0] + 3), unit.unit_code, portal_on=DAYS[place * 5 % len(DAYS)])
    ],
    silent=[unit.unit_code for unit in UNITS if unit.unit_code in {"VD08", "VD31"}],
)

# A name of a share that is narrower stands a word a line.
NARROWEST_NAME = "Math.min(...Array.from(document.querySelectorAll('#linh-vuc tbody th'), name => name.clientWidth))"


@pytest.fixture(scope="module")
def district(tmp_path_factory):
    path = tmp_path_factory.mktemp("page") / "bang-theo-doi.html"
    path.write_text(page_of(DISTRICT), encoding="utf-8", newline="\n")
    return path


def names(tab):
    return tab.eval_on_selector_all("#bang-don-vi tbody tr:not([hidden])", "rows => rows.map(row => row.dataset.unit)")


@pytest.mark.parametrize(
    "size", [browser.PHONE, browser.DESKTOP, browser.PROJECTOR], ids=["phone", "desktop", "projector"]
)
def test_axe_finds_nothing_serious(district, size):
    from axe_playwright_python.sync_playwright import Axe

    with browser.opened(district, size) as (tab, told):
        for details in tab.query_selector_all("summary"):
            details.click()
        found = Axe().run(tab).response["violations"]
    assert told == []
    assert [(one["id"], one["nodes"][0]["html"]) for one in found if one["impact"] in {"serious", "critical"}] == []


@pytest.mark.parametrize("name", ["before the first day", "all over, above", "no unit", "no targets"])
def test_axe_finds_nothing_serious_in_other_situations(name, tmp_path):
    from axe_playwright_python.sync_playwright import Axe

    path = tmp_path / "bang-theo-doi.html"
    path.write_text(page_of(SITUATIONS[name]), encoding="utf-8", newline="\n")
    with browser.opened(path, browser.DESKTOP) as (tab, told):
        found = Axe().run(tab).response["violations"]
    assert told == []
    assert [one["id"] for one in found if one["impact"] in {"serious", "critical"}] == []


@pytest.mark.parametrize(
    "size", [browser.PHONE, browser.DESKTOP, browser.PROJECTOR], ids=["phone", "desktop", "projector"]
)
def test_it_fits_the_screen(district, size):
    with browser.opened(district, size) as (tab, told):
        assert tab.evaluate("document.documentElement.scrollWidth") <= size[0]
        assert (
            tab.evaluate(
                "Array.from(document.querySelectorAll('.panel')).filter(p => p.scrollWidth > p.clientWidth).length"
            )
            == 0
        )
        assert tab.evaluate(NARROWEST_NAME) > 100
        assert (
            tab.evaluate("Math.min(...Array.from(document.querySelectorAll('.plot'), plot => plot.clientHeight))") > 100
        )
    assert told == []


def test_search_needs_no_tones_and_filters_add_up(district):
    with browser.opened(district, browser.DESKTOP) as (tab, _):
        assert names(tab) == [unit.unit_code for unit in UNITS]
        tab.fill("#tim", "phuoc ninh")
        assert names(tab) == ["VD17", "VD18", "VD31"]
        assert tab.inner_text("#so-dong") == "Hiển thị 3 trong 40 đơn vị"
        tab.select_option("select[data-filter=block]", "Xã, thị trấn")
        assert names(tab) == ["VD31"]
        tab.fill("#tim", "không có đơn vị này")
        assert names(tab) == []
        tab.click("#bo-loc")
        assert names(tab) == [unit.unit_code for unit in UNITS]
        assert tab.inner_text("#so-dong") == "Hiển thị cả 40 đơn vị"


def test_every_column_sorts_by_its_values_with_the_keyboard_too(district):
    counted = {unit["unit_code"]: unit["counted"] for unit in DISTRICT.consolidation().summary["units"]}
    with browser.opened(district, browser.DESKTOP) as (tab, _):
        tab.focus("#bang-don-vi thead th:nth-child(4) button")
        tab.keyboard.press("Enter")
        assert [counted[code] for code in names(tab)] == sorted(counted.values(), reverse=True)
        assert tab.get_attribute("#bang-don-vi thead th:nth-child(4)", "aria-sort") == "descending"
        tab.keyboard.press("Enter")
        assert [counted[code] for code in names(tab)] == sorted(counted.values())
        assert len(tab.query_selector_all("[aria-sort]")) == 1
        tab.select_option("#thu-tu", label="Công đoàn cơ sở: A đến Z")
        assert names(tab)[0] == "VD38"  # Cơ quan Huyện ủy
        tab.select_option("#thu-tu", label="Theo danh sách")
        assert names(tab) == [unit.unit_code for unit in UNITS]


def test_the_first_key_leads_past_the_menu(district):
    with browser.opened(district, browser.DESKTOP) as (tab, _):
        tab.keyboard.press("Tab")
        assert tab.evaluate("document.activeElement.className") == "skip"
        tab.keyboard.press("Enter")
        assert tab.evaluate("document.activeElement.id") == "noi-dung"


def test_without_a_script_every_unit_is_read(district):
    with browser.opened(district, browser.DESKTOP, java_script_enabled=False) as (tab, told):
        assert not tab.is_visible("#cong-cu")
        text = tab.inner_text("#bang-don-vi")
    assert told == []
    for unit in UNITS:
        assert unit.unit_name in text


def test_a_script_that_is_not_ours_does_not_run(tmp_path):
    path = tmp_path / "page.html"
    page = page_of(BUSY).replace("</main>", "<script>document.title = 'khác'</script></main>")
    path.write_text(page, encoding="utf-8", newline="\n")
    with browser.opened(path, browser.DESKTOP) as (tab, told):
        assert tab.title().startswith("Bảng theo dõi")
    assert any("Content Security Policy" in line for line in told)


def test_it_prints_every_unit_under_its_headings(district):
    from tests.documents import reading

    with browser.opened(district, browser.DESKTOP) as (tab, _):
        pages = reading.pages(tab.pdf(prefer_css_page_size=True))
    text = "".join(pages).replace(" ", "")
    for unit in UNITS:
        assert unit.unit_name.replace(" ", "") in text
    with_units = [page for page in pages if "Trường học · " in page]
    assert len(with_units) >= 2
    assert all("Công đoàn cơ sở" in page and "Đang xem xét" in page for page in with_units)
