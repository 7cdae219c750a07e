"""Real MPP and XER files through MPXJ: what is in them, and the dates their own tools saved."""

from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from pilotage.exchange import mpxj
from pilotage.exchange.mspdi.report import Report
from pilotage.plan.vocabulary.amounts import Unit
from pilotage.plan.vocabulary.problems import Severity
from tests.exchange.mspdi.stored import compared, share

pytestmark = pytest.mark.corpus

# activities, dependencies, people, assignments, baselines; activities whose saved dates are reproduced
MPP = {
    "Sample1.mpp": (14, 6, 6, 6, 0, 14),
    "generated__task-links__task-links-project2003-mpp9.mpp": (16, 8, 0, 0, 0, 16),
    "generated__task-links__task-links-project2007-mpp12.mpp": (16, 8, 0, 0, 0, 16),
    "legacy__bug1.mpp": (12, 9, 2, 6, 0, 12),
    "legacy__sample.mpp": (22, 6, 2, 4, 0, 22),
    "mpp12baseline.mpp": (14, 6, 2, 6, 1, 14),
    "mpp14relations.mpp": (5, 4, 0, 0, 0, 5),
    "slack9.mpp": (15, 15, 0, 0, 0, 15),
}
XER = {
    "MDL4D.xer": (69, 87, 4, 50, 1, 69),
    "MDL4RA.xer": (69, 87, 4, 50, 1, 12),  # saved after leveling resources, which a schedule alone does not do
    "PredecessorCalendar.xer": (2, 0, 0, 0, 1, 2),
    "ProjectDefaultCalendar.xer": (2, 0, 0, 0, 1, 2),
    "SuccessorCalendar.xer": (2, 0, 0, 0, 1, 2),
    "TwentyFourHourCalendar.xer": (2, 0, 0, 0, 1, 2),
    "assignment__resource-rates-test.xer": (2, 0, 2, 1, 1, 2),
    "calendar__invalid__invalid-8.4.xer": (13, 0, 0, 0, 1, 13),
}
FILES = [f"msproject/{name}" for name in MPP] + [f"xer/{name}" for name in XER] + ["msproject/Sample1.xer"]
EXPECTED = MPP | XER | {"Sample1.xer": (4, 0, 0, 0, 1, 4)}


def test_every_file_is_here(corpus: Path) -> None:
    folder = corpus / "schedules"
    found = {path.relative_to(folder).as_posix() for end in ("*.mpp", "*.xer") for path in folder.glob(f"*/{end}")}
    assert found == set(FILES)


@pytest.mark.parametrize("name", FILES)
def test_counts_and_saved_dates(java: Any, corpus: Path, name: str) -> None:
    path = corpus / "schedules" / name
    result = mpxj.read(path)
    kinds = ("activities", "dependencies", "people", "assignments", "baselines")
    expected = EXPECTED[path.name]
    assert tuple(result.counts[kind] for kind in kinds) == expected[:-1]
    assert not [problem for problem in result.problems if problem.severity is Severity.ERROR]
    records = mpxj.records(path, Report(name))
    assert records is not None
    assert share(compared(records)) == (expected[-1], expected[0])


def test_primavera_keys_links_and_lags(java: Any, corpus: Path) -> None:
    result = mpxj.read(corpus / "schedules" / "xer" / "MDL4D.xer")
    assert result.program is not None
    assert result.format == "xer"
    assert all(activity.key and activity.key.startswith("xer/") for activity in result.program.activities)
    kinds = Counter(link.kind.value for link in result.program.dependencies)
    assert set(kinds) >= {"FS", "SS", "FF"}
    assert any(link.lag.minutes for link in result.program.dependencies)


def test_all_types_of_links_in_an_mpp(java: Any, corpus: Path) -> None:
    result = mpxj.read(corpus / "schedules" / "msproject" / "generated__task-links__task-links-project2007-mpp12.mpp")
    assert result.program is not None
    links = result.program.dependencies
    assert Counter(link.kind.value for link in links) == {"FS": 5, "SS": 1, "FF": 1, "SF": 1}
    assert {link.lag.unit for link in links} == {Unit.DAY, Unit.WEEK}
