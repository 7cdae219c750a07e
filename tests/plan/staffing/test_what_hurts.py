"""What over-allocation costs, ways out of it, and people who come and go."""

import datetime as dt
from decimal import Decimal

import pytest
from msgspec.structs import replace

from pilotage.plan import schedule
from pilotage.plan.language.text import plain
from pilotage.plan.staffing.days import staff_days
from pilotage.plan.staffing.pain import pain, pains
from pilotage.plan.staffing.proposals import WayKind, ways, with_more_time
from pilotage.plan.staffing.what_if import Joiner, Leaver, UnknownPersonError, WhatIfQuestion, what_if
from pilotage.plan.staffing.who_could import who_could
from pilotage.plan.vocabulary.activities import Assignment
from pilotage.plan.vocabulary.people import Person, SkillLevel
from pilotage.plan.vocabulary.program import Program
from tests.plan.staffing.programs import MONDAY, link, milestone, program, task

ADA = Person(id="ada", name="Ada", role="Engineer", skills=("java",), levels=(SkillLevel("java", 3),))
BOB = Person(id="bob", name="Bob", role="Engineer", skills=("java",))
EVE = Person(id="eve", name="Eve", role="Writer")
DUE = MONDAY + dt.timedelta(4)


def double(*people: Person, skill: str = "") -> Program:
    """Two weeks of work that want Ada in the same week; the milestone after both is promised for its Friday."""
    return program(
        task("a", 5, Assignment("ada", 1.0, skill)),
        task("b", 5, Assignment("ada", 1.0, skill)),
        milestone("done", commitment=DUE),
        people=people or (ADA,),
        dependencies=(link("a", "done"), link("b", "done")),
        final="done",
    )


def test_waiting_moves_the_milestone_by_what_waits() -> None:
    found = pain(staff_days(schedule(double())), "ada")
    assert (found.hours, found.left, found.days) == (40.0, 0.0, 5.0)
    assert [each.id for each in found.milestones] == ["done"]
    assert "5 working days later" in plain(found.text)


def test_float_takes_the_pain_away() -> None:
    calm = replace(double(), dependencies=(link("a", "done"),))
    found = pain(staff_days(schedule(calm)), "ada")
    assert found.days == 0
    assert found.moves == 1


def test_one_week_is_resolved_alone() -> None:
    """What is planned in the week asked for may wait; the rest of her work stays."""
    days = staff_days(schedule(double()))
    assert pain(days, "ada", MONDAY).days == 5.0
    assert pain(days, "ada", MONDAY + dt.timedelta(7)).hours == 0


def test_the_worst_comes_first() -> None:
    calm = task("c", 2, Assignment("bob")), task("d", 2, Assignment("bob"))
    of = replace(double(ADA, BOB), activities=(*double().activities, *calm))
    assert [each.person for each in pains(staff_days(schedule(of)))] == ["ada", "bob"]


def test_four_ways_side_by_side() -> None:
    found = {each.kind: each for each in ways(staff_days(schedule(double(ADA, BOB, skill="java"))))}
    assert list(found) == list(WayKind)
    assert found[WayKind.FLOAT].moves == ()
    assert found[WayKind.FLOAT].over_after == 40.0
    assert [each.days for each in found[WayKind.DUE].milestones] == [5.0]
    assert found[WayKind.DUE].late == 1
    assert found[WayKind.HAND_OVER].milestones == ()
    assert found[WayKind.HAND_OVER].over_after == 0
    assert [(each.to) for move in found[WayKind.HAND_OVER].moves for each in move.handovers] == ["bob"]
    (more,) = found[WayKind.AVAILABILITY].more_time
    assert (more.person, more.share, more.hours) == ("ada", 2.0, 40.0)


def test_more_time_takes_the_overload_away() -> None:
    of = double()
    (more,) = ways(staff_days(schedule(of)))[3].more_time
    relieved = replace(of, people=with_more_time(of.people, (more,)))
    assert pains(staff_days(schedule(relieved))) == ()


def test_who_could_do_it_has_the_skill_and_the_time() -> None:
    days = staff_days(schedule(double(ADA, BOB, EVE, skill="java")))
    found = who_could(days, "a")
    assert [(each.person, each.level, each.enough) for each in found] == [("bob", 2, True), ("ada", 3, False)]


def test_somebody_new_takes_work_over_and_brings_the_milestone_in() -> None:
    joiner = Joiner(role="Engineer", joins=MONDAY, ramp_weeks=0, day_rate=Decimal(500))
    found = what_if(double(), WhatIfQuestion(joiners=(joiner,)), iterations=200)
    assert [(each.id, each.days) for each in found.milestones] == [("done", -5.0)]
    assert found.handed_over == 1
    assert found.cost == Decimal(2500)
    assert found.milestones[0].new_p85 < found.milestones[0].p85  # type: ignore[operator]  # both are simulated


def test_a_ramp_up_takes_its_time() -> None:
    slow = Joiner(role="Engineer", joins=MONDAY, ramp_weeks=6, ramp_share=0.5)
    days = what_if(double(), WhatIfQuestion(joiners=(slow,)), iterations=200).milestones[0].days
    assert -5.0 < days <= 0


def test_work_of_a_leaver_waits_for_those_who_stay() -> None:
    one_by_one = replace(double(ADA, BOB), dependencies=(link("a", "b"), link("b", "done")))
    question = WhatIfQuestion(leavers=(Leaver(person="ada", leaves=MONDAY + dt.timedelta(4)),))
    found = what_if(one_by_one, question, iterations=200)
    assert (found.stuck, found.unplaced) == ((), 0.0)
    alone = what_if(replace(one_by_one, people=(ADA, EVE)), question, iterations=200)
    assert (alone.stuck, alone.unplaced) == (("b",), 40.0)
    assert any("Nobody can take over" in each for each in alone.unknown)


def test_a_question_about_nobody_is_refused() -> None:
    with pytest.raises(UnknownPersonError):
        what_if(double(), WhatIfQuestion(leavers=(Leaver(person="zoe", leaves=MONDAY),)))
