"""Working calendars: what is refused and where, what moves, who takes over, and the way back."""

import datetime as dt
from itertools import pairwise
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pilotage.areas.actor import Actor
from pilotage.areas.audit.models import AuditEntry
from pilotage.areas.errors import ConflictError, InvalidError, NotFoundError, StaleError
from pilotage.areas.programs import operations as programs
from pilotage.areas.programs.models import Program as Row
from pilotage.areas.risks.queries import load_program
from pilotage.areas.schedule import operations as schedule
from pilotage.areas.schedule.operations import PlanEdit
from pilotage.areas.schedule.queries.calendars import calendar_list, holidays_of, preview_calendar
from pilotage.areas.schedule.queries.previews import preview_head
from pilotage.areas.schedule.rules.calendars import calendar_uses, changed_calendar, without_calendar
from pilotage.areas.schedule.rules.changes import ActivityChange
from pilotage.areas.schedule.rules.regions import regions
from pilotage.areas.sync.operations import undo_last_change
from pilotage.plan.vocabulary.calendars import STANDARD, Calendar
from pilotage.plan.vocabulary.program import Program
from tests.areas.schedule.harbor import HARBOR

FOUR_DAYS = [[{"start": 540, "finish": 1020}]] * 4 + [[]] * 3
NONE: list[list[dict[str, int]]] = [[]] * 7


def stored(harbor: Row) -> Program:
    harbor.refresh_from_db()
    return load_program(harbor, history=False)


def change(
    actor: Actor, now: dt.datetime, calendar: str = "standard", version: int | None = None, **fields: Any
) -> PlanEdit:
    return schedule.change_calendar(
        actor=actor, program="harbor", calendar=calendar, version=version, fields=fields, now=now
    )


@pytest.mark.parametrize(
    ("field", "fields"),
    [
        ("week", {"week": NONE}),
        ("week", {"week": [[{"start": 600, "finish": 540}]] + [[]] * 6}),
        ("week", {"week": [[{"start": 540, "finish": 720}, {"start": 700, "finish": 900}]] + [[]] * 6}),
        ("week", {"week": FOUR_DAYS[:5]}),
        ("title", {"title": "  "}),
        ("zone", {"zone": "Mars/Olympus"}),
        ("base", {"base": "nobody"}),
        ("base", {"base": "standard"}),
        ("holidays", {"holidays": ["XX"]}),
        ("exceptions", {"exceptions": [{"start": "2026-03-09", "end": "2026-03-09"}]}),
    ],
)
def test_what_no_calendar_can_be_is_refused_by_field(field: str, fields: dict[str, Any]) -> None:
    with pytest.raises(InvalidError) as refusal:
        changed_calendar(STANDARD, fields, HARBOR)
    assert refusal.value.problems[0].entity == field


def test_a_week_may_be_inherited_but_not_from_one_that_never_works() -> None:
    own = Calendar(id="own", title="Own", week=STANDARD.week)
    inherits = changed_calendar(own, {"week": None, "base": "standard"}, HARBOR)
    assert inherits.week is None
    with pytest.raises(InvalidError, match="no working time"):
        changed_calendar(own, {"week": None}, HARBOR)


def test_the_plan_moves_and_one_undo_brings_it_back(harbor: Row, editor: Actor, now: dt.datetime) -> None:
    edit = change(editor, now, week=FOUR_DAYS)
    assert "Plan date of Harbor opens moves" in edit.announcement
    entry = AuditEntry.objects.latest("id")
    assert (entry.verb, entry.entity_id, list(entry.after or {})) == ("calendar.changed", "standard", ["week"])
    undo_last_change(actor=editor, program="harbor", now=now)
    assert stored(harbor).calendars == HARBOR.calendars


def test_a_calendar_without_working_time_leaves_everything_as_it_was(
    harbor: Row, editor: Actor, now: dt.datetime
) -> None:
    with pytest.raises(InvalidError, match="would never finish"):
        change(editor, now, week=NONE)
    assert stored(harbor) == HARBOR


def test_a_stale_change_is_refused_with_both_values(harbor: Row, editor: Actor, now: dt.datetime) -> None:
    change(editor, now, version=1, holidays=["DE"])
    with pytest.raises(StaleError) as stale:
        change(editor, now, version=1, holidays=["FR"])
    both = stale.value.conflict.fields["holidays"]
    assert (both.yours, both.theirs) == (["FR"], ["DE"])


def test_a_copy_has_the_fields_of_the_other_and_an_id_of_its_own(harbor: Row, editor: Actor, now: dt.datetime) -> None:
    change(editor, now, holidays=["DE"])
    _edit, code = schedule.add_calendar(
        actor=editor, program="harbor", fields={"title": "Standard"}, copy_of="standard", now=now
    )
    assert code == "standard-2"
    assert stored(harbor).calendars[-1] == Calendar(id=code, title="Standard", week=STANDARD.week, holidays=("DE",))
    undo_last_change(actor=editor, program="harbor", now=now)
    assert [each.id for each in stored(harbor).calendars] == ["standard"]


def dredge_at_night(actor: Actor, now: dt.datetime) -> None:
    change = ActivityChange(calendar="nights")
    schedule.change_activity(actor=actor, program="harbor", activity="sea/dredge", version=None, change=change, now=now)


