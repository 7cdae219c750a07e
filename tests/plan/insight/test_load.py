"""Load and overload, on calendars of 8 hours a day."""

import datetime as dt

import msgspec
import pytest

from pilotage import plan
from pilotage.plan.insight.load import LoadAhead, Overload, zones
from pilotage.plan.language.text import plain
from pilotage.plan.vocabulary.activities import Assignment
from pilotage.plan.vocabulary.calendars import Calendar, CalendarException, standard_week
from pilotage.plan.vocabulary.people import Person, Team
from pilotage.plan.vocabulary.program import Program
from tests.plan.stories import after, shop, task

SUNDAY = dt.date(2026, 9, 6)


def busy(*shares: float, length: float = 5, **person: object) -> Program:
    """One person with as many parallel activities as there are shares, all from Monday 7 September."""
    activities = tuple(
        task(f"a{row}", length, assignments=(Assignment("ada", share),)) for row, share in enumerate(shares)
    )
    return Program(
        id="p",
        title="P",
        start=dt.datetime(2026, 9, 7, tzinfo=dt.UTC),
        status_date=SUNDAY,
        teams=(Team(id="core", title="Core"),),
        people=(Person(id="ada", name="Ada Byron", team="core", **person),),  # type: ignore[arg-type]
        activities=activities,
    )


def load(program: Program, weeks: int = 1) -> float | None:
    return LoadAhead(plan.schedule(program), SUNDAY, weeks=weeks).teams(weeks=weeks)[0].load


def overloads(program: Program) -> tuple[Overload, ...]:
    return LoadAhead(plan.schedule(program), SUNDAY).overloads()


def test_a_full_week_is_one() -> None:
    assert load(busy(1.0)) == pytest.approx(1.0)
    assert load(busy(0.5, 0.25)) == pytest.approx(0.75)


def test_it_spreads_over_the_weeks_asked_for() -> None:
    assert load(busy(1.0), weeks=4) == pytest.approx(0.25)


def test_days_off_and_part_time_make_the_same_work_weigh_more() -> None:
    assert load(busy(0.5, capacity=0.5)) == pytest.approx(1.0)
    off = (CalendarException(dt.date(2026, 9, 10), dt.date(2026, 9, 12)),)
    assert load(busy(1.0, off=off)) == pytest.approx(5 / 3)


def test_finished_work_asks_for_nothing() -> None:
    program = busy(1.0)
    done = msgspec.structs.replace(
        program.activities[0], progress=1.0, actual_finish=dt.datetime(2026, 9, 11, 17, tzinfo=dt.UTC)
    )
    assert load(msgspec.structs.replace(program, activities=(done,))) == 0.0


def test_an_owner_without_assignment_is_not_loaded() -> None:
    program = busy(1.0)
    owned = msgspec.structs.replace(program.activities[0], owner="ada", assignments=())
    assert load(msgspec.structs.replace(program, activities=(owned,))) == 0.0


def test_overload_is_told_with_who_how_much_when_and_what() -> None:
    (found,) = overloads(busy(0.8, 0.6))
    assert (found.start, found.finish) == (dt.date(2026, 9, 7), dt.date(2026, 9, 11))
    assert found.load == pytest.approx(1.4)
    assert plain(found.text) == "Ada Byron is at 140 % from 7 Sep to 11 Sep: A0 and A1"


def test_a_weekend_does_not_split_an_overload() -> None:
    (found,) = overloads(busy(1.0, 0.5, length=10))
    assert (found.finish - found.start).days == 11


def test_two_days_are_too_short_to_tell() -> None:
    assert overloads(busy(1.0, 1.0, length=2)) == ()


def test_a_fully_used_person_is_not_overloaded() -> None:
    assert overloads(busy(0.5, 0.5)) == ()


def test_work_in_another_zone_falls_on_the_local_day() -> None:
    program = busy(1.0)
    india = Calendar(id="pune", zone="Asia/Kolkata", week=standard_week())
    program = msgspec.structs.replace(
        program,
        calendars=(*program.calendars, india),
        teams=(Team(id="core", title="Core", calendar="pune"),),
        activities=(msgspec.structs.replace(program.activities[0], team="core"),),
    )
    assert load(program) == pytest.approx(1.0)
    assert zones(program) == ("Asia/Kolkata",)


def test_chains_do_not_overlap() -> None:
    program = busy(1.0, 1.0)
    program = msgspec.structs.replace(program, dependencies=after("a0", "a1"))
    assert overloads(program) == ()
    assert load(program, weeks=2) == pytest.approx(1.0)


def test_the_shop_has_loads_for_both_teams() -> None:
    loads = {each.team.id: each.load for each in LoadAhead(plan.schedule(shop()), SUNDAY).teams(weeks=3)}
    assert loads["core"] == pytest.approx(5 / 14, abs=0.01), "design: 5 of 14 working days"
