"""Warnings of the flow of work, from items that are drawn."""

import datetime as dt
from collections.abc import Mapping, Sequence

import msgspec
import pytest

from pilotage.plan.flow.items.cleaning import clean
from pilotage.plan.insight.evidence import Evidence
from pilotage.plan.insight.warnings import EarlyWarning, Urgency, watch
from pilotage.plan.insight.warnings.flow import of_flow
from pilotage.plan.language.text import plain
from pilotage.plan.vocabulary.work_items import ScopeChange, WorkItem
from tests.plan.insight.warnings.drawn import items, last_day, week

STEADY = "\n".join(f"P-{n} {'.' * n}s{'f':.>3}{'.' * (22 - n)}" for n in range(23))
"""Every week one item starts, and is finished three weeks later: 22 days."""


def found(
    work: Sequence[WorkItem], as_of: dt.date, limits: Mapping[str, int] | None = None
) -> tuple[dict[str, EarlyWarning], Evidence]:
    evidence = Evidence(None, dt.datetime.combine(as_of, dt.time(8), dt.UTC))
    watched = watch(clean(work), as_of=as_of, limits=limits)
    return {each.id: each for each in of_flow(watched, evidence)}, evidence


def test_a_steady_team_is_quiet() -> None:
    assert found(items(STEADY), last_day(STEADY))[0] == {}


def test_items_past_their_p85_are_one_warning_with_the_oldest_first() -> None:
    work = items(
        f"""{STEADY}
        OLD-1 s........................u
        OLD-2 ........s................u
        NEW-1 ........................su"""
    )
    told, evidence = found(work, last_day(STEADY))
    warning = told["past-p85:Core"]
    assert plain(warning.text).startswith(
        "Core: 2 of 3 items in progress are past 22 days, their P85; the oldest, OLD-1,"
    )
    assert [ref.id for ref in warning.refs] == ["Core", "OLD-1", "OLD-2"]
    assert evidence.facts["aged:Core"].value == 2
    # two items at 23 items in 26 weeks of five days
    assert warning.days == pytest.approx(2 * 5 * 26 / 23)


def test_ages_without_known_starts_warn_of_nothing() -> None:
    backlog = STEADY.replace("s", "c") + "\nOLD-1 c........................u"
    assert "past-p85:Core" not in found(items(backlog), last_day(backlog))[0]


def test_work_in_progress_is_held_to_the_limit_that_somebody_set() -> None:
    work = items(f"{STEADY}\nX-1 .......................s.u\nX-2 .......................s.u")
    as_of = last_day(STEADY)
    assert "wip-over-limit:Core" not in found(work, as_of)[0]
    assert "wip-over-limit:Core" not in found(work, as_of, {"Core": 2})[0]
    told = found(work, as_of, {"Core": 1})[0]["wip-over-limit:Core"]
    assert plain(told.text) == "Core: 2 items in progress, its limit is 1"
    assert plain(told.suggestion).startswith("Start nothing until 1 is finished")


def test_a_backlog_is_held_to_no_limit() -> None:
    backlog = items(STEADY.replace("s", "c") + "\nOLD-1 c........................u")
    assert "wip-over-limit:Core" not in found(backlog, last_day(STEADY), {"Core": 0})[0]


def test_in_progress_without_activity_is_a_contradiction() -> None:
    work = items(
        f"{STEADY}\nA-1 ..................s..u....\nA-2 ..................s.....u.\nA-3 c........................."
    )
    told = found(work, last_day(STEADY))[0]["idle:Core"]
    assert plain(told.text) == (
        "Core: 1 item is in progress, but nothing has happened to it for more than 14 days: A-1"
    )


def test_items_without_a_date_of_their_last_change_are_not_called_idle() -> None:
    work = [msgspec.structs.replace(item, updated=None) for item in items(f"{STEADY}\nA-1 s.........................")]
    assert "idle:Core" not in found(work, last_day(STEADY))[0]
    assert "past-p85:Core" in found(work, last_day(STEADY))[0]


