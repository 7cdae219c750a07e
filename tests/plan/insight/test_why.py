"""Why this date? on the shop: design (7-14 Sep, one day lost to Harvest day), build until 28 Sep, GA."""

import datetime as dt

import msgspec
import pytest

from pilotage import plan
from pilotage.plan.insight.why import Why, why
from pilotage.plan.language.text import plain
from pilotage.plan.scheduling.driven import Driven
from pilotage.plan.vocabulary.activities import Constraint, ConstraintKind
from pilotage.plan.vocabulary.calendars import CalendarException, ExceptionKind
from pilotage.plan.vocabulary.history import Baseline, BaselineEntry
from tests.plan.stories import shop


def explain(key: str = "ga", **fields: object) -> Why:
    return why(plan.schedule(shop()), key, **fields)  # type: ignore[arg-type]


def test_the_sentence_names_the_first_step_and_the_longest_ones() -> None:
    assert plain(explain().sentence) == (
        "GA lands on 28 Sep because Design runs until 14 Sep; then come Build (10 d). "
        "The chain begins with Design, which starts the program."
    )


def test_the_chain_runs_from_the_first_activity_to_the_one_asked_for() -> None:
    chain = explain().chain
    assert [link.id for link in chain] == ["design", "build", "ga"]
    assert [link.duration_days for link in chain] == [5.0, 10.0, 0.0]
    assert chain[0].reason == "starts the program"


def test_an_activity_off_the_critical_path_has_its_own_chain_and_float() -> None:
    found = explain("docs")
    assert [link.id for link in found.chain] == ["design", "docs"]
    floats = {line.label: plain(line.value) for line in found.floats}
    assert floats["Total float"] == "7 working days"


def test_float_to_target_and_commitment_is_told() -> None:
    floats = {line.label: plain(line.value) for line in explain().floats}
    assert floats["Float to the target of 30 Sep"] == "+2"
    assert floats["Float to the commitment of 9 Oct"] == "+9"


def test_lost_days_are_those_inside_the_chain() -> None:
    (lost,) = explain().lost
    assert (lost.calendar, lost.title, lost.days, lost.dates) == ("Office", "Harvest day", 1.0, "9 Sep")


def test_a_constraint_is_named_with_its_own_day() -> None:
    program = shop()
    held = msgspec.structs.replace(
        program.activities[0],
        constraint=Constraint(ConstraintKind.START_NO_EARLIER_THAN, dt.datetime(2026, 9, 14, tzinfo=dt.UTC)),
    )
    program = msgspec.structs.replace(program, activities=(held, *program.activities[1:]))
    found = why(plan.schedule(program), "design")
    assert found.driven is Driven.CONSTRAINT
    assert plain(found.driven_text) == "is set not to start before 14 Sep"


def test_against_a_baseline_each_step_counts_only_its_own_delay() -> None:
    at = {"design": 11, "build": 21, "ga": 21}
    entries = tuple(
        BaselineEntry(key, dt.datetime(2026, 9, 7, 9, tzinfo=dt.UTC), dt.datetime(2026, 9, day, 17, tzinfo=dt.UTC))
        for key, day in at.items()
    )
    baseline = Baseline(id="b1", title="First", taken=dt.date(2026, 9, 1), entries=entries)
    found = explain(baseline=baseline).baseline
    assert found is not None
    assert found.days == pytest.approx(5.0)
    assert {part.id: part.days for part in found.contributions} == {"design": 1.0, "build": 4.0}


def test_unknown_activity() -> None:
    with pytest.raises(KeyError):
        explain("nothing")


def test_public_holidays_are_lost_under_their_names() -> None:
    program = shop()
    german = msgspec.structs.replace(program.calendars[0], holidays=("DE-BY",))
    program = msgspec.structs.replace(program, calendars=(german,), start=dt.datetime(2027, 3, 24, tzinfo=dt.UTC))
    lost = {each.title: each.dates for each in why(plan.schedule(program), "design").lost}
    assert lost == {"Good Friday": "26 Mar", "Easter Monday": "29 Mar"}


def test_the_owners_days_off_are_lost_under_their_name() -> None:
    program = shop()
    off = CalendarException(dt.date(2026, 9, 10), dt.date(2026, 9, 12), title="Wedding", kind=ExceptionKind.TIME_OFF)
    ada = msgspec.structs.replace(program.people[0], off=(off,))
    program = msgspec.structs.replace(program, people=(ada, program.people[1]))
    lost = {each.title: each for each in why(plan.schedule(program), "design").lost}
    assert (lost["Wedding"].calendar, lost["Wedding"].days, lost["Wedding"].dates) == (
        "Ada Byron",
        2.0,
        "10 Sep to 11 Sep",
    )
