"""The ledger: what was issued stays as it was, and gets its outcome once."""

import datetime as dt
from typing import Any

import numpy as np
import pytest
from django.db import IntegrityError, connection, transaction

from pilotage.areas.actor import Actor
from pilotage.areas.audit.models import AuditEntry
from pilotage.areas.errors import ConflictError, InvalidError, NotFoundError
from pilotage.areas.flow.models import ForecastOutcome, IssuedForecast, WrittenOnceError
from pilotage.areas.flow.operations import issue_forecast, learn, resolve_forecasts, take_snapshot
from pilotage.areas.flow.queries.items import work_of
from pilotage.areas.flow.queries.ledger import Line, by_number, page
from pilotage.areas.flow.queries.records import throughput_record
from pilotage.areas.flow.rules.answers import Question, Share
from pilotage.areas.programs.models import Program
from pilotage.engine.throughput.scores import crps
from pilotage.plan.flow.forecasts.what_if import Supposition
from pilotage.plan.vocabulary.work_items import WorkItem
from tests.areas.flow.tracker import LAST, store, tracker, until

DAY = dt.date(2025, 11, 2)


def ask(actor: Actor, now: dt.datetime, question: Question | None = None, **more: Any) -> Line:
    question = question or Question(items=30)
    given = {"as_of": None, **more}
    return issue_forecast(actor=actor, program="harbor", question=question, now=now, **given).line


def resolve(program: Program, now: dt.datetime) -> int:
    return resolve_forecasts(program_id=program.pk, work=work_of(program.pk), now=now)


def test_a_forecast_is_issued_with_all_that_it_was_made_from(tracked: Program, viewer: Actor, now: dt.datetime) -> None:
    found = ask(viewer, now, Question(name="core", items=30, until=dt.date(2026, 4, 1))).issued
    assert (found.number, found.as_of, found.origin, found.issued_by) == (1, LAST, "web", "Vera")
    assert (found.seed, found.model, len(found.inputs)) == (1, "throughput/2", 64)
    assert [each.level for each in found.when] == [50, 70, 85, 95]
    assert found.on_time is not None
    assert found.said.startswith("30 more items of Core are done by ")
    row = IssuedForecast.objects.get()
    assert len(row.percentiles) == 99
    entry = AuditEntry.objects.latest("id")
    assert (entry.verb, entry.entity_id, entry.undoable) == ("forecast.issued", "1", False)
    assert Program.objects.get(pk=tracked.pk).revision == tracked.revision


def test_the_same_forecast_is_issued_once(tracked: Program, viewer: Actor, owner: Actor, now: dt.datetime) -> None:
    act: dict[str, Any] = {"program": "harbor", "question": Question(items=30), "as_of": None, "now": now}
    first = issue_forecast(actor=viewer, **act)
    entries = AuditEntry.objects.count()
    again = issue_forecast(actor=owner, **act)
    assert (first.new, again.new, again.line.row.pk) == (True, False, first.line.row.pk)
    assert AuditEntry.objects.count() == entries
    assert issue_forecast(actor=owner, **{**act, "seed": 2}).new
    store(tracker()[:-1], owner, now)
    assert issue_forecast(actor=owner, **act).new


def test_there_is_no_way_to_change_a_line(tracked: Program, viewer: Actor, now: dt.datetime) -> None:
    row = ask(viewer, now).row
    row.seed = 7
    with pytest.raises(WrittenOnceError):
        row.save()
    with pytest.raises(WrittenOnceError):
        IssuedForecast.objects.filter(pk=row.pk).update(seed=7)
    with pytest.raises(WrittenOnceError):
        IssuedForecast.objects.bulk_update([row], ["seed"])
    with pytest.raises(WrittenOnceError):
        tracked.issued_forecasts.update(seed=7)
    with pytest.raises(WrittenOnceError):
        IssuedForecast.objects.update_or_create(pk=row.pk, defaults={"seed": 7})
    assert IssuedForecast.objects.get().seed == 1


