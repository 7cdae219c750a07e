"""Floats and paths by their definitions: delay a node, and see what moves."""

import numpy as np
import pytest
from benchmarks.networks import program
from hypothesis import given, settings
from hypothesis import strategies as st

from pilotage import plan
from pilotage.engine import kernels
from pilotage.engine.measures import early_dates, free_of_links, late_dates, work_between
from pilotage.engine.network import NONE, START
from pilotage.engine.paths import driving_to, link_slack
from pilotage.engine.schedule import dates
from tests.engine.drawn import ORIGIN, Drawn, both, networks


def delayed(drawn: Drawn, j: int, minutes: int) -> tuple[np.ndarray, np.ndarray]:
    """Early dates where node ``j`` alone may not start before its early start and so many working minutes more."""
    calendar = drawn.naive[int(drawn.network.calendar[j])]
    found = dates(drawn.network, drawn.calendars)
    if minutes == 0:
        return found.early_start, found.early_finish
    begun = calendar.work(int(found.early_start[j])) + minutes
    floor, reason = drawn.network.floor.copy(), drawn.network.floor_reason.copy()
    at = calendar.finish_at(begun) if drawn.network.instant[j] else calendar.start_at(begun)
    floor[j] = max(int(floor[j]), at)
    reason[j] = 2
    after = dates(drawn.network._replace(floor=floor, floor_reason=reason), drawn.calendars)
    return after.early_start, after.early_finish


def worked(drawn: Drawn, j: int, at: int) -> int:
    return drawn.naive[int(drawn.network.calendar[j])].work(int(at))


@settings(max_examples=60)
@given(networks(plain=True), st.integers(0, 4))
def test_free_float_is_what_disturbs_nobody(drawn: Drawn, at: int) -> None:
    j = at % len(drawn.network.order)
    found = dates(drawn.network, drawn.calendars)
    starts, finishes = delayed(drawn, j, int(found.free_float[j]))
    for i in range(len(drawn.network.order)):
        if i != j:
            assert worked(drawn, i, starts[i]) == worked(drawn, i, found.early_start[i])
            assert worked(drawn, i, finishes[i]) == worked(drawn, i, found.early_finish[i])
    assert worked(drawn, j, finishes[j]) <= worked(drawn, j, found.latest)


@settings(max_examples=60)
@given(networks(plain=True), st.integers(0, 4))
def test_total_float_is_what_keeps_the_finish(drawn: Drawn, at: int) -> None:
    j = at % len(drawn.network.order)
    found = dates(drawn.network, drawn.calendars)
    slack = int(found.total_float[j])
    last = [worked(drawn, i, found.latest) for i in range(len(drawn.network.order))]
    _starts, finishes = delayed(drawn, j, slack)
    assert all(worked(drawn, i, finishes[i]) <= last[i] for i in range(len(last)))


@settings(max_examples=60)
@given(networks(plain=True), st.integers(0, 4), st.integers(1, 600))
def test_more_than_total_float_moves_the_finish(drawn: Drawn, at: int, over: int) -> None:
    j = at % len(drawn.network.order)
    if drawn.network.instant[j] or len(drawn.naive) > 1 or drawn.network.lag.any():
        return  # between calendars, or in a lag, a delay may be swallowed by time that nobody works
    found = dates(drawn.network, drawn.calendars)
    _starts, finishes = delayed(drawn, j, int(found.total_float[j]) + over)
    last = worked(drawn, j, found.latest)
    assert max(worked(drawn, i, finishes[i]) for i in range(len(drawn.network.order))) > last


@settings(max_examples=40)
@given(networks(plain=True))
def test_free_float_of_links_alone_is_never_less(drawn: Drawn) -> None:
    found = dates(drawn.network, drawn.calendars)
    resume = np.where(drawn.network.began != NONE, found.early_finish, found.early_start)
    free = free_of_links(drawn.network, drawn.calendars, found.latest, resume, found.early_finish)
    assert (free >= found.free_float).all()


@settings(max_examples=40)
@given(networks())
def test_single_passes_find_what_both_find(drawn: Drawn) -> None:
    found = dates(drawn.network, drawn.calendars)
    early_start, early_finish, _resume = early_dates(drawn.network, drawn.calendars)
    assert early_start.tolist() == found.early_start.tolist()
    assert early_finish.tolist() == found.early_finish.tolist()
    late_start, late_finish = late_dates(drawn.network, drawn.calendars, found.latest)
    assert late_finish.tolist() == found.late_finish.tolist()
    waiting = drawn.network.began == NONE
    assert late_start[waiting].tolist() == found.late_start[waiting].tolist()


@settings(max_examples=60)
@given(networks(plain=True))
def test_the_driving_path_ends_in_what_starts_the_program(drawn: Drawn) -> None:
    """From each node on the path a gapless chain goes on, and back to a node that begins with the network."""
    network = drawn.network
    found = dates(network, drawn.calendars)
    ends = np.flatnonzero(found.early_finish == found.latest)
    on = driving_to(network, drawn.calendars, ends, found.early_start, found.early_start, found.early_finish)
    assert on[ends].all()
    for j in np.flatnonzero(on).tolist():
        link = int(found.driver[j])
        if link >= 0:
            assert on[network.predecessor[link]]
        else:
            assert found.reason[j] == START


def test_work_between_is_negative_backwards() -> None:
    calendars, _naive = both([[(60, 120)]])
    zero = np.zeros(2, np.int64)
    a, b = np.array([ORIGIN, ORIGIN + 200]), np.array([ORIGIN + 200, ORIGIN])
    assert work_between(calendars, zero, a, b).tolist() == [60, -60]


def test_compiled_and_interpreted_agree(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every function here has two ways; the choice is by size."""
    schedule = plan.schedule(program(400, calendars=4))
    network, calendars = schedule.compiled.network, schedule.compiled.calendars
    early_start, early_finish, resume = early_dates(network, calendars)
    latest, ends = int(early_finish.max()), np.flatnonzero(early_finish == early_finish.max())

    def everything() -> list[list[int]]:
        columns = [
            *early_dates(network, calendars),
            *late_dates(network, calendars, latest),
            free_of_links(network, calendars, latest, resume, early_finish),
            work_between(calendars, network.calendar, early_start, early_finish),
            driving_to(network, calendars, ends, early_start, resume, early_finish),
            link_slack(network, calendars, network.calendar, resume, early_finish),
        ]
        return [column.tolist() for column in columns]

    found = []
    for compiled in (False, True):
        monkeypatch.setattr(kernels, "worth_compiling", lambda _size, answer=compiled: answer)
        found.append(everything())
    assert found[0] == found[1]
