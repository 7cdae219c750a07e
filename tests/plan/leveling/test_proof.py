"""What CP-SAT proves of small plans, against the best of every order."""

import datetime as dt
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pilotage import plan
from pilotage.plan.language.wording import last_day
from pilotage.plan.leveling.applying import apply_changes, apply_moves
from pilotage.plan.leveling.leveling import level
from pilotage.plan.leveling.results import Change
from pilotage.plan.vocabulary.activities import Constraint, ConstraintKind
from pilotage.plan.vocabulary.program import Program
from tests.plan.leveling.test_leveling import MONDAY, program, programs, who
from tests.plan.stories import after, milestone, task

pytest.importorskip("ortools", reason="the extra solver is not installed")


def relay() -> Program:
    """Ana does four jobs, each with a tail behind: neither the longest chain nor Ana's work alone is the finish."""
    jobs = [task(key, 2, assignments=who(("ana", 1))) for key in "abcd"]
    tails = [task(key * 2, 3) for key in "abcd"]
    links = [link for key in "abcd" for link in after(key, key * 2, "ga")]
    return program(*jobs, *tails, milestone("ga"), links=tuple(links))


def test_a_gap_is_closed() -> None:
    simple = level(relay(), schedules=3_000)
    proven = level(relay(), schedules=3_000, prove_seconds=20)
    assert simple.bound is not None
    assert proven.bound is not None
    assert not simple.bound.proven
    assert proven.bound.earliest > simple.bound.earliest
    reached = last_day(plan.schedule(apply_moves(relay(), proven.moves)).at("ga").finish)
    assert proven.bound.proven
    assert proven.bound.earliest == reached


@given(st.lists(st.tuples(st.integers(1, 4), st.integers(0, 4)), min_size=2, max_size=4))
@settings(max_examples=8, deadline=None)
def test_no_order_beats_the_bound(jobs: list[tuple[int, int]]) -> None:
    """Whole days of one person, each job with a tail that needs nobody: the best order is found by trying all."""
    activities = [task(f"j{at}", days_, assignments=who(("ana", 1))) for at, (days_, _) in enumerate(jobs)]
    tails = [task(f"t{at}", tail) for at, (_, tail) in enumerate(jobs) if tail]
    links = [after(*(f"j{at}", f"t{at}", "ga") if tail else (f"j{at}", "ga")) for at, (_, tail) in enumerate(jobs)]
    value = program(*activities, *tails, milestone("ga"), links=tuple(link for each in links for link in each))
    best = min(one_after_the_other(value, order) for order in permutations([each.id for each in activities]))
    found = level(value, schedules=400, prove_seconds=10)
    assert found.bound is not None
    assert plan.schedule(apply_moves(value, found.moves)).at("ga").finish == best
    assert found.bound.earliest == last_day(best)
    assert found.bound.proven


def one_after_the_other(value: Program, order: tuple[str, ...]) -> dt.datetime:
    at, changed = MONDAY, value
    for key in order:
        held = Constraint(ConstraintKind.START_NO_EARLIER_THAN, at)
        changed = apply_changes(changed, [Change(activity=key, constraint=held)])
        at = plan.schedule(changed).at(key).finish
    return plan.schedule(changed).at("ga").finish


@given(programs())
@settings(max_examples=12, deadline=None)
def test_a_bound_is_never_behind_what_was_found(value: Program) -> None:
    ids = [each.id for each in value.activities]
    links = (*value.dependencies, *(link for key in ids for link in after(key, "ga")))
    whole = program(*value.activities, milestone("ga"), links=links)
    found = level(whole, schedules=200, prove_seconds=3)
    longer = level(whole, schedules=3_000, seed=2)
    assert found.bound is not None
    for each in (found, longer):
        reached = last_day(plan.schedule(apply_moves(whole, each.moves)).at("ga").finish)
        assert found.bound.earliest <= reached
