import datetime as dt

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pilotage import plan
from pilotage.plan.quality.assessment import assess
from pilotage.plan.quality.model import Verdict
from pilotage.plan.vocabulary.activities import Activity, ActivityKind
from tests.plan.quality import naive
from tests.plan.quality.plans import at, faulted, judged, link, program, result
from tests.plan.stories import after, milestone, task


def test_logic_tells_which_end_is_open_and_what_to_do() -> None:
    value = program(
        task("a", 5), task("b", 5), task("c", 5), task("lost", 1), milestone("end"),
        links=(*after("a", "b", "end"), link("a", "c")),
    )  # fmt: skip
    found = {each.id: each for each in judged(value).findings("logic")}
    assert set(found) == {"a", "c", "lost"}
    assert found["c"].detail == "no successor"
    assert found["c"].fix == "Add a successor to “C”, or mark it as an end: let a milestone follow it."
    assert found["a"].detail == "no predecessor"
    assert found["lost"].detail == "no predecessor, no successor"
    ended = msgspec.structs.replace(value, dependencies=(*value.dependencies, link("c", "end"), link("lost", "end")))
    assert faulted(ended, "logic") == ["a", "lost"]


def test_a_link_of_a_summary_is_logic_of_the_work_below_it_but_is_told_apart() -> None:
    phase = Activity(id="phase", title="Phase", kind=ActivityKind.SUMMARY)
    value = program(
        task("a", 5), phase, task("b", 5, parent="phase"), task("c", 5, parent="phase"), milestone("start"),
        milestone("end"), links=(*after("start", "a"), *after("a", "phase", "end")),
    )  # fmt: skip
    assert faulted(value, "logic") == []
    assert faulted(value, "summary-logic") == ["a>phase:FS", "phase>end:FS"]
    assert [each.detail for each in judged(value).findings("summary-logic")] == ["into a summary", "out of a summary"]


def test_leads_lags_and_kinds_of_links() -> None:
    value = program(
        task("a", 5), task("b", 5), task("c", 5), task("d", 5),
        links=(link("a", "b", lag=-2), link("b", "c", lag=3), link("c", "d", "SS"), link("a", "d", "SF")),
    )  # fmt: skip
    assert faulted(value, "leads") == ["a>b:FS"]
    assert faulted(value, "lags") == ["b>c:FS"]
    assert sorted(faulted(value, "finish-start")) == ["a>d:SF", "c>d:SS"]
    assert result(value, "finish-start").measure == 0.5
    (lead,) = judged(value).findings("leads")
    assert (lead.detail, lead.measure, lead.unit) == ("lead of 2 d", 2.0, "working_days")


def test_links_into_finished_work_are_history() -> None:
    value = program(
        task("a", 5, progress=1.0), task("b", 5, progress=1.0, actual_start=at(7, hour=9), actual_finish=at(11)),
        task("c", 5), links=(link("a", "b", lag=-2), link("b", "c")), status_date=dt.date(2026, 9, 14),
    )  # fmt: skip
    assert result(value, "leads").population == 1
    assert result(value, "leads").verdict is Verdict.PASS


@pytest.mark.parametrize(
    ("kinds", "dangles", "detail"),
    [
        (("FS", "FS"), False, ""),
        (("FF", "FS"), True, "only its finish waits"),
        (("SF", "FS"), True, "only its finish waits"),
        (("FS", "SS"), True, "only its start is waited for"),
        (("FS", "SF"), True, "only its start is waited for"),
        (("SS", "FF"), False, ""),
    ],
)
def test_dangling_ends(kinds: tuple[str, str], dangles: bool, detail: str) -> None:
    value = program(
        task("a", 5), task("b", 5), task("c", 9), links=(link("a", "b", kinds[0]), link("b", "c", kinds[1]))
    )
    found = judged(value).findings("dangling")
    assert [each.id for each in found] == (["b"] if dangles else [])
    assert [each.detail for each in found] == ([detail] if dangles else [])
    also = (link("a", "b", "SS"), link("b", "c", "FF"))
    mended = msgspec.structs.replace(value, dependencies=(*value.dependencies, *also))
    assert faulted(mended, "dangling") == []


def test_a_start_start_link_beside_its_finish_start_link_is_redundant() -> None:
    value = program(task("a", 5), task("b", 5), links=(link("a", "b"), link("a", "b", "SS"), link("a", "b", "FF")))
    assert sorted(faulted(value, "redundant")) == ["a>b:FF", "a>b:SS"]
    lagged = program(task("a", 5), task("b", 5), links=(link("a", "b"), link("a", "b", "SS", lag=7)))
    assert faulted(lagged, "redundant") == []  # a lag of seven days asks for more than the five of a


def test_a_chain_through_a_lead_or_through_begun_work_implies_nothing() -> None:
    ends = (task("a", 5), task("b", 5), task("c", 5))
    assert faulted(program(*ends, links=(*after("a", "b", "c"), link("a", "c"))), "redundant") == ["a>c:FS"]
    lead = (link("a", "b"), link("b", "c", lag=-4), link("a", "c"))
    assert faulted(program(*ends, links=lead), "redundant") == []
    begun = (ends[0], task("b", 5, progress=0.2, actual_start=at(7, hour=9)), ends[2])
    value = program(*begun, links=(*after("a", "b", "c"), link("a", "c")), status_date=dt.date(2026, 9, 9))
    assert faulted(value, "redundant") == []


@settings(max_examples=60)
@given(st.sets(st.tuples(st.integers(0, 8), st.integers(0, 8)).filter(lambda pair: pair[0] < pair[1]), max_size=20))
def test_redundant_links_are_those_with_another_way(pairs: set[tuple[int, int]]) -> None:
    links = sorted(pairs)
    value = program(
        *(task(f"t{n}", 2) for n in range(9)), links=tuple(link(f"t{before}", f"t{after_}") for before, after_ in links)
    )
    assert set(faulted(value, "redundant")) == {f"t{i}>t{j}:FS" for i, j in naive.implied(links)}


@settings(max_examples=15)
@given(st.sets(st.tuples(st.integers(0, 8), st.integers(0, 8)).filter(lambda pair: pair[0] < pair[1]), max_size=20))
def test_removing_redundant_links_moves_no_date(pairs: set[tuple[int, int]]) -> None:
    value = program(
        *(task(f"t{n}", n + 1) for n in range(9)), links=tuple(link(f"t{i}", f"t{j}") for i, j in sorted(pairs))
    )
    schedule = plan.schedule(value)
    gone = {each.id for each in assess(schedule).findings("redundant")}
    fewer = tuple(each for each in value.dependencies if each.id not in gone)
    again = plan.schedule(msgspec.structs.replace(value, dependencies=fewer))
    assert again.early_start.tolist() == schedule.early_start.tolist()
    assert again.total_float.tolist() == schedule.total_float.tolist()


def test_levels_of_effort_are_no_work_and_no_logic() -> None:
    manage = Activity(id="manage", title="Manage", kind=ActivityKind.LEVEL_OF_EFFORT)
    value = program(
        task("a", 5), task("b", 5), manage,
        links=(link("a", "b"), link("a", "manage", "SS"), link("b", "manage", "FF", lag=3)),
    )  # fmt: skip
    assert faulted(value, "logic") == ["a", "b"]
    assert result(value, "logic").population == 2
    assert result(value, "lags").population == 1
    assert result(msgspec.structs.replace(value, status_date=dt.date(2026, 9, 6)), "invalid-dates").population == 2
    assert faulted(value, "owner") == ["a", "b"]
