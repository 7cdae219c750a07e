"""Lists of deployments as people have them."""

import datetime as dt
from pathlib import Path

import pytest

from pilotage.exchange.deployments import Deployments, read_deployments
from pilotage.plan.vocabulary.problems import Severity


def read(text: str, name: str = "deployments.csv") -> Deployments:
    return read_deployments((name, text.encode()))


def utc(*when: int) -> dt.datetime:
    return dt.datetime(*when, tzinfo=dt.UTC)  # type: ignore[misc, arg-type]


WHOLE = """deployed,committed,failed,recovered,rework
2026-03-14T09:30:00Z,2026-03-13T09:30:00Z,no,,no
2026-03-10T08:00:00+02:00,2026-03-09T20:00:00Z,yes,2026-03-10T07:00:00Z,yes
"""


def test_all_columns_oldest_first() -> None:
    found = read(WHOLE)
    assert found.ok
    assert found.problems == ()
    first, second = found.deployments
    assert (first.deployed, first.committed) == (utc(2026, 3, 10, 6), utc(2026, 3, 9, 20))
    assert (first.failed, first.recovered, first.rework) == (True, utc(2026, 3, 10, 7), True)
    assert (second.failed, second.recovered, second.rework) == (False, None, False)


def test_names_of_columns_and_what_nobody_knows() -> None:
    found = read("Deployed_At;First_Commit;failed\n2026-03-14;2026-03-13;\n")
    (one,) = found.deployments
    assert (one.deployed, one.committed) == (utc(2026, 3, 14), utc(2026, 3, 13))
    assert (one.failed, one.rework, one.recovered) == (None, None, None)
    assert {problem.id for problem in found.problems} == {"time-without-zone"}
    assert found.problems[0].severity is Severity.INFO


def test_json_too() -> None:
    found = read('[{"deployed": "2026-03-14T09:30:00Z", "failed": true}]', "deployments.json")
    assert [(each.deployed, each.failed) for each in found.deployments] == [(utc(2026, 3, 14, 9, 30), True)]


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        (",2026-03-13T00:00:00Z,,,", "deployment-without-time"),
        ("yesterday,,,,", "unreadable-time"),
        ("2026-03-14T00:00:00Z,2026-03-15T00:00:00Z,,,", "commit-after-deployment"),
        ("2026-03-14T00:00:00Z,,yes,2026-03-13T00:00:00Z,", "recovery-before-deployment"),
        ("2026-03-14T00:00:00Z,,perhaps,,", "unreadable-flag"),
    ],
)
def test_what_is_wrong_is_told_with_its_row(row: str, problem: str) -> None:
    found = read(WHOLE + row + "\n")
    assert problem in {each.id for each in found.problems}
    assert {each.source.row for each in found.problems} == {4}
    assert len(found.deployments) in (2, 3)
    assert all(each.committed is None or each.committed <= each.deployed for each in found.deployments)


@pytest.mark.parametrize("text", ["name,when\nx,2026-03-14\n", "", "\0\0\0\0", "just words"])
def test_another_file_is_refused(text: str) -> None:
    found = read(text)
    assert not found.ok
    assert found.deployments == ()


def test_a_file_that_is_not_there() -> None:
    with pytest.raises(FileNotFoundError):
        read_deployments(Path("nowhere.csv"))


def test_a_time_that_is_none_in_utc_is_unreadable() -> None:
    found = read("deployed\n0001-01-01T00:00:00+05:00\n9999-12-31T23:59:00-01:00\n2026-03-14T09:30:00+02:00\n")
    assert [each.deployed for each in found.deployments] == [utc(2026, 3, 14, 7, 30)]
    assert {problem.id for problem in found.problems} >= {"unreadable-time", "deployment-without-time"}
