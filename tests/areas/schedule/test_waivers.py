"""Accepting findings of the quality checks: who may, for how long, what the score says, and how it is taken back."""

import datetime as dt

import pytest

from pilotage.areas.actor import Actor
from pilotage.areas.audit.models import AuditEntry
from pilotage.areas.errors import ConflictError, InvalidError, NotAllowedError, NotFoundError
from pilotage.areas.programs.models import Program as Row
from pilotage.areas.risks.operations import refresh_outlook
from pilotage.areas.risks.queries import load_whole
from pilotage.areas.schedule import operations as schedule
from pilotage.areas.schedule.models import QualityRecord, QualityWaiver
from pilotage.areas.schedule.queries.quality import Asked, assessed
from pilotage.areas.sync.operations import undo_last_change
from pilotage.plan.quality.assessment import Assessment

CHECK, RECORD = "logic", "quay/pile"


def judged(row: Row, now: dt.datetime) -> Assessment:
    row.refresh_from_db()
    whole = load_whole(row)
    asked = Asked(program_id=row.pk, revision=whole.plan.revision, inputs=whole.inputs, day=now.date())
    return assessed(asked, whole.schedule)


def waive(
    row: Row, actor: Actor, now: dt.datetime, *records: str, check: str = CHECK, days: int = 7, reason: str = " Known "
) -> int:
    return schedule.waive(
        actor=actor,
        program="harbor",
        found=judged(row, now),
        check=check,
        records=records or (RECORD,),
        reason=reason,
        until=now.date() + dt.timedelta(days=days),
        now=now,
    )


def counted(row: Row, now: dt.datetime) -> list[str]:
    return [each.id for each in judged(row, now).findings(CHECK)]


def test_a_waived_finding_returns_when_its_day_is_over(harbor: Row, editor: Actor, now: dt.datetime) -> None:
    before = judged(harbor, now)
    assert RECORD in counted(harbor, now)
    waive(harbor, editor, now)
    found = judged(harbor, now)
    [apart] = found.waived(CHECK)
    assert (apart.waiver.reason, apart.waiver.by, apart.waiver.at) == ("Known", editor.name, now)
    assert RECORD not in counted(harbor, now + dt.timedelta(days=7))
    assert RECORD in counted(harbor, now + dt.timedelta(days=8))
    assert judged(harbor, now + dt.timedelta(days=8)).score == before.score


def test_the_score_of_the_day_says_how_many_are_waived(harbor: Row, editor: Actor, now: dt.datetime) -> None:
    waive(harbor, editor, now, "quay/pile", "sea/dredge")
    harbor.refresh_from_db()
    refresh_outlook(whole=load_whole(harbor), now=now)
    kept = QualityRecord.objects.get(program=harbor)
    assert (kept.waived, kept.score) == (2, judged(harbor, now).score)


def test_waiving_is_for_editors_and_leaves_a_trail(
    harbor: Row, editor: Actor, viewer: Actor, stranger: Actor, now: dt.datetime
) -> None:
    for actor, refusal in ((viewer, NotAllowedError), (stranger, NotFoundError)):
        with pytest.raises(refusal):
            waive(harbor, actor, now)
    waive(harbor, editor, now)
    entry = AuditEntry.objects.get(verb="finding.waived")
    assert entry.entity_title == "Drive piles (Logic)"
    assert entry.after is not None
    assert (entry.before, entry.after["reason"], entry.actor_name) == (None, "Known", editor.name)


@pytest.mark.parametrize(
    ("fields", "refusal", "words"),
    [
        ({"reason": "  "}, InvalidError, "Say why"),
        ({"reason": "x" * 1001}, InvalidError, "1,000 characters"),
        ({"days": -1}, InvalidError, "is past"),
        ({"days": 367}, InvalidError, "a year at most"),
        ({"check": "lag-chain"}, InvalidError, "as a whole"),
        ({"check": "hard-constraints"}, NotFoundError, "finds no fault"),
    ],
)
def test_what_cannot_be_waived_is_refused_in_words(
    fields: dict[str, object], refusal: type[Exception], words: str, harbor: Row, editor: Actor, now: dt.datetime
) -> None:
    with pytest.raises(refusal, match=words):
        waive(harbor, editor, now, **fields)  # type: ignore[arg-type]  # one field each
    assert not QualityWaiver.objects.exists()


def test_many_are_waived_in_one_act_and_undone_in_one(harbor: Row, editor: Actor, now: dt.datetime) -> None:
    waive(harbor, editor, now, "quay/pile", "sea/dredge")
    assert counted(harbor, now) == []
    undo_last_change(actor=editor, program="harbor", now=now)
    assert counted(harbor, now) == ["quay/pile", "sea/dredge"]


def test_renewing_and_ending_are_undone_too(harbor: Row, editor: Actor, owner: Actor, now: dt.datetime) -> None:
    waive(harbor, editor, now, days=1)
    waive(harbor, editor, now, days=30, reason="Longer")
    undo_last_change(actor=editor, program="harbor", now=now)
    row = QualityWaiver.objects.get()
    assert (row.reason, row.until) == ("Known", now.date() + dt.timedelta(days=1))
    schedule.count_again(actor=editor, program="harbor", check=CHECK, record=RECORD, now=now)
    assert not QualityWaiver.objects.exists()
    with pytest.raises(NotFoundError):
        schedule.count_again(actor=editor, program="harbor", check=CHECK, record=RECORD, now=now)
    waive(harbor, owner, now, reason="Mine")
    with pytest.raises(ConflictError):
        undo_last_change(actor=editor, program="harbor", now=now)
