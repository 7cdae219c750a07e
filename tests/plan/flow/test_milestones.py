"""Milestones of a tracker."""

import datetime as dt

import numpy as np
import pytest

from pilotage.plan.flow import sentences
from pilotage.plan.flow.milestones import MilestoneHistory, forecast_milestone, milestone_histories, train_milestones
from pilotage.plan.vocabulary.work_items import WorkItem
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
