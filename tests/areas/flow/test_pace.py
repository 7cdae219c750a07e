"""What fits the next weeks, by each workstream's own pace."""

import datetime as dt

import pytest

from pilotage.areas.actor import Actor
from pilotage.areas.backlog.operations import set_priorities
from pilotage.areas.errors import InvalidError
from pilotage.areas.flow.queries.pace import paces_of
from pilotage.areas.programs.models import Program, Workstream


def test_each_workstream_has_its_own_pace(tracked: Program, owner: Actor, now: dt.datetime) -> None:
    """Core finishes six a week, Quay three; nothing is known of Cranes."""
    for code, title in (("core", "Core"), ("quay", "Quay"), ("crane", "Cranes")):
        Workstream.objects.create(program=tracked, code=code, title=title, way="kanban")
    found = paces_of(actor=owner, program="harbor", weeks=6, today=now.date())
    every, core, quay, crane = found.paces
    assert found.until == (found.as_of or now.date()) + dt.timedelta(weeks=6)
    assert core.sure is not None
    assert core.even is not None
    assert quay.even is not None
    assert every.even is not None
    assert 15 <= core.sure < core.even <= 45
    assert 9 <= quay.even <= 27
    assert every.even > core.even
    assert (crane.sure, crane.even) == (None, None)
    assert crane.said.startswith("No forecast for Cranes")


def test_only_kinds_that_are_ranked_count(tracked: Program, owner: Actor, now: dt.datetime) -> None:
    set_priorities(actor=owner, program="harbor", version=None, settings={"kinds": ["Bug"]}, now=now)
    found = paces_of(actor=owner, program="harbor", weeks=6, today=now.date())
    assert (found.paces[0].sure, found.paces[0].finished) == (None, 0)


def test_without_items_there_is_no_pace(program: Program, owner: Actor, now: dt.datetime) -> None:
    assert program
    assert paces_of(actor=owner, program="harbor", weeks=6, today=now.date()).paces == ()
    with pytest.raises(InvalidError):
        paces_of(actor=owner, program="harbor", weeks=0, today=now.date())
