"""Milestones of a tracker."""

import datetime as dt

import msgspec
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pilotage.engine.throughput.growing import ask_growing, state
from pilotage.plan.flow.forecasts import sentences
from pilotage.plan.flow.forecasts.milestones import (
    MilestoneHistory,
    forecast_milestone,
    milestone_histories,
    train_milestones,
)
from pilotage.plan.flow.items.history import number_of
from pilotage.plan.vocabulary.work_items import ScopeChange, WorkItem
from tests.plan.flow.made import START, item


def version(name: str, start: int, seed: int) -> list[WorkItem]:
    """Items of a fix version: 30 at its start, some later, worked on one after the other."""
    draw = np.random.default_rng(seed)
    came = sorted(
        [start + int(day) for day in draw.integers(0, 7, 30)] + [start + int(d) for d in draw.integers(7, 120, 25)]
    )
    free, made = start, []
    for number, day in enumerate(came):
        free = max(free, day) + int(draw.integers(0, 5))
        made.append(item(f"{name}-{number}", day, free, None, project="P", versions=("old", name)))
    return made


ITEMS = [each for seed in range(40) for each in version(f"v{seed}", 60 * seed, seed)]


def day(number: int) -> dt.date:
    return START.date() + dt.timedelta(days=number)


def named(found: tuple[MilestoneHistory, ...], title: str) -> MilestoneHistory:
    return next(each for each in found if each.title == title)


def test_members_are_those_of_the_last_fix_version_as_known_then() -> None:
    found = milestone_histories(ITEMS, as_of=day(60 * 39 + 3))
    assert "old" not in {each.title for each in found}
    assert named(found, "v0").done == 55
    assert named(found, "v39").items < 31


def test_a_milestone_is_forecast_with_its_record_in_words() -> None:
    as_of = day(60 * 38 + 40)
    found = milestone_histories(ITEMS, as_of=as_of)
    until = as_of + dt.timedelta(weeks=12)
    told = forecast_milestone(named(found, "v38"), train_milestones(found), as_of=as_of, until=until)
    assert told.state == "enough"
    assert told.calibrated
    assert sorted(each.date for each in told.when) == [each.date for each in told.when]
    assert told.on_time is not None
    assert told.held is not None
    assert [each.name for each in told.held.methods] == ["calibrated", "growing_scope", "frozen_scope"]
    assert sentences.milestone_answer(told).startswith("v38 is done by ")
    assert "milestones that have ended" in sentences.milestone_grounds(told)


@pytest.mark.parametrize(("title", "at", "state"), [("v0", 2300, "done"), ("v38", 60 * 38 + 2, "thin")])
def test_done_and_thin_milestones_have_no_date(title: str, at: int, state: str) -> None:
    found = milestone_histories(ITEMS, as_of=day(at))
    told = forecast_milestone(named(found, title), train_milestones(found), as_of=day(at))
    assert (told.state, told.when) == (state, ())
    assert title in sentences.milestone_answer(told)


def test_what_happens_later_changes_nothing() -> None:
    as_of = day(60 * 30)
    early = [each for each in ITEMS if each.created is not None and each.created.date() <= as_of]
    found = [milestone_histories(items, as_of=as_of) for items in (ITEMS, early)]
    told = [forecast_milestone(named(each, "v29"), train_milestones(each), as_of=as_of) for each in found]
    assert told[0] == told[1]
    assert told[0].when


def change(number: int, name: str, *, added: bool = True) -> ScopeChange:
    return ScopeChange(START + dt.timedelta(days=number), name, added)


def counted(found: MilestoneHistory, number: int) -> tuple[int, int]:
    """Items known and done at the end of a day."""
    assert found.tracked is not None
    at = (day(number) - dt.date(1970, 1, 1)).days
    return int(found.tracked.milestone.arrived.by(at)), int(found.tracked.milestone.done.by(at))


def dated(key: str, done: int | None, *scopes: ScopeChange) -> WorkItem:
    now = {each.milestone: each.added for each in scopes}
    versions = tuple(name for name, inside in now.items() if inside)
    return item(key, 0, done, None, project="P", versions=versions, scopes=scopes, logged=True)


def test_a_member_is_known_from_when_it_was_put_in_until_it_was_taken_out() -> None:
    found = milestone_histories(
        [
            dated("A-1", 20, change(0, "one")),
            dated("A-2", 20, change(10, "one")),
            dated("A-3", None, change(5, "one"), change(15, "one", added=False), change(15, "two")),
            dated("A-4", 8, change(5, "one"), change(15, "one", added=False), change(25, "one")),
            dated("A-5", 9, change(12, "one")),
        ]
    )
    one = named(found, "one")
    assert (one.items, one.done, one.dated) == (4, 4, 4)
    told = {at: counted(one, at) for at in (0, 5, 9, 10, 12, 14, 15, 20, 25, 99)}
    expected = {0: (1, 0), 5: (3, 0), 9: (3, 1), 10: (4, 1), 12: (5, 2), 14: (5, 2), 15: (3, 1), 20: (3, 3)}
    assert told == {**expected, 25: (4, 4), 99: (4, 4)}
    assert (named(found, "two").items, named(found, "two").done) == (1, 0)


