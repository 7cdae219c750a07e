"""Saved views: whose they are, who shares, one default a page."""

import datetime as dt
from typing import Any

import pytest

from pilotage.areas.actor import Actor
from pilotage.areas.audit.models import AuditEntry
from pilotage.areas.errors import ConflictError, InvalidError, NotAllowedError, NotFoundError, StaleError
from pilotage.areas.programs import operations as programs
from pilotage.areas.programs.models import Program as Row
from pilotage.areas.programs.queries import View, saved_views

BODY = {"search": "columns=wbs,name,team&team=core"}


def save(actor: Actor, now: dt.datetime, slug: str, name: str = "Core", **more: Any) -> View:
    return programs.save_view(actor=actor, program=slug, page="plan", name=name, body=BODY, now=now, **more)


def names(actor: Actor, slug: str) -> list[str]:
    return [each.name for each in saved_views(actor=actor, program=slug, page="plan")]


def test_ones_own_view_is_nobody_elses(
    program: Row, editor: Actor, viewer: Actor, stranger: Actor, now: dt.datetime
) -> None:
    mine = save(viewer, now, program.slug)
    assert (mine.mine, mine.body) == (True, BODY)
    assert names(viewer, program.slug) == ["Core"]
    assert names(editor, program.slug) == []
    with pytest.raises(NotFoundError):
        programs.change_view(
            actor=editor, program=program.slug, view=mine.id, version=None, changes={"name": "Ours"}, now=now
        )
    with pytest.raises(NotFoundError):
        programs.remove_view(actor=editor, program=program.slug, view=mine.id, now=now)
    with pytest.raises(NotFoundError):
        saved_views(actor=stranger, program=program.slug, page="plan")
    assert AuditEntry.objects.filter(verb="view.saved").get().program_id is None


def test_sharing_takes_an_editor_and_stays_in_the_trail(
    program: Row, editor: Actor, viewer: Actor, now: dt.datetime
) -> None:
    with pytest.raises(NotAllowedError):
        save(viewer, now, program.slug, shared=True)
    ours = save(editor, now, program.slug, shared=True)
    assert names(viewer, program.slug) == ["Core"]
    with pytest.raises(NotAllowedError):
        programs.remove_view(actor=viewer, program=program.slug, view=ours.id, now=now)
    revision = program.revision
    program.refresh_from_db()
    assert program.revision == revision
    assert AuditEntry.objects.filter(verb="view.saved").get().program_id == program.pk


def test_a_page_has_one_default_and_only_a_shared_one(program: Row, editor: Actor, now: dt.datetime) -> None:
    with pytest.raises(InvalidError):
        save(editor, now, program.slug, default=True)
    first = save(editor, now, program.slug, shared=True, default=True)
    save(editor, now, program.slug, "Late", shared=True, default=True)
    found = {each.name: each.default for each in saved_views(actor=editor, program=program.slug, page="plan")}
    assert found == {"Core": False, "Late": True}
    programs.change_view(
        actor=editor, program=program.slug, view=first.id, version=None, changes={"default": True}, now=now
    )
    private = programs.change_view(
        actor=editor, program=program.slug, view=first.id, version=None, changes={"shared": False}, now=now
    )
    assert (private.mine, private.default) == (True, False)


def test_names_are_taken_once_by_each(program: Row, editor: Actor, owner: Actor, now: dt.datetime) -> None:
    save(editor, now, program.slug)
    save(owner, now, program.slug)
    shared = save(editor, now, program.slug, shared=True)
    with pytest.raises(ConflictError):
        save(editor, now, program.slug, " Core ")
    with pytest.raises(ConflictError):
        programs.change_view(
            actor=editor, program=program.slug, view=shared.id, version=None, changes={"shared": False}, now=now
        )
    for name in ("", "x" * 101, "a\x00b"):
        with pytest.raises(InvalidError):
            save(editor, now, program.slug, name)
    with pytest.raises(InvalidError):
        programs.save_view(
            actor=editor, program=program.slug, page="plan", name="Big", body={"x": "y" * 20_001}, now=now
        )


def test_a_stale_change_shows_both(program: Row, editor: Actor, owner: Actor, now: dt.datetime) -> None:
    view = save(editor, now, program.slug, shared=True)
    programs.change_view(
        actor=owner, program=program.slug, view=view.id, version=1, changes={"name": "Theirs"}, now=now
    )
    with pytest.raises(StaleError) as stale:
        programs.change_view(
            actor=editor, program=program.slug, view=view.id, version=1, changes={"name": "Mine"}, now=now
        )
    field = stale.value.conflict.fields["name"]
    assert (field.yours, field.theirs) == ("Mine", "Theirs")
