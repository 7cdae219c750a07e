"""Muting early warnings: who may, for how long, and how it is taken back."""

import datetime as dt

import pytest

from pilotage.areas.actor import Actor
from pilotage.areas.audit.models import AuditEntry
from pilotage.areas.errors import ConflictError, InvalidError, NotAllowedError, NotFoundError
from pilotage.areas.programs.models import Program as Row
from pilotage.areas.reporting.models import Mute
from pilotage.areas.reporting.operations import mute_warning, refresh_digests, unmute_warning
from pilotage.areas.reporting.queries import briefing
from pilotage.areas.risks.operations import refresh_outlook
from pilotage.areas.risks.queries import load_whole
from pilotage.areas.sync.operations import undo_last_change
from pilotage.plan.insight.briefing import Briefing

KEY = "without-estimate"


def told(row: Row, now: dt.datetime) -> Briefing:
    row.refresh_from_db()
    return briefing(refresh_outlook(whole=load_whole(row), now=now, explain=True), now)


def heard(row: Row, now: dt.datetime) -> set[str]:
    return {each.id for each in told(row, now).warnings}


def mute(actor: Actor, now: dt.datetime, *, days: int = 7, reason: str = "Known", key: str = KEY) -> int:
    until = now.date() + dt.timedelta(days=days)
    return mute_warning(actor=actor, program="harbor", warning=key, reason=reason, until=until, now=now)


def test_a_muted_warning_is_silent_until_its_day_is_over(harbor: Row, editor: Actor, now: dt.datetime) -> None:
    assert KEY in heard(harbor, now)
    count = refresh_digests(programs=[harbor], now=now)[harbor.pk].warnings
    mute(editor, now, reason="  The estimates come in May ")
    found = told(harbor, now)
    assert KEY not in heard(harbor, now)
    [muted] = found.muted
    assert (muted.mute.reason, muted.mute.by) == ("The estimates come in May", editor.name)
    assert refresh_digests(programs=[harbor], now=now)[harbor.pk].warnings == count - 1
    assert KEY not in heard(harbor, now + dt.timedelta(days=7))
    assert KEY in heard(harbor, now + dt.timedelta(days=8))


def test_the_mute_of_one_program_is_not_that_of_another(harbor: Row, editor: Actor, now: dt.datetime) -> None:
    mute(editor, now)
    assert Mute.objects.get().program_id == harbor.pk
    with pytest.raises(NotFoundError):
        mute_warning(actor=editor, program="pier", warning=KEY, reason="x", until=now.date(), now=now)


def test_muting_is_for_editors_and_leaves_a_trail(
    harbor: Row, editor: Actor, viewer: Actor, stranger: Actor, now: dt.datetime
) -> None:
    for actor, refusal in ((viewer, NotAllowedError), (stranger, NotFoundError)):
        with pytest.raises(refusal):
            mute(actor, now)
    assert mute(editor, now) == harbor.revision + 1
    entry = AuditEntry.objects.get(verb="warning.muted")
    assert (entry.before, entry.entity_id) == (None, KEY)
    assert entry.after is not None
    assert entry.after["reason"] == "Known"


@pytest.mark.parametrize(
    ("days", "reason", "field"),
    [(7, "  ", "reason"), (-1, "x", "until"), (367, "x", "until"), (1, "x" * 1001, "reason")],
)
def test_a_mute_needs_a_reason_and_a_day_within_a_year(
    harbor: Row, editor: Actor, now: dt.datetime, days: int, reason: str, field: str
) -> None:
    with pytest.raises(InvalidError) as refused:
        mute(editor, now, days=days, reason=reason)
    assert refused.value.problems[0].entity == field
    assert not Mute.objects.filter(program=harbor).exists()


def test_only_a_warning_that_the_program_gives_can_be_muted(harbor: Row, editor: Actor, now: dt.datetime) -> None:
    with pytest.raises(NotFoundError):
        mute(editor, now, key="slips:nothing")
    with pytest.raises(NotFoundError):
        unmute_warning(actor=editor, program="harbor", warning=KEY, now=now)


def test_a_mute_is_taken_back(harbor: Row, editor: Actor, now: dt.datetime) -> None:
    mute(editor, now)
    mute(editor, now, days=30, reason="Longer")
    undo_last_change(actor=editor, program="harbor", now=now)
    assert [each.mute.reason for each in told(harbor, now).muted] == ["Known"]
    undo_last_change(actor=editor, program="harbor", now=now)
    assert KEY in heard(harbor, now)


def test_the_end_of_a_mute_is_taken_back_unless_it_was_muted_anew(
    harbor: Row, owner: Actor, editor: Actor, now: dt.datetime
) -> None:
    mute(editor, now)
    unmute_warning(actor=editor, program="harbor", warning=KEY, now=now)
    assert KEY in heard(harbor, now)
    mute(owner, now, reason="Mine")
    with pytest.raises(ConflictError):
        undo_last_change(actor=editor, program="harbor", now=now)
    undo_last_change(actor=owner, program="harbor", now=now)
    undo_last_change(actor=editor, program="harbor", now=now)
    assert [each.mute.reason for each in told(harbor, now).muted] == ["Known"]
