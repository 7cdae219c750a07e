"""Blockers: recorded, resolved, and counted as time in which their items were blocked."""

import datetime as dt
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pilotage.areas.errors import ConflictError, InvalidError, StaleError
from pilotage.areas.work import operations as work
from pilotage.areas.work import queries
from pilotage.areas.work.models import Blocker
from pilotage.areas.work.rules.blocking import joined
from pilotage.plan.vocabulary.work_items import Period
from tests.areas.work.scene import MONDAY, Yard, jira, yard

__all__ = ["yard"]

HOURS = st.integers(0, 400)
PERIODS = st.builds(
    lambda start, more: Period(
        MONDAY + dt.timedelta(hours=start), None if more is None else MONDAY + dt.timedelta(hours=start + more)
    ),
    HOURS,
    st.none() | st.integers(0, 60),
)


@given(periods=st.lists(PERIODS, max_size=8))
def test_joined_periods_cover_the_same_hours_and_do_not_touch(periods: list[Period]) -> None:
    def covered(given: list[Period], hour: int) -> bool:
        at = MONDAY + dt.timedelta(hours=hour, minutes=30)
        return any(each.start <= at and (each.finish is None or at < each.finish) for each in given)

    found = list(joined(periods))
    assert all(covered(found, hour) == covered(periods, hour) for hour in range(480))
    for before, after in pairwise(found):
        assert before.finish is not None
        assert before.finish < after.start


def test_an_item_is_blocked_while_a_blocker_hits_it(yard: Yard) -> None:
    key = yard.add()
    yard.imported(jira("J-1", blocks=(Period(MONDAY - dt.timedelta(days=9), MONDAY - dt.timedelta(days=8)),)))
    code = work.add_blocker(fields={"cause": "Fog", "keys": [key, "J-1"]}, **yard.on)
    yard.wait(2)
    native, imported = queries.load_items(yard.program.pk)
    assert (native.blocked, native.blocks) == (True, (Period(MONDAY),))
    assert len(imported.blocks) == 2
    work.resolve_blocker(code=code, version=1, note="It cleared", **yard.on)
    native = queries.load_items(yard.program.pk)[0]
    assert (native.blocked, native.blocks) == (False, (Period(MONDAY, yard.now),))
    yard.imported(jira("J-1"))
    assert queries.load_items(yard.program.pk)[1].blocks == (Period(MONDAY, yard.now),)


def test_a_blocker_is_taken_back_step_by_step(yard: Yard) -> None:
    code = work.add_blocker(fields={"cause": "Fog", "keys": [yard.add()], "expected": dt.date(2026, 4, 1)}, **yard.on)
    work.change_blocker(code=code, version=1, fields={"owner": "Ada", "expected": None}, **yard.on)
    yard.wait(1)
    work.resolve_blocker(code=code, version=None, note="Gone", **yard.on)
    with pytest.raises(ConflictError, match="resolved already"):
        work.resolve_blocker(code=code, version=None, note="", **yard.on)
    yard.undo()
    row = Blocker.objects.get()
    assert (row.resolved, row.owner, row.note) == (None, "Ada", "")
    yard.undo()
    row.refresh_from_db()
    assert (row.owner, row.expected, row.since) == ("", dt.date(2026, 4, 1), MONDAY)
    yard.undo()
    assert not Blocker.objects.exists()


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"cause": " "}, "cause"),
        ({"cause": "x" * 2_001}, "cause"),
        ({"kind": "weather"}, "kind"),
        ({"keys": ["X-1"]}, "keys"),
        ({"since": MONDAY + dt.timedelta(days=1)}, "since"),
        ({"color": "red"}, "color"),
    ],
)
def test_a_wrong_blocker_is_refused_in_its_field(yard: Yard, fields: dict[str, Any], field: str) -> None:
    with pytest.raises(InvalidError) as caught:
        work.add_blocker(fields={"cause": "Fog", **fields}, **yard.on)
    assert caught.value.problems[0].entity == field
    assert not Blocker.objects.exists()


def test_a_stale_change_is_refused(yard: Yard) -> None:
    code = work.add_blocker(fields={"cause": "Fog"}, **yard.on)
    work.change_blocker(code=code, version=1, fields={"owner": "Ada"}, **yard.on)
    with pytest.raises(StaleError):
        work.change_blocker(code=code, version=1, fields={"owner": "Ben"}, **yard.on)
    assert work.change_blocker(code=code, version=2, fields={"owner": "Ada"}, **yard.on) == 2