def in_use(harbor: Row, editor: Actor, now: dt.datetime) -> Program:
    """``nights`` is worked on by a team, a person and an activity, is the default, and the base of another."""
    schedule.add_calendar(actor=editor, program="harbor", fields={"title": "Nights"}, now=now)
    schedule.add_calendar(actor=editor, program="harbor", fields={"title": "Late", "base": "nights"}, now=now)
    plain = msgspec.to_builtins(stored(harbor))
    plain["teams"][0]["calendar"] = plain["people"][1]["calendar"] = "nights"
    programs.change_program(
        actor=editor,
        program="harbor",
        version=None,
        changes={"teams": plain["teams"], "people": plain["people"], "default_calendar": "nights"},
        now=now,
    )
    dredge_at_night(editor, now)
    return stored(harbor)


def test_another_takes_over_everywhere_and_one_undo_takes_it_back(harbor: Row, editor: Actor, now: dt.datetime) -> None:
    before = in_use(harbor, editor, now)
    assert {each.kind for each in calendar_uses(before, "nights")} == {
        "program",
        "team",
        "person",
        "calendar",
        "activity",
    }
    with pytest.raises(ConflictError, match="5 records work on it"):
        schedule.remove_calendar(actor=editor, program="harbor", calendar="nights", version=None, to=None, now=now)
    with pytest.raises(InvalidError):
        schedule.remove_calendar(actor=editor, program="harbor", calendar="nights", version=None, to="nights", now=now)
    with pytest.raises(NotFoundError):
        schedule.remove_calendar(actor=editor, program="harbor", calendar="days", version=None, to=None, now=now)
    schedule.remove_calendar(actor=editor, program="harbor", calendar="nights", version=None, to="standard", now=now)
    after = stored(harbor)
    assert after == without_calendar(before, "nights", "standard")
    assert b'"nights"' not in msgspec.json.encode(after)
    undo_last_change(actor=editor, program="harbor", now=now)
    assert stored(harbor) == before


def test_an_added_calendar_that_is_used_since_is_not_taken_back(
    harbor: Row, editor: Actor, owner: Actor, now: dt.datetime
) -> None:
    schedule.add_calendar(actor=editor, program="harbor", fields={"title": "Nights"}, now=now)
    dredge_at_night(owner, now)
    with pytest.raises(ConflictError, match="is used since"):
        undo_last_change(actor=editor, program="harbor", now=now)


def test_the_list_tells_who_works_on_each(harbor: Row, editor: Actor, now: dt.datetime) -> None:
    in_use(harbor, editor, now)
    found = {each.id: each for each in calendar_list(harbor).calendars}
    assert found["nights"].default
    assert found["late"].works == STANDARD.week
    assert found["nights"].activities == len(HARBOR.activities)
    assert found["standard"].activities == 0


def test_the_preview_tells_what_moves_and_the_days_of_the_year(harbor: Row) -> None:
    morning = {"start": "2026-07-03", "end": "2026-07-04", "kind": "working", "shifts": [{"start": 540, "finish": 780}]}
    closed = {"start": "2026-03-09", "end": "2026-03-11", "title": "Stock-taking", "kind": "time_off"}
    fields = {"holidays": ["US"], "exceptions": [closed, morning]}
    seen = preview_calendar(harbor, "standard", fields, 2026)
    days = {each.date: each for each in seen.days}
    assert [(move.id, move.days) for move in seen.moves] == [("open", 2.0)]
    assert (days[dt.date(2026, 3, 10)].kind, days[dt.date(2026, 3, 10)].works) == ("time_off", 0)
    assert (days[dt.date(2026, 7, 3)].kind, days[dt.date(2026, 7, 3)].works) == ("working", 240)
    assert (days[dt.date(2026, 12, 25)].kind, days[dt.date(2026, 12, 25)].observed) == ("holiday", False)
    assert seen.working_days == 261 - 2 - sum(each.kind == "holiday" and each.date.weekday() < 5 for each in seen.days)
    assert preview_calendar(harbor, "standard", {}, 2026).moves == ()


def test_an_observed_holiday_says_so() -> None:
    found = {each.date: each for each in holidays_of("US", 2026, 2026)}
    assert found[dt.date(2026, 7, 3)].observed
    assert not found[dt.date(2026, 7, 4)].observed
    with pytest.raises(InvalidError):
        holidays_of("XX", 2026, 2026)


def test_days_off_are_previewed_before_they_are_saved(harbor: Row) -> None:
    people = msgspec.to_builtins(HARBOR.people)
    people[1]["off"] = [{"start": "2026-03-02", "end": "2026-03-04", "title": "Leave", "kind": "time_off"}]
    seen = preview_head(harbor, {"people": people})
    assert [(move.id, move.days) for move in seen.moves] == [("open", 2.0)]
    with pytest.raises(InvalidError):
        preview_head(harbor, {"title": " "})


def test_every_region_is_one_that_a_calendar_may_name() -> None:
    some = [each for each in regions() if each.country in {"Germany", "India"}]
    assert {"DE", "DE-BE", "IN"} <= {each.id for each in some}
    for each in some:
        changed_calendar(STANDARD, {"title": "Region", "holidays": [each.id]}, HARBOR)


minutes = st.integers(0, 1440)


@given(st.lists(st.tuples(minutes, minutes), max_size=3))
def test_accepted_shifts_are_in_order_and_apart(pairs: list[tuple[int, int]]) -> None:
    week = [[{"start": start, "finish": finish} for start, finish in pairs], [{"start": 0, "finish": 60}], *[[]] * 5]
    lying = sorted(pairs)
    fits = all(start < finish for start, finish in lying)
    apart = all(one[1] <= other[0] for one, other in pairwise(lying))
    try:
        changed_calendar(STANDARD, {"title": "Drawn", "week": week}, HARBOR)
        accepted = True
    except InvalidError:
        accepted = False
    assert accepted == (fits and apart)