def test_a_run_below_the_mean_is_told_while_it_is_recent() -> None:
    busy = "\n".join(f"P-{n}-{k} {'.' * n}sf{'.' * (24 - n)}" for n in range(15) for k in range(3))
    slow = "\n".join(f"Q-{n} {'.' * n}sf{'.' * (24 - n)}" for n in range(15, 25))
    work = items(f"{busy}\n{slow}")
    told = found(work, last_day(busy))[0]["signal:Core"]
    assert told.urgency is Urgency.MEDIUM
    assert told.days is not None
    assert told.days > 0
    assert " finished in the 10 weeks to " in plain(told.text)


FILLED = "\n".join(f"F-{n} c{'.' * n}sf{'.' * (20 - n)}" for n in range(8, 20))
"""A milestone that is filled in its first week, and finishes one item a week."""


def test_scope_that_grows_faster_than_it_is_finished() -> None:
    came = "\n".join(f"N-{n} {'.' * 20}cu" for n in range(24))
    told = found(items(f"{FILLED}\n{came}", milestone="2.0"), last_day(FILLED))[0]["scope:2.0"]
    assert plain(told.text) == "2.0: 17 more items came in than were finished in 8 weeks; 24 are open"
    assert told.days == 60.0  # at most twelve weeks


def test_the_first_filling_of_a_milestone_is_no_growth() -> None:
    week = "\n".join(f"N-{n} {'.' * 14}c......su" for n in range(24))
    young = found(items(f"{week}\nD-1 {'.' * 14}c....sf.", milestone="2.0"), last_day(FILLED))[0]
    assert "scope:2.0" not in young


def test_scope_grows_on_the_day_that_an_item_is_put_into_it() -> None:
    done = items(FILLED, milestone="2.0")
    old = items("\n".join(f"N-{n} c{'.' * 20}u" for n in range(24)))
    moved = [
        msgspec.structs.replace(item, versions=("2.0",), scopes=(ScopeChange(week(19), "2.0", added=True),))
        for item in old
    ]
    assert "scope:2.0" in found([*done, *moved], week(21).date())[0]
    left = [
        msgspec.structs.replace(item, scopes=(*item.scopes, ScopeChange(week(20), "2.0", added=False)))
        for item in moved
    ]
    assert "scope:2.0" not in found([*done, *left], week(21).date())[0]


def test_scope_that_grows_by_chance_or_that_nobody_works_on_is_no_news() -> None:
    few = "D-0 ......sf\nN-0 .......c\nN-1 .......c"
    parked = "\n".join(f"N-{n} .......c" for n in range(20))
    for drawing in (few, parked):
        told = found(items(drawing, milestone="2.0"), last_day(drawing))[0]
        assert not [key for key in told if key.startswith("scope:")]


def test_a_milestone_that_is_done_is_not_watched() -> None:
    done = "\n".join(f"D-{n} {'.' * 5}cf" for n in range(20))
    assert watch(clean(items(done, milestone="1.0")), as_of=last_day(done)).scopes == ()


def test_items_without_a_team_are_called_so_beside_a_team() -> None:
    old = "OLD-1 s........................u"
    alone = found(items(f"{STEADY}\n{old}", team=""), last_day(STEADY))[0]["past-p85:"]
    assert plain(alone.text).startswith("All work items: 1 of 1")
    teams = [each for name in ("Q-", "R-") for each in items(STEADY.replace("P-", name), team=f"Team {name}")]
    both = [*items(f"{STEADY}\n{old}", team=""), *teams]
    beside = found(both, last_day(STEADY))[0]["past-p85:"]
    assert plain(beside.text).startswith("Items without a team: 1 of 1")


def test_what_happens_later_is_not_known() -> None:
    work = items("A-1 s........f")
    watched = watch(clean(work), as_of=week(4).date())
    assert watched.teams[0].flow.open == 1
    assert watched.heard == week(0).date()
