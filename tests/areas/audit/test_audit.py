"""The audit trail: entries in words, pages, and what can be taken back."""

import datetime as dt
from uuid import uuid4

import pytest

from pilotage.areas.actor import Actor
from pilotage.areas.audit.events import Verb, table
from pilotage.areas.audit.models import AuditEntry
from pilotage.areas.audit.operations import Entry, mark_undone, record
from pilotage.areas.audit.queries import last_change, last_undoable, page
from pilotage.areas.sync.queries.trail import VERBS, changes, sentence, shown
from pilotage.plan.vocabulary.amounts import Span

CHANGED = Verb("crane.changed", "changed the {fields} of {title}")


def write(actor: Actor, now: dt.datetime, count: int = 1, undoable: bool = True) -> AuditEntry:
    verb = CHANGED if undoable else Verb("crane.seen", "saw {title}", undoable=False)
    entries = [
        Entry(verb=verb, entity_id=f"c{number}", title="Crane", before={"at": now.date()}, after={"at": Span(960)})
        for number in range(count)
    ]
    return record(entries, actor=actor, now=now, operation=uuid4(), program_id=7, revision=2)[-1]


def test_values_are_kept_as_json(db: None, local: Actor, now: dt.datetime) -> None:
    write(local, now)
    entry = AuditEntry.objects.get()
    assert (entry.before, entry.after) == ({"at": "2026-03-02"}, {"at": {"minutes": 960, "unit": "d"}})
    assert [(change.field, shown(change.before), shown(change.after)) for change in changes(entry)] == [
        ("at", "2026-03-02", "2d")
    ]
    assert (
        CHANGED.text(title="Crane", fields=("due", "low_tide", "owner"))
        == "changed the due, low tide and owner of Crane"
    )


def test_every_verb_speaks_without_its_entry(db: None) -> None:
    for verb in VERBS.values():
        assert "{" not in verb.text(title="T", fields=("a",))
        assert verb.kind
    with pytest.raises(AssertionError):
        table((CHANGED,), (CHANGED,))


def test_a_verb_of_an_older_version_is_named(db: None, local: Actor, now: dt.datetime) -> None:
    assert sentence(write(local, now)) == "crane.changed"


def test_pages_go_back_in_time(db: None, local: Actor, now: dt.datetime) -> None:
    write(local, now, count=5)
    first, more = page(program_id=7, limit=3)
    assert ([entry.entity_id for entry in first], more) == (["c4", "c3", "c2"], True)
    rest, more = page(program_id=7, before=first[-1].pk, limit=3)
    assert ([entry.entity_id for entry in rest], more) == (["c1", "c0"], False)
    found = last_change(program_id=7, kind="crane", entity_id="c1")
    assert found is not None
    assert found.pk == rest[0].pk


def test_what_is_written_later_stands_where_it_happened(db: None, local: Actor, now: dt.datetime) -> None:
    write(local, now, count=2)
    write(local, now - dt.timedelta(days=3), count=2)
    assert [entry.at == now for entry in page(program_id=7)[0]] == [True, True, False, False]
    write(local, now + dt.timedelta(days=1))
    first, more = page(program_id=7, limit=2)
    assert [entry.at > now for entry in first] == [True, False]
    assert more
    rest, more = page(program_id=7, before=first[-1].pk, limit=9)
    assert len({entry.pk for entry in (*first, *rest)}) == 5
    assert not more
    assert page(program_id=7, before=10**9) == ([], False)


def test_the_last_act_is_undone_as_a_whole_and_once(owner: Actor, local: Actor, now: dt.datetime) -> None:
    write(owner, now, count=2)
    write(local, now)
    write(owner, now, undoable=False)
    found = last_undoable(program_id=7, actor_id=owner.user_id)
    assert [entry.entity_id for entry in found] == ["c1", "c0"]
    mark_undone(found[0].operation, by=uuid4())
    assert last_undoable(program_id=7, actor_id=owner.user_id) == []
    assert len(last_undoable(program_id=7, actor_id=None)) == 1


def test_a_record_without_a_name_is_told_by_its_values() -> None:
    score = {"business_value": 8.0, "job_size": 3.0, "deadline": None}
    assert shown(score) == "business value 8, job size 3"
    assert shown({f"field_{n}": n + 1 for n in range(9)}) == "9 entries"
    assert shown({"deadline": None}) is None


def test_what_is_chosen_from_a_list_is_shown_in_words_and_a_name_as_it_is() -> None:
    assert [shown(value) for value in ("fixed_date", "level_of_effort", "start_no_earlier_than", "jo_smith")] == [
        "fixed date",
        "level of effort",
        "start no earlier than",
        "jo_smith",
    ]
