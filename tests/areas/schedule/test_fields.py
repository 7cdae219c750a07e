"""Fields of an activity that only its form sets: each is read, written back as typed, refused in words, and undone."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from msgspec.structs import replace

from pilotage.areas.actor import Actor
from pilotage.areas.errors import InvalidError, StaleError
from pilotage.areas.programs import operations as programs
from pilotage.areas.programs.models import Program as Row
from pilotage.areas.schedule.queries.written import written
from pilotage.areas.schedule.rules.lists import AssignmentFields, PauseFields
from pilotage.areas.sync import operations as sync
from pilotage.areas.sync.queries import trail
from pilotage.plan.vocabulary.activities import Assignment, Constraint, ConstraintKind
from pilotage.plan.vocabulary.amounts import Span
from pilotage.plan.vocabulary.calendars import CalendarException, ExceptionKind, Shift
from tests.areas.schedule.harbor import DAY, HARBOR
from tests.areas.schedule.test_editing import activity, change, stored

REST = PauseFields(first="2026-03-04", last="2026-03-05", title="  Spring   tide ")
JO = AssignmentFields(person="jo", units=0.5)
SET: dict[str, tuple[dict[str, Any], Any]] = {
    "crash_to": ({"crash_to": "3d"}, Span(3 * DAY)),
    "crash_cost": ({"crash_cost": "2.5k"}, Decimal(2500)),
    "second_constraint": (
        {
            "constraint": "start_no_earlier_than",
            "constraint_at": "2026-03-03",
            "second_constraint": "finish_no_later_than",
            "second_constraint_at": "2026-03-20",
        },
        Constraint(ConstraintKind.FINISH_NO_LATER_THAN, dt.datetime(2026, 3, 21, tzinfo=dt.UTC)),
    ),
    "expected_finish": ({"expected_finish": "2026-03-11"}, dt.datetime(2026, 3, 12, tzinfo=dt.UTC)),
    "pauses": (
        {"pauses": (REST, PauseFields(first="2026-03-06", hours="09:00-12:00"))},
        (
            CalendarException(dt.date(2026, 3, 4), dt.date(2026, 3, 6), (), "Spring tide", ExceptionKind.TIME_OFF),
            CalendarException(dt.date(2026, 3, 6), dt.date(2026, 3, 7), (Shift(540, 720),), "", ExceptionKind.TIME_OFF),
        ),
    ),
    "assignments": (
        {"assignments": (JO, AssignmentFields(person="mira", skill="diving"), AssignmentFields(skill="diving"))},
        (Assignment("jo", 0.5), Assignment("mira", 1.0, "diving"), Assignment("", 1.0, "diving")),
    ),
}


@pytest.fixture
def skilled(harbor: Row, editor: Actor, now: dt.datetime) -> Row:
    """Mira dives."""
    mira, jo = HARBOR.people
    people = (replace(mira, skills=("diving",)), jo)
    programs.change_program(actor=editor, program="harbor", version=None, changes={"people": people}, now=now)
    return harbor


@pytest.mark.parametrize("name", SET)
def test_a_field_is_set_and_reads_back_as_it_was_typed(
    name: str, skilled: Row, editor: Actor, now: dt.datetime
) -> None:
    fields, value = SET[name]
    edit = change(editor, now, **fields)
    assert "Nothing changed" not in edit.announcement
    assert getattr(activity(stored(skilled), "quay/pile"), name) == value
    typed = written(skilled, "quay/pile")[name]
    again = change(editor, now, version=2, **{name: _fields(name, typed)})
    assert again.announcement == "Nothing changed."


def _fields(name: str, typed: Any) -> Any:
    kind = {"pauses": PauseFields, "assignments": AssignmentFields}.get(name)
    return typed if kind is None else tuple(kind(**row) for row in typed)


@pytest.mark.parametrize("name", SET)
def test_it_is_undone_and_cleared(name: str, skilled: Row, editor: Actor, now: dt.datetime) -> None:
    before = activity(stored(skilled), "quay/pile")
    change(editor, now, **SET[name][0])
    sync.undo_last_change(actor=editor, program="harbor", now=now)
    assert activity(stored(skilled), "quay/pile") == before
    change(editor, now, version=None, **SET[name][0])
    cleared: dict[str, Any] = {name: None}
    change(editor, now, version=None, **cleared)
    assert getattr(activity(stored(skilled), "quay/pile"), name) == getattr(before, name)


def test_the_trail_tells_lists_in_words(harbor: Row, editor: Actor, now: dt.datetime) -> None:
    told: dict[str, list[str | None]] = {}
    changes: list[dict[str, Any]] = [{"pauses": (REST,)}, {"assignments": (JO,)}]
    for version, fields in enumerate(changes, 1):
        change(editor, now, version=version, **fields)
        entry = trail.page(actor=editor, program="harbor", before=None, limit=1)[0][0]
        told[trail.sentence(entry)] = [trail.shown(each.after) for each in trail.changes(entry)]
    assert told == {
        "changed the days of rest of “Drive piles”": ["4 Mar – 5 Mar Spring tide"],
        "changed the people who do it of “Drive piles”": ["jo 50 %"],
    }


def test_pauses_and_an_expected_finish_move_what_follows(harbor: Row, editor: Actor, now: dt.datetime) -> None:
    edit = change(editor, now, pauses=(REST,))
    assert edit.announcement == "Pauses changed. Plan date of Harbor opens moves 2 working days to 13 March."
    edit = change(editor, now, version=2, pauses=None, expected_finish="2026-03-10")
    assert edit.announcement.endswith("Plan date of Harbor opens stays 13 March.")


REFUSED: dict[str, tuple[dict[str, Any], str, str]] = {
    "longer than itself": ({"crash_to": "6d"}, "crash_to", "longer than the duration"),
    "a negative cost": ({"crash_cost": "-1k"}, "crash_cost", "nothing or more"),
    "a second without a first": (
        {"second_constraint": "finish_no_later_than", "second_constraint_at": "2026-03-20"},
        "second_constraint",
        "does not go with",
    ),
    "two of a kind": (
        {
            "constraint": "start_no_earlier_than",
            "constraint_at": "2026-03-03",
            "second_constraint": "start_no_earlier_than",
            "second_constraint_at": "2026-03-04",
        },
        "second_constraint",
        "same kind",
    ),
    "finished before it started": (
        {"actual_start": "2026-02-20", "expected_finish": "2026-02-18"},
        "expected_finish",
        "before the actual start",
    ),
    "a pause backwards": (
        {"pauses": (REST, PauseFields(first="2026-03-05", last="2026-03-04"))},
        "pauses",
        "Row 2: 2026-03-04 is before 2026-03-05.",
    ),
    "no day": ({"pauses": (PauseFields(first=""),)}, "pauses", "first day is missing"),
    "no hours": ({"pauses": (PauseFields(first="2026-03-04", hours="noon"),)}, "pauses", "Row 1"),
    "the year 3000": ({"pauses": (PauseFields(first="3000-01-01"),)}, "pauses", "outside"),
    "a clock that rests": ({"estimate": None, "duration": "3ed", "pauses": (REST,)}, "pauses", "does not rest"),
    "a stranger": ({"assignments": (AssignmentFields(person="x"),)}, "assignments", "no person “x”"),
    "nobody": ({"assignments": (AssignmentFields(),)}, "assignments", "Name a person, or the skill"),
    "a skill that nobody has": ({"assignments": (AssignmentFields(skill="x"),)}, "assignments", "the skill “x”"),
    "no time": ({"assignments": (AssignmentFields(person="jo", units=0),)}, "assignments", "more than 0 %"),
    "twice": ({"assignments": (JO, JO)}, "assignments", "Row 2: This row is there twice"),
    "too many": ({"pauses": (REST,) * 201}, "pauses", "more than 200 rows"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_is_refused_in_words(name: str, harbor: Row, editor: Actor, now: dt.datetime) -> None:
    fields, field, words = REFUSED[name]
    with pytest.raises(InvalidError) as refused:
        change(editor, now, **fields)
    assert [each.entity for each in refused.value.problems] == [field]
    assert words in refused.value.problems[0].message
    assert stored(harbor) == HARBOR


def test_a_stale_list_tells_both_values(harbor: Row, editor: Actor, owner: Actor, now: dt.datetime) -> None:
    change(owner, now, assignments=(JO,))
    with pytest.raises(StaleError) as refused:
        change(editor, now, version=1, assignments=(AssignmentFields(person="mira"),))
    values = refused.value.conflict.fields["assignments"]
    assert values.theirs == [{"person": "jo", "units": 0.5, "skill": ""}]
    assert values.yours == [{"person": "mira", "units": 1.0, "skill": ""}]