@pytest.mark.parametrize("table", ["flow_issuedforecast", "flow_forecastoutcome", "flow_weeklysnapshot"])
def test_the_database_refuses_it_too(tracked: Program, owner: Actor, now: dt.datetime, table: str) -> None:
    ask(owner, now, as_of=DAY)
    resolve(tracked, now)
    take_snapshot(program_id=tracked.pk, work=work_of(tracked.pk), now=now)
    with pytest.raises(IntegrityError, match="written once"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET id = id")


def test_an_outcome_is_written_once(tracked: Program, owner: Actor, now: dt.datetime) -> None:
    found = ask(owner, now, as_of=DAY)
    assert resolve(tracked, now) == 1
    assert resolve(tracked, now) == 0
    outcome = ForecastOutcome.objects.get()
    with pytest.raises(WrittenOnceError):
        outcome.save()
    with pytest.raises(IntegrityError), transaction.atomic():
        ForecastOutcome(forecast=found.row, resolved=now, landed=DAY, held={}).save()
    with pytest.raises(WrittenOnceError):
        ForecastOutcome.objects.update(landed=DAY)


def test_the_outcome_of_items_is_the_day_of_the_last_one(tracked: Program, owner: Actor, now: dt.datetime) -> None:
    line = ask(owner, now, Question(name="Core", items=30), as_of=DAY)
    ends = sorted(item.resolved.date() for item in tracker() if item.team == "Core" and item.resolved is not None)
    thirtieth = [day for day in ends if day > DAY][29]
    resolve(tracked, now)
    found = by_number(tracked.pk, line.row.number)
    assert found is not None
    outcome = found.issued.outcome
    assert outcome is not None
    assert (outcome.landed, outcome.items) == (thirtieth, None)
    assert outcome.held == {each.level: thirtieth <= each.date for each in line.told.when}
    weeks = (thirtieth - DAY).days / 7
    assert outcome.crps == pytest.approx(float(crps(np.array([line.row.percentiles]), np.array([weeks]))[0]))
    assert outcome.place is not None
    assert 0 <= outcome.place <= 1


def test_how_many_is_known_on_its_day(tracked: Program, owner: Actor, now: dt.datetime) -> None:
    end = dt.date(2025, 12, 28)
    line = ask(owner, now, Question(until=end), as_of=DAY)
    resolve(tracked, now)
    found = by_number(tracked.pk, line.row.number)
    assert found is not None
    outcome = found.issued.outcome
    assert outcome is not None
    done = sum(item.resolved is not None and DAY < item.resolved.date() <= end for item in tracker())
    assert (outcome.items, outcome.landed, outcome.crps) == (done, end, None)
    assert outcome.held == {each.level: done >= each.items for each in line.told.how_many}


def test_a_milestone_lands_when_it_has_settled(program: Program, owner: Actor, now: dt.datetime) -> None:
    """It is done in the week to 21 December; four weeks later nothing more has come in."""
    early = dt.date(2025, 11, 30)
    store(until(tracker(), early), owner, now)
    learn(program_id=program.pk, now=now)
    line = ask(owner, now, Question(milestone="Core 13"), as_of=early)
    assert line.told.when, line.told.answer
    for last, resolved in ((dt.date(2025, 12, 31), 0), (dt.date(2026, 1, 25), 1)):
        store(until(tracker(), last), owner, now)
        assert resolve(program, now) == resolved
    landed = ForecastOutcome.objects.get().landed
    assert dt.date(2025, 12, 14) <= landed <= dt.date(2025, 12, 28)


def test_teams_together_land_with_the_last(tracked: Program, owner: Actor, now: dt.datetime) -> None:
    teams = (Share("Core", 30), Share("Quay", 30))
    both = ask(owner, now, Question(teams=teams), as_of=DAY)
    assert "Core" in both.told.answer
    for name in ("Core", "Quay"):
        ask(owner, now, Question(name=name, items=30), as_of=DAY)
    resolve(tracked, now)
    landed = dict(ForecastOutcome.objects.values_list("forecast__number", "landed"))
    assert landed[1] == max(landed[2], landed[3])


def test_a_supposition_is_kept_and_never_scored(tracked: Program, owner: Actor, now: dt.datetime) -> None:
    line = ask(owner, now, Question(items=30, what_if=Supposition(drop=10)), as_of=DAY)
    assert line.told.moved[85] < 0
    milestone = ask(owner, now, Question(milestone="Core 14", what_if=Supposition(pace=2.0)))
    assert milestone.told.moved[85] < 0
    assert resolve(tracked, now) == 0
    record = throughput_record(tracked.pk, work_of(tracked.pk), now.date())
    assert (record.issued, record.forecasts) == (0, 0)


def test_an_answer_without_numbers_is_never_scored(tracked: Program, owner: Actor, now: dt.datetime) -> None:
    """Core finishes six items a week: a thousand reach more than three years ahead, five thousand beyond all bounds."""
    line = ask(owner, now, Question(name="Core", items=5_000), as_of=DAY)
    assert (line.told.state, line.told.when, line.row.scored) == ("far", (), False)
    assert throughput_record(tracked.pk, work_of(tracked.pk), now.date()).issued == 0


def test_a_forecast_counts_once_its_date_has_come_whether_it_held_or_not(
    tracked: Program, owner: Actor, now: dt.datetime
) -> None:
    """A hundred items since DAY are not done by LAST; thirty are, but those asked for lately have no date yet."""
    ask(owner, now, Question(name="Core", items=30), as_of=DAY)
    late = ask(owner, now, Question(name="Core", items=30), as_of=LAST - dt.timedelta(days=7))
    assert all(each.date > LAST for each in late.told.when)
    resolve(tracked, now)
    record = throughput_record(tracked.pk, work_of(tracked.pk), now.date())
    assert (record.issued, record.resolved, record.forecasts) == (2, 1, 1)
    assert not record.enough
    assert record.said.endswith("too few to judge by.")


def test_a_missed_date_counts_before_anything_has_landed(program: Program, owner: Actor, now: dt.datetime) -> None:
    """Core stops after DAY: its forecast is never done, and that must be told."""
    stopped = [item for item in tracker() if item.team == "Quay"] + until(
        [item for item in tracker() if item.team == "Core"], DAY
    )
    store(stopped, owner, now)
    ask(owner, now, Question(name="Core", items=10), as_of=DAY)
    assert resolve(program, now) == 0
    record = throughput_record(program.pk, work_of(program.pk), now.date())
    assert (record.resolved, record.forecasts, record.coverage[2].share) == (0, 1, 0.0)


def test_what_nobody_calls_so_any_more_is_left_out(tracked: Program, owner: Actor, now: dt.datetime) -> None:
    ask(owner, now, Question(name="Core", items=30), as_of=DAY)
    store([WorkItem(key="X-1", title="", created=now), *[i for i in tracker() if i.team == "Quay"]], owner, now)
    assert throughput_record(tracked.pk, work_of(tracked.pk), now.date()).forecasts == 0


def test_a_page_of_the_ledger(tracked: Program, owner: Actor, now: dt.datetime) -> None:
    for items in (5, 6, 7):
        ask(owner, now, Question(items=items), as_of=DAY)
    ask(owner, now, Question(milestone="Quay 14"))
    resolve(tracked, now)
    found = page(tracked.pk, milestone=None, resolved=True, offset=1, limit=1)
    assert (found.total, [line.row.number for line in found.lines]) == (3, [2])
    assert [
        line.row.number for line in page(tracked.pk, milestone="Quay 14", resolved=None, offset=0, limit=9).lines
    ] == [4]


@pytest.mark.parametrize(
    ("question", "word"),
    [
        (Question(), "Say what to forecast"),
        (Question(items=5, milestone="Core 1"), "one thing"),
        (Question(items=0), "1 to 1,000,000"),
        (Question(items=10**7), "1 to 1,000,000"),
        (Question(items=5, until=LAST), "after 2026-02-22"),
        (Question(items=5, until=dt.date(2050, 1, 1)), "at most 520 weeks"),
        (Question(teams=(Share("Core", 5),)), "2 to 40 teams"),
        (Question(teams=(Share("Core", 5), Share("Core", 5))), "each of them once"),
        (Question(until=dt.date(2026, 4, 1), what_if=Supposition(drop=1)), "Only items of one team or a milestone"),
        (Question(items=5, what_if=Supposition(drop=5)), "Nothing would be left"),
        (Question(items=5, what_if=Supposition(split=5)), "A first delivery must be smaller"),
        (Question(until=dt.date(2026, 4, 1), growing=True), "Only a number of items can grow"),
        (Question(milestone="Core 14", what_if=Supposition(split=5)), "A milestone is not split"),
    ],
)
def test_what_cannot_be_asked(tracked: Program, owner: Actor, now: dt.datetime, question: Question, word: str) -> None:
    with pytest.raises(InvalidError, match=word):
        ask(owner, now, question)
    assert not IssuedForecast.objects.exists()


def test_who_may_not_ask(tracked: Program, stranger: Actor, viewer: Actor, now: dt.datetime) -> None:
    with pytest.raises(NotFoundError):
        ask(stranger, now)
    with pytest.raises(NotFoundError, match="“Crew”"):
        ask(viewer, now, Question(name="Crew", items=5))
    with pytest.raises(NotFoundError, match="milestone “Crew”"):
        ask(viewer, now, Question(milestone="Crew"))
    with pytest.raises(InvalidError, match="Nothing is known"):
        ask(viewer, now, as_of=dt.date(2026, 3, 3))


def test_without_items_there_is_no_forecast(program: Program, owner: Actor, now: dt.datetime) -> None:
    with pytest.raises(ConflictError, match="Import"):
        ask(owner, now)