def test_a_milestone_that_shrinks_is_forecast_too() -> None:
    """More is taken out than put in lately, of what was done too."""
    kept = [dated(f"A-{n}", n % 40 if n < 30 else None, change(0, "one")) for n in range(60)]
    moved = [
        dated(f"B-{n}", 20 if n < 12 else None, change(0, "one"), change(30 + n % 9, "one", added=False))
        for n in range(24)
    ]
    found = milestone_histories([*kept, *moved], as_of=day(40))
    one = named(found, "one")
    assert (one.items, one.done) == (60, 30)
    told = forecast_milestone(one, train_milestones(found), as_of=day(40))
    assert told.state == "enough"
    assert told.arriving < 0 < told.finishing
    assert np.isfinite(told.percentiles).all()
    assert one.tracked is not None
    now = state(one.tracked.milestone, number_of(day(40)))
    assert now is not None
    assert (now.finishes >= 0).all()
    assert np.isfinite(ask_growing(now, 3.0, 200, 1).features).all()


def test_without_a_log_the_last_version_counts_from_the_creation() -> None:
    old = [item("A-1", 3, 9, None, project="P", versions=("one", "two"))]
    part = msgspec.structs.replace(dated("A-3", None, change(25, "three")), logged=False, versions=("three", "two"))
    found = milestone_histories([*old, dated("A-2", 30, change(20, "two")), part])
    two = named(found, "two")
    assert [each.title for each in found] == ["three", "two"]
    assert (two.items, two.done, two.dated) == (3, 2, 1)
    assert [counted(two, at) for at in (0, 2, 3, 9, 20)] == [(1, 0), (1, 0), (2, 0), (2, 1), (3, 1)]


STEPS = st.lists(st.tuples(st.integers(0, 40), st.sampled_from(["one", "two"]), st.booleans()), max_size=6)


@given(drawn=st.lists(st.tuples(st.none() | st.integers(1, 40), STEPS), max_size=8), at=st.integers(0, 41))
def test_counts_are_those_of_asking_every_item(
    drawn: list[tuple[int | None, list[tuple[int, str, bool]]]], at: int
) -> None:
    items = []
    for number, (done, steps) in enumerate(drawn):
        scopes = [change(each, name, added=added) for each, name, added in sorted(steps, key=lambda step: step[0])]
        items.append(dated(f"A-{number}", done, *scopes))
    for found in milestone_histories([*items, item("B-1", 0, 1, None, project="P")]):
        if found.tracked is None:
            continue
        inside = []
        for each in items:
            now = [one.added for one in each.scopes if one.milestone == found.title and one.at.date() <= day(at)]
            if now and now[-1]:
                inside.append(each)
        finished = [each for each in inside if each.resolved is not None and each.resolved.date() <= day(at)]
        assert counted(found, at) == (len(inside), len(finished))


LOGGED = [
    msgspec.structs.replace(
        each,
        logged=True,
        scopes=(
            ScopeChange(each.created or START, "before"),
            ScopeChange((each.created or START) + dt.timedelta(days=number % 9), each.versions[-1]),
        ),
    )
    for number, each in enumerate(ITEMS)
]


def test_what_was_put_in_later_changes_nothing() -> None:
    as_of = day(60 * 29 + 45)
    end = dt.datetime.combine(as_of + dt.timedelta(days=1), dt.time(), dt.UTC)
    early = [
        msgspec.structs.replace(each, scopes=tuple(one for one in each.scopes if one.at < end), versions=())
        for each in LOGGED
        if each.created is not None and each.created < end
    ]
    found = [milestone_histories(items, as_of=as_of) for items in (LOGGED, early)]
    told = [forecast_milestone(named(each, "v29"), train_milestones(each), as_of=as_of) for each in found]
    assert told[0] == told[1]
    assert told[0].when
    assert told[0].dated == told[0].items
    assert "when each item was put into it" in sentences.milestone_grounds(told[0])
    some = msgspec.structs.replace(told[0], dated=12)
    assert "tells of 12 of them" in sentences.milestone_grounds(some)
    assert "count from their creation" in sentences.milestone_grounds(msgspec.structs.replace(some, dated=0))


def test_where_few_milestones_have_ended_the_shipped_library_corrects() -> None:
    as_of = day(60 * 2 + 40)
    found = milestone_histories(ITEMS, as_of=as_of)
    taught = train_milestones(found)
    lent, bare = (forecast_milestone(named(found, "v2"), taught, as_of=as_of, lend=lend) for lend in (True, False))
    assert lent.library is not None
    assert lent.calibrated
    assert lent.when[2].date > bare.when[2].date
    assert "shipped library" in sentences.milestone_grounds(lent)
    assert (bare.library, bare.calibrated) == (None, False)
    assert "Not calibrated" in sentences.milestone_grounds(bare)
