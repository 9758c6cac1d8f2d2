"""The real thing over some days: files in inbox/, runs, the clerk's word; every past run can be proved at any time."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, note, settings
from hypothesis import strategies as st

from pipeline import audit
from pipeline import run as runs
from pipeline.edges import register
from pipeline.edges.workspace import Workspace
from tests.flow import story_workbooks
from tests.flow.story import StoryFile

FIRST = datetime(2022, 5, 20, 2, tzinfo=UTC)
SILENT = runs.Progress(lambda count: None, lambda count: None)
TITLES = ("Rèn kỹ năng đọc cho học sinh lớp 3", "Rèn kỹ năng viết cho học sinh lớp 3", "Vườn rau sạch của trường")

Act = Callable[[Workspace, int], None]

rows = st.fixed_dictionaries(
    {"title": st.sampled_from(TITLES), "author": st.sampled_from(["Nguyễn Thị Hoa", "Trần Văn Nam"])},
    optional={
        "stage": st.sampled_from(["Đã áp dụng", "Rút"]),
        "initiative_code": st.sampled_from(["THU-0001", "THU-0002"]),
        "portal_ref": st.sampled_from(["SK-1", "SK-2"]),
    },
)


def send(unit: str, name: int, days_ago: int, lines: list[dict[str, str]]) -> Act:
    """A union's file lies in the inbox, in the place of another of that name."""

    def act(place: Workspace, day: int) -> None:
        report_on = FIRST.date() + timedelta(days=day - days_ago)
        told = {"path": "tệp.xlsx", "unit": unit, "report_on": report_on, "rows": lines}
        (place.inbox / f"{name}.xlsx").write_bytes(story_workbooks.workbook(StoryFile(told)))

    act.__qualname__ = f"send({unit}, {name}, {days_ago}, {lines})"
    return act


def delete(place: Workspace, _: int) -> None:
    for path in sorted(place.inbox.iterdir())[:1]:
        path.unlink()


def rename(place: Workspace, _: int) -> None:
    for path in sorted(place.inbox.iterdir())[:1]:
        path.rename(place.inbox / f"đổi tên {path.name[-20:]}")


def exclude_a_code(place: Workspace, day: int, *, is_excluded: bool = True) -> None:
    with register.opened(place.register) as connection:
        decided_at = FIRST + timedelta(days=day)
        for code in [*register.initiatives(connection)][:1]:
            register.decide(
                connection, [register.Decision(decided_at, "", "initiative", code, is_excluded, "Công văn số 5")]
            )
        connection.commit()


def include_it(place: Workspace, day: int) -> None:
    exclude_a_code(place, day, is_excluded=False)


sends = st.builds(
    send, st.sampled_from(["TH01", "TH02"]), st.integers(0, 2), st.sampled_from([0, 1, 9]), st.lists(rows, max_size=3)
)
acts = st.one_of(sends, sends, st.sampled_from([delete, rename, exclude_a_code, include_it]))
days = st.lists(st.tuples(st.lists(acts, min_size=1, max_size=3), st.sampled_from([0, 0, -5])), min_size=2, max_size=3)


@settings(deadline=None, derandomize=True, database=None, max_examples=5, suppress_health_check=[HealthCheck.too_slow])
@given(days)
def test_every_past_run_is_proved(told):
    with TemporaryDirectory() as folder:
        place = workspace(Path(folder))
        summaries: list[date] = []
        for day, (done, as_of_shift) in enumerate(told):
            for act in done:
                note(f"{day}: {act.__qualname__}")
                act(place, day)
            as_of = FIRST.date() + timedelta(days=day + as_of_shift)
            runs.run(place, as_of, FIRST + timedelta(days=day), SILENT)
            summaries.append(as_of)
        for number, as_of in enumerate(summaries, start=1):
            proved = audit.verify(place, str(number), SILENT)
            assert (proved.as_of, proved.faults, proved.differences) == (as_of, [], []), number


def workspace(folder: Path) -> Workspace:
    for name in ("inbox", "outbox"):
        (folder / name).mkdir()
    for name in ("campaign.toml", "units.csv"):
        shutil.copyfile(Path(__file__).parents[1] / "flow" / "workspace" / name, folder / name)
    return Workspace(folder)
