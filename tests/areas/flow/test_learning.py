"""Learning: once for the same items, by the worker where there is one, honest before it is done."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest

from pilotage.areas.actor import Actor
from pilotage.areas.flow.models import Learning as Row
from pilotage.areas.flow.operations import issue_forecast, learn, refresh_learning, renew
from pilotage.areas.flow.queries.items import memory, work_of
from pilotage.areas.flow.queries.learning import learned, learning, learning_row
from pilotage.areas.flow.rules import learned as rules
from pilotage.areas.flow.rules.answers import LearningState, Lesson, Question
from pilotage.areas.programs.models import Program
from pilotage.plan.vocabulary.work_items import WorkItem
from tests.areas.flow.tracker import store, tracker, until


def state(program: Program, now: dt.datetime) -> LearningState:
    return learning(learning_row(program.pk), work_of(program.pk), now).state


@pytest.fixture
def queue() -> Iterator[list[int]]:
    """The programs that were handed to a worker, who does nothing."""
    asked: list[int] = []
    memory().enqueue = asked.append
    yield asked
    memory().enqueue = None


def test_what_was_learned_is_kept_until_items_change(tracked: Program, owner: Actor, now: dt.datetime) -> None:
    assert state(tracked, now) is LearningState.NONE
    learn(program_id=tracked.pk, now=now)
    assert state(tracked, now) is LearningState.READY
    made = Row.objects.get().made
    learn(program_id=tracked.pk, now=now + dt.timedelta(days=6))
    assert Row.objects.get().made == made
    store(tracker()[1:], owner, now)
    assert state(tracked, now) is LearningState.STALE
    assert learned(learning_row(tracked.pk)).inputs != work_of(tracked.pk).inputs


def test_it_is_learned_anew_after_a_week(tracked: Program, now: dt.datetime) -> None:
    learn(program_id=tracked.pk, now=now)
    later = now + dt.timedelta(days=7)
    assert state(tracked, later) is LearningState.STALE
    learn(program_id=tracked.pk, now=later)
    assert Row.objects.get().made == later


def test_a_title_teaches_nothing(tracked: Program, owner: Actor, now: dt.datetime) -> None:
    learn(program_id=tracked.pk, now=now)
    first = tracker()[0]
    renamed = WorkItem(**{name: getattr(first, name) for name in first.__struct_fields__} | {"title": "Anew"})
    store([renamed, *tracker()[1:]], owner, now)
    assert state(tracked, now) is LearningState.READY


def test_what_is_read_back_forecasts_the_same(tracked: Program, owner: Actor, now: dt.datetime) -> None:
    learn(program_id=tracked.pk, now=now)
    work = work_of(tracked.pk)
    walked = rules.walk(work, work.known or now.date(), lambda _done, _of: None)
    found = learned(learning_row(tracked.pk))
    assert (found.items.names, found.items.pooled) == (walked[0].names, walked[0].pooled)
    assert found.items.names[:2] == ("Core", "Quay")
    assert "" in found.items.names  # all items together teach too
    assert found.milestones.pooled == walked[1].pooled


def test_before_it_is_learned_a_forecast_says_what_it_lacks(
    tracked: Program, editor: Actor, now: dt.datetime, queue: list[int], django_capture_on_commit_callbacks: object
) -> None:
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]  # pytest-django's
        early = issue_forecast(actor=editor, program="harbor", question=Question(items=30), as_of=None, now=now)
    assert queue == [tracked.pk]
    assert early.learning.state is LearningState.LEARNING
    assert early.line.told.lesson is Lesson.LIBRARY
    assert early.line.told.learned == 0
    issue_forecast(actor=editor, program="harbor", question=Question(items=31), as_of=None, now=now)
    assert queue == [tracked.pk]  # not asked twice
    renew(program_id=tracked.pk, now=now)
    late = issue_forecast(actor=editor, program="harbor", question=Question(items=30), as_of=None, now=now)
    assert late.new
    assert late.line.told.lesson is Lesson.OWN
    assert late.line.told.learned > 90


def test_a_walk_that_was_lost_is_asked_for_again(tracked: Program, now: dt.datetime, queue: list[int]) -> None:
    Row.objects.create(program=tracked, state=Row.State.RUNNING, asked=now)
    work = work_of(tracked.pk)
    assert refresh_learning(program_id=tracked.pk, work=work, now=now).state is LearningState.LEARNING
    late = now + dt.timedelta(hours=1)
    refresh_learning(program_id=tracked.pk, work=work, now=late)
    assert Row.objects.get().asked == late


def test_a_failure_is_told_and_not_repeated_at_once(
    tracked: Program, now: dt.datetime, monkeypatch: pytest.MonkeyPatch, queue: list[int]
) -> None:
    def broken(*_given: object) -> None:
        raise MemoryError("too many")

    monkeypatch.setattr("pilotage.areas.flow.operations.learning.walk", broken)
    with pytest.raises(MemoryError):
        learn(program_id=tracked.pk, now=now)
    found = refresh_learning(program_id=tracked.pk, work=work_of(tracked.pk), now=now)
    assert (found.state, found.message) == (LearningState.FAILED, "MemoryError: too many")
    later = now + dt.timedelta(hours=6)
    assert refresh_learning(program_id=tracked.pk, work=work_of(tracked.pk), now=later).state is LearningState.LEARNING


def test_nothing_is_learned_from_no_items(program: Program, now: dt.datetime) -> None:
    renew(program_id=program.pk, now=now)
    assert not Row.objects.exists()


def test_what_a_later_version_cannot_read_is_as_if_it_were_not_there(tracked: Program, now: dt.datetime) -> None:
    learn(program_id=tracked.pk, now=now)
    Row.objects.update(model="throughput/0")
    assert learned(learning_row(tracked.pk)) == rules.nothing()
    assert state(tracked, now) is LearningState.STALE


def test_a_forecast_of_an_earlier_day_knows_nothing_of_what_came_later(
    program: Program, owner: Actor, now: dt.datetime
) -> None:
    """The same answer from today's items as from those that an export of that day held."""
    day = dt.date(2025, 10, 5)
    told = []
    for items in (tracker(), until(tracker(), day)):
        store(items, owner, now)
        learn(program_id=program.pk, now=now)
        for question in (Question(name="Core", items=40), Question(items=25), Question(milestone="Core 12")):
            act = issue_forecast(actor=owner, program="harbor", question=question, as_of=day, now=now)
            assert act.new
            told.append((act.line.row.percentiles, act.line.told.learned, act.line.told.answer))
    assert told[:3] == told[3:]


def test_other_items_are_another_forecast_though_nothing_was_learned_anew(
    tracked: Program, owner: Actor, now: dt.datetime, queue: list[int]
) -> None:
    learn(program_id=tracked.pk, now=now)
    act: dict[str, Any] = {"program": "harbor", "question": Question(items=30), "as_of": None, "now": now}
    first = issue_forecast(actor=owner, **act)
    store(tracker()[:-40], owner, now)
    second = issue_forecast(actor=owner, **act)
    assert (first.new, second.new) == (True, True)
    assert second.learning.state is LearningState.LEARNING
    assert second.line.told.lesson is Lesson.OWN
