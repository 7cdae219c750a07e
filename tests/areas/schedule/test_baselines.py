"""Baselines: which one is in use, agreeing on another, and taking all of it back."""

import datetime as dt

import pytest

from pilotage.areas.actor import Actor, Source
from pilotage.areas.audit.models import AuditEntry
from pilotage.areas.audit.queries import page
from pilotage.areas.errors import ConflictError, InvalidError, NotAllowedError, NotFoundError, StaleError
from pilotage.areas.people import operations as people
from pilotage.areas.people.models import Role
from pilotage.areas.programs.models import Program as Row
from pilotage.areas.schedule import operations as schedule
from pilotage.areas.schedule.models import Baseline
from pilotage.areas.schedule.queries.baselines import baseline, baseline_heads, baseline_records
from pilotage.areas.sync.operations import undo_last_change
from tests.areas.schedule.test_editing import change

WEEK = dt.timedelta(days=7)


def take(actor: Actor, now: dt.datetime, title: str = "First") -> str:
    return schedule.take_baseline(actor=actor, program="harbor", title=title, reason="Agreed", now=now)[1].id


def propose(actor: Actor, now: dt.datetime, reason: str = "Rock was found") -> str:
    return schedule.propose_baseline(actor=actor, program="harbor", title="After rock", reason=reason, now=now)[1]


def decide(actor: Actor, code: str, now: dt.datetime, *, approve: bool = True, word: str = "Agreed") -> int:
    return schedule.decide_on_baseline(
        actor=actor, program="harbor", baseline=code, version=1, approve=approve, word=word, now=now
    )


def undo(actor: Actor, now: dt.datetime) -> None:
    undo_last_change(actor=actor, program="harbor", now=now)


def used(row: Row) -> str | None:
    found = baseline(row.pk, "UTC")
    return found.id if found is not None else None


def test_the_first_is_in_use_until_another_is_chosen(
    harbor: Row, editor: Actor, owner: Actor, now: dt.datetime
) -> None:
    take(editor, now)
    take(editor, now + WEEK, "Second")
    assert (used(harbor), [each.in_use for each in baseline_records(harbor.pk)]) == ("b1", [False, True])
    schedule.choose_baseline(actor=owner, program="harbor", baseline="b2", now=now + WEEK)
    assert used(harbor) == "b2"
    undo(owner, now + WEEK)
    assert used(harbor) == "b1"


def test_taking_one_leaves_an_imported_one_in_use(harbor: Row, editor: Actor, now: dt.datetime) -> None:
    """A file may bring baselines of which none is chosen: then the latest is in use, and stays so."""
    take(editor, now)
    take(editor, now, "Second")
    Baseline.objects.update(chosen=False)
    assert used(harbor) == "b2"
    take(editor, now + WEEK, "Third")
    assert used(harbor) == "b2"
    undo(editor, now + WEEK)
    assert (used(harbor), [each.id for each in baseline_heads(harbor.pk)]) == ("b2", ["b1", "b2"])


def test_a_taken_one_is_undone_and_its_name_changed(harbor: Row, editor: Actor, now: dt.datetime) -> None:
    take(editor, now)
    schedule.change_baseline(
        actor=editor, program="harbor", baseline="b1", version=1, title=" Kick-off ", reason="As signed", now=now
    )
    assert [(each.title, each.reason) for each in baseline_heads(harbor.pk)] == [("Kick-off", "As signed")]
    with pytest.raises(StaleError) as stale:
        schedule.change_baseline(actor=editor, program="harbor", baseline="b1", version=1, title="X", now=now)
    assert stale.value.conflict.fields["title"].theirs == "Kick-off"
    undo(editor, now)
    assert [each.title for each in baseline_heads(harbor.pk)] == ["First"]
    undo(editor, now)
    assert baseline_heads(harbor.pk) == ()
    assert take(editor, now) == "b2"


def test_the_one_in_use_goes_last_and_comes_back(harbor: Row, editor: Actor, owner: Actor, now: dt.datetime) -> None:
    take(editor, now)
    take(editor, now, "Second")
    with pytest.raises(ConflictError, match="Choose another first"):
        schedule.remove_baseline(actor=owner, program="harbor", baseline="b1", version=None, now=now)
    schedule.remove_baseline(actor=owner, program="harbor", baseline="b2", version=None, now=now)
    schedule.remove_baseline(actor=owner, program="harbor", baseline="b1", version=None, now=now)
    assert (used(harbor), baseline_records(harbor.pk)) == (None, ())
    undo(owner, now)
    kept = baseline(harbor.pk, "UTC")
    assert kept is not None
    assert (kept.id, kept.chosen, len(kept.entries)) == ("b1", True, 5)


