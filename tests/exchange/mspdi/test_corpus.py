"""Real files of Microsoft Project: what is in them, and its own dates reproduced."""

from collections import Counter
from pathlib import Path

import pytest

from pilotage.exchange import mspdi
from pilotage.exchange.mspdi.reading import records
from pilotage.exchange.mspdi.report import Report
from pilotage.plan.vocabulary.amounts import Unit
from pilotage.plan.vocabulary.problems import Severity
from tests.exchange.mspdi.stored import compared, share

pytestmark = pytest.mark.corpus

LINKS = "generated__task-links__task-links-project"
# activities, dependencies, calendars, people, assignments, baselines
COUNTS = {
    "Sample1.xml": (10, 6, 2, 6, 6, 0),
    "generated__task-baselines__task-baselines-project2019-mspdi.xml": (110, 0, 1, 0, 0, 0),
    "generated__task-durations__task-durations-project2010-mspdi.xml": (110, 0, 1, 0, 0, 0),
    f"{LINKS}2003-mspdi.xml": (16, 8, 1, 0, 0, 0),
    f"{LINKS}2010-mspdi.xml": (16, 8, 1, 0, 0, 0),
    f"{LINKS}2016-mspdi.xml": (16, 8, 1, 0, 0, 0),
    f"{LINKS}2019-mspdi.xml": (16, 8, 1, 0, 0, 0),
    "legacy__sample.xml": (19, 6, 3, 2, 2, 0),
    "legacy__sample1.xml": (22, 6, 3, 2, 4, 0),
    "mspdirelations.xml": (5, 4, 1, 0, 0, 0),
    "mspdiresource.xml": (3, 1, 3, 3, 5, 0),
    "mspditimephasedsegments.xml": (20, 0, 3, 6, 20, 0),
}


def test_every_file_is_here(corpus: Path) -> None:
    assert {path.name for path in (corpus / "schedules" / "msproject").glob("*.xml")} == set(COUNTS)


@pytest.mark.parametrize("name", COUNTS)
def test_counts(corpus: Path, name: str) -> None:
    result = mspdi.read(corpus / "schedules" / "msproject" / name)
    kinds = ("activities", "dependencies", "calendars", "people", "assignments", "baselines")
    assert tuple(result.counts[kind] for kind in kinds) == COUNTS[name]
    assert not [problem for problem in result.problems if problem.severity is Severity.ERROR]


def test_all_four_types_of_links_with_lags_and_leads(corpus: Path) -> None:
    result = mspdi.read(corpus / "schedules" / "msproject" / f"{LINKS}2019-mspdi.xml")
    assert result.program is not None
    links = result.program.dependencies
    assert Counter(link.kind.value for link in links) == {"FS": 5, "SS": 1, "FF": 1, "SF": 1}
    assert [(link.lag.minutes, link.lag.unit) for link in links[:5]] == [
        (0, Unit.DAY),
        (480, Unit.DAY),
        (960, Unit.DAY),
        (2400, Unit.WEEK),
        (4800, Unit.WEEK),
    ]
    sample = mspdi.read(corpus / "schedules" / "msproject" / "legacy__sample.xml").program
    assert sample is not None
    assert -480 in {link.lag.minutes for link in sample.dependencies}


@pytest.mark.parametrize("name", COUNTS)
def test_dates_saved_by_project_are_reproduced(corpus: Path, name: str) -> None:
    path = corpus / "schedules" / "msproject" / name
    with path.open("rb") as file:
        found = records(file, Report(name))
    assert found is not None
    rows = compared(found)
    assert [row for row in rows if not row.same] == []
    assert share(rows)[1] >= COUNTS[name][0]


@pytest.mark.parametrize("name", COUNTS)
def test_a_real_file_survives_being_written_and_read(corpus: Path, name: str) -> None:
    first = mspdi.read(corpus / "schedules" / "msproject" / name).program
    assert first is not None
    once = mspdi.read(mspdi.write(first)).program
    assert once is not None
    assert once.dependencies == first.dependencies
    assert [a.id for a in once.activities] == [a.id for a in first.activities]
    assert mspdi.read(mspdi.write(once)).program == once
