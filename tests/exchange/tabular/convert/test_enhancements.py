"""Kubernetes enhancements become a program: in the small, made by hand."""

import datetime as dt
import json
from typing import Any

import pytest

from pilotage import exchange, plan
from pilotage.plan.vocabulary.activities import Activity, ActivityKind, ConstraintKind
from tests.exchange.tabular.tables import ids, program_of

TODAY = dt.date(2026, 7, 15)


def kep(number: int, **fields: Any) -> dict[str, Any]:
    usual = {"title": f"Feature {number}", "kep-number": number, "owning-sig": "sig-one", "status": "implementable"}
    return usual | {"creation-date": "2024-01-10", "_path": f"keps/sig-one/{number}-f/kep.yaml"} | fields


def read(*keps: dict[str, Any], today: dt.date = TODAY) -> exchange.ReadResult:
    return exchange.read(("keps.json", json.dumps(keps).encode()), today=today)


def activities(result: exchange.ReadResult) -> dict[str, Activity]:
    return {activity.id: activity for activity in program_of(result).activities}


def test_an_enhancement_is_a_summary_with_its_stages() -> None:
    result = read(
        kep(
            7,
            stage="beta",
            milestone={"stable": "v1.37", "alpha": "v1.33", "beta": "v1.35"},
            **{"participating-sigs": ["sig-one", "sig-two"], "see-also": ["/keps/1"], "replaces": None},
        )
    )
    found = activities(result)
    assert list(found) == [f"sig-one/kep-7{end}" for end in ("", "-proposed", "-alpha", "-beta", "-stable")]
    top, _proposed, alpha, beta, stable = found.values()
    assert (top.kind, top.workstream, top.labels) == (
        ActivityKind.SUMMARY,
        "sig-one",
        ("implementable", "sig-one", "sig-two"),
    )
    assert top.note == "Status: implementable\nStage: beta\nSee also: /keps/1"
    assert top.url == "https://github.com/kubernetes/enhancements/tree/master/keps/sig-one/7-f"
    assert [one.target for one in (alpha, beta, stable)] == [
        dt.date(2025, 4, 23),
        dt.date(2025, 12, 17),
        dt.date(2026, 8, 26),
    ]
    assert alpha.actual_finish == dt.datetime(2025, 4, 24, tzinfo=dt.UTC)
    assert beta.actual_finish is not None
    assert stable.actual_finish is None
    assert stable.constraint is not None
    assert stable.constraint.kind is ConstraintKind.FINISH_NO_EARLIER_THAN
    names = [(d.predecessor.rsplit("-", 1)[1], d.successor.rsplit("-", 1)[1]) for d in program_of(result).dependencies]
    assert names == [("proposed", "alpha"), ("alpha", "beta"), ("beta", "stable")]
    assert ids(result) == []
    assert result.counts["enhancements"] == result.counts["teams"] == result.counts["enhancement_links"] == 1
    assert result.counts["participating_teams"] == 2


def test_the_past_is_done_and_the_future_waits_for_its_release() -> None:
    result = read(
        kep(1, status="implemented", milestone={"alpha": "v1.20", "stable": "v1.25"}),
        kep(2, stage="alpha", milestone={"alpha": "v1.30", "beta": "v1.34", "stable": "v1.37"}),
        kep(3, status="withdrawn", milestone={"alpha": "v1.30", "beta": "v1.37"}),
    )
    schedule = plan.schedule(program_of(result))
    finish = {id_.split("/")[1]: schedule.at(id_).finish.date() for id_ in activities(result)}
    assert finish["kep-1"] < TODAY
    assert finish["kep-2-alpha"] < TODAY < finish["kep-2-beta"] < finish["kep-2-stable"]
    assert finish["kep-2-stable"] == dt.date(2026, 8, 26)
    assert "kep-3-beta" not in finish
    assert finish["kep-3"] < TODAY


@pytest.mark.parametrize(("day", "done"), [(25, False), (26, True), (27, True)])
def test_a_stage_is_done_from_the_day_of_its_release(day: int, done: bool) -> None:
    one = kep(1, status="implemented", milestone={"stable": "v1.37"})
    stable = activities(read(one, today=dt.date(2026, 8, day)))["sig-one/kep-1-stable"]
    assert (stable.actual_finish is not None, stable.constraint is None) == (done, done)


def test_careless_versions_are_read_where_they_can_be_and_told() -> None:
    result = read(
        kep(1, milestone={"alpha": "1.30", "beta": "TBD", "stable": ""}),
        kep(2, **{"latest-milestone": "0.0", "status": "implemented", "last-updated": "2020-05-01"}),
        kep(3, milestone={"alpha": "v1.39"}),
    )
    found = activities(result)
    assert found["sig-one/kep-1-alpha"].target == dt.date(2024, 4, 17)
    assert "sig-one/kep-1-beta" not in found
    assert found["sig-one/kep-2-outcome"].actual_finish == dt.datetime(2020, 5, 2, tzinfo=dt.UTC)
    assert found["sig-one/kep-3-alpha"].target == dt.date(2027, 4, 21)
    told = [(p.id, p.source.row) for p in result.problems]
    assert told == [
        ("unusual-spelling", 1),
        ("unusual-spelling", 1),
        ("unusual-spelling", 2),
        ("mapping-note", 2),
        ("assumed-value", 3),
    ]


def test_misspelt_and_strange_statuses_are_told() -> None:
    result = read(
        kep(1, status="imlpemented", milestone={"stable": "v1.20"}), kep(2, status="provisional|implementable")
    )
    assert activities(result)["sig-one/kep-1-stable"].actual_finish is not None
    assert [(p.id, p.source.row) for p in result.problems] == [("misspelt-word", 1), ("unknown-word", 2)]


def test_the_same_number_in_two_groups_keeps_its_stages_apart() -> None:
    milestone = {"alpha": "v1.20"}
    result = read(kep(0, milestone=milestone), kep(0, milestone=milestone, **{"owning-sig": "sig-two"}))
    found = activities(result)
    assert found["sig-two/kep-0-alpha"].parent == "sig-two/kep-0"
    assert found["sig-two/kep-0"].kind is ActivityKind.SUMMARY