def test_a_proposal_changes_nothing_until_it_is_approved(
    harbor: Row, editor: Actor, owner: Actor, now: dt.datetime
) -> None:
    take(editor, now)
    change(editor, now, duration="7d")
    code = propose(editor, now)
    assert used(harbor) == "b1"
    assert baseline(harbor.pk, "UTC", code) is None
    assert baseline(harbor.pk, "UTC", code, proposals=True) is not None
    change(editor, now, version=2, duration="9d")
    decide(owner, code, now + WEEK, word=" The rock is real ")
    [record] = [each for each in baseline_records(harbor.pk) if each.id == code]
    assert (record.in_use, record.decided_by, record.word, record.alone) == (True, "Olga", "The rock is real", False)
    kept = baseline(harbor.pk, "UTC")
    assert kept is not None
    pile = next(each for each in kept.entries if each.activity == "quay/pile")
    assert pile.duration == 7 * 480  # as it was proposed, not as it is by now
    undo(owner, now + WEEK)
    assert used(harbor) == "b1"
    assert [each.state for each in baseline_records(harbor.pk)] == ["proposed", "kept"]


def test_a_rejected_one_stays_on_record(harbor: Row, editor: Actor, owner: Actor, now: dt.datetime) -> None:
    take(editor, now)
    code = propose(editor, now)
    decide(owner, code, now, approve=False, word="Win the days back")
    assert used(harbor) == "b1"
    record = baseline_records(harbor.pk)[0]
    assert (record.state, record.word) == ("rejected", "Win the days back")
    with pytest.raises(NotFoundError):
        decide(owner, code, now)
    assert [entry.verb for entry in page(program_id=harbor.pk, kind="baseline")[0]][:2] == [
        "baseline.rejected",
        "baseline.proposed",
    ]


def test_nobody_decides_on_their_own_while_there_is_another_owner(
    harbor: Row, owner: Actor, editor: Actor, now: dt.datetime
) -> None:
    assert editor.user_id is not None
    people.put_membership(user_id=editor.user_id, program_id=harbor.pk, role=Role.OWNER)
    code = propose(owner, now)
    with pytest.raises(NotAllowedError, match="another owner decides: Edgar"):
        decide(owner, code, now)
    decide(editor, code, now)
    assert used(harbor) == code


def test_the_only_owner_may_and_the_record_says_so(harbor: Row, owner: Actor, now: dt.datetime) -> None:
    code = propose(owner, now)
    decide(owner, code, now)
    assert baseline_records(harbor.pk)[0].alone
    assert AuditEntry.objects.latest("id").verb == "baseline.approved_alone"


def test_a_proposal_wants_a_reason_a_decision_a_word_and_one_waits_at_a_time(
    harbor: Row, owner: Actor, editor: Actor, now: dt.datetime
) -> None:
    with pytest.raises(InvalidError):
        propose(editor, now, reason="  ")
    code = propose(editor, now)
    with pytest.raises(ConflictError, match="waiting for a decision"):
        propose(editor, now)
    with pytest.raises(InvalidError):
        decide(owner, code, now, word=" ")
    with pytest.raises(ConflictError, match="Take it back"):
        schedule.remove_baseline(actor=owner, program="harbor", baseline=code, version=None, now=now)


def test_its_proposer_takes_it_back_another_editor_does_not(
    harbor: Row, editor: Actor, viewer: Actor, now: dt.datetime
) -> None:
    code = propose(editor, now)
    assert viewer.user_id is not None
    people.put_membership(user_id=viewer.user_id, program_id=harbor.pk, role=Role.EDITOR)
    with pytest.raises(NotAllowedError, match="Edgar proposed this"):
        schedule.withdraw_baseline(actor=viewer, program="harbor", baseline=code, version=1, now=now)
    schedule.withdraw_baseline(actor=editor, program="harbor", baseline=code, version=1, now=now)
    assert baseline_records(harbor.pk) == ()
    undo(editor, now)
    assert [each.state for each in baseline_records(harbor.pk)] == ["proposed"]


def test_undo_of_a_choice_stops_at_a_later_one(harbor: Row, owner: Actor, local: Actor, now: dt.datetime) -> None:
    for title in ("First", "Second", "Third"):
        take(owner, now, title)
    schedule.choose_baseline(actor=owner, program="harbor", baseline="b2", now=now)
    other = Actor(user_id=None, name="Somebody", source=Source.CLI, trusted=True)
    schedule.choose_baseline(actor=other, program="harbor", baseline="b3", now=now)
    with pytest.raises(ConflictError):
        undo(owner, now)
    assert used(harbor) == "b3"
