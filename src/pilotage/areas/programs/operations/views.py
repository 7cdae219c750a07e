"""Views that people keep of a page: their own, or shared with every member. They change nothing of the program: its
revision stays, and one's own are not in its trail.
"""

import datetime as dt
import json
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any
from uuid import uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from pilotage.areas.actor import Actor
from pilotage.areas.audit import operations as audit
from pilotage.areas.audit.events import Verb
from pilotage.areas.audit.operations import Entry
from pilotage.areas.errors import ConflictDetail, ConflictError, FieldConflict, InvalidError, NotFoundError, StaleError
from pilotage.areas.people import permissions
from pilotage.areas.programs import events
from pilotage.areas.programs.models import Program, SavedView
from pilotage.areas.programs.permissions import ACTIONS
from pilotage.areas.programs.queries import View, view_of

MOST_VIEWS = 200
"""Of one page: of each reader, and shared."""
LONGEST_BODY = 20_000
_PAGE = re.compile(r"[a-z][a-z-]{0,39}")
_FIELDS = ("name", "body", "shared", "default")


def save_view(
    *,
    actor: Actor,
    program: str,
    page: str,
    name: str,
    body: Mapping[str, Any],
    shared: bool = False,
    default: bool = False,
    now: dt.datetime,
) -> View:
    """Keep a view. Raises InvalidError, NotAllowedError to a viewer who shares, ConflictError for a taken name."""
    with _writing(actor, program) as row:
        if not _PAGE.fullmatch(page):
            raise InvalidError.field("page", _("There is no page “{name}”.").format(name=page[:40]))
        owner = _owner(actor, row, shared)
        if SavedView.objects.filter(program=row, page=page, owner_id=owner).count() >= MOST_VIEWS:
            raise InvalidError(_("A page has at most {n} views. Remove one first.").format(n=MOST_VIEWS))
        view = SavedView(program=row, page=page, owner_id=owner, changed=now)
        _set(view, {"name": name, "body": body, "default": default})
        view.save()
        _record(actor, view, events.VIEW_SAVED, None, _image(view), now)
    return view_of(view)


def change_view(
    *, actor: Actor, program: str, view: int, version: int | None, changes: Mapping[str, Any], now: dt.datetime
) -> View:
    """Set the ``name``, ``body``, ``shared`` or ``default`` of a view. Raises NotFoundError also for somebody else's
    own view, StaleError, InvalidError and ConflictError.
    """
    with _writing(actor, program) as row:
        found = _found(actor, row, view)
        before = _image(found)
        _check_version(found, version, changes, before)
        if "shared" in changes:
            found.owner_id = _owner(actor, row, bool(changes["shared"]))
            if found.owner_id is not None:
                found.default = False
        _set(found, changes)
        after = _image(found)
        if after == before:
            return view_of(found)
        found.version += 1
        found.changed = now
        found.save()
        names = [name for name in _FIELDS if before[name] != after[name]]
        was, new = ({name: image[name] for name in names} for image in (before, after))
        _record(actor, found, events.VIEW_CHANGED, was, new, now)
    return view_of(found)


def remove_view(*, actor: Actor, program: str, view: int, now: dt.datetime) -> None:
    """Remove a view. Raises NotFoundError, NotAllowedError to a viewer where it is shared."""
    with _writing(actor, program) as row:
        found = _found(actor, row, view)
        _record(actor, found, events.VIEW_REMOVED, _image(found), None, now)
        found.delete()


@contextmanager
def _writing(actor: Actor, program: str) -> Iterator[Program]:
    """The program, locked: two views of a page become its default one after the other."""
    with transaction.atomic():
        row = Program.objects.select_for_update().filter(slug=program).first()
        if row is None:
            raise NotFoundError(_("There is no program “{id}”, or you are not a member of it.").format(id=program))
        permissions.require(actor, row.pk, program, ACTIONS["view.save"])
        yield row


def _owner(actor: Actor, row: Program, shared: bool) -> int | None:
    if shared:
        permissions.require(actor, row.pk, row.slug, ACTIONS["view.share"])
        return None
    if actor.user_id is None:
        raise InvalidError.field("shared", _("Only somebody with an account has views of their own."))
    return actor.user_id


def _found(actor: Actor, row: Program, view: int) -> SavedView:
    found = SavedView.objects.filter(program=row, pk=view).first()
    if found is None or (found.owner_id is not None and found.owner_id != actor.user_id):
        raise NotFoundError(_("There is no such view."))
    if found.owner_id is None:
        permissions.require(actor, row.pk, row.slug, ACTIONS["view.share"])
    return found


def _set(view: SavedView, changes: Mapping[str, Any]) -> None:
    if "name" in changes:
        view.name = _name(changes["name"])
    if "body" in changes:
        view.body = _body(changes["body"])
    others = SavedView.objects.filter(program=view.program_id, page=view.page).exclude(pk=view.pk)
    if others.filter(owner_id=view.owner_id, name=view.name).exists():
        raise ConflictError(_("There is a view “{name}” already. Choose another name.").format(name=view.name))
    if "default" in changes:
        if changes["default"] and view.owner_id is not None:
            raise InvalidError.field("default", _("Share the view to make it the one that everybody begins with."))
        view.default = bool(changes["default"])
    if view.default:
        others.filter(default=True).update(default=False)


def _name(text: str) -> str:
    name = " ".join(text.split())
    if not name or len(name) > 100 or "\x00" in name:
        raise InvalidError.field("name", _("A view has a name of 1 to 100 characters."))
    return name


def _body(body: Mapping[str, Any]) -> dict[str, Any]:
    if len(json.dumps(body)) > LONGEST_BODY:
        raise InvalidError.field("body", _("This view is too large to be kept."))
    return dict(body)


def _image(view: SavedView) -> dict[str, Any]:
    return {"name": view.name, "body": view.body, "shared": view.owner_id is None, "default": view.default}


def _check_version(
    view: SavedView, version: int | None, changes: Mapping[str, Any], present: Mapping[str, Any]
) -> None:
    if version is None or version == view.version:
        return
    differing = {name: FieldConflict(changes[name], present[name]) for name in _FIELDS if name in changes}
    raise StaleError(
        _("Somebody else changed this since you read it. Look at what changed, then try again."),
        ConflictDetail(entity="view", id=str(view.pk), version=view.version, fields=differing),
    )


def _record(
    actor: Actor,
    view: SavedView,
    verb: Verb,
    before: Mapping[str, Any] | None,
    after: Mapping[str, Any] | None,
    now: dt.datetime,
) -> None:
    shared = view.owner_id is None
    audit.record(
        [Entry(verb=verb, entity_id=str(view.pk), title=view.name, before=before, after=after)],
        actor=actor,
        now=now,
        operation=uuid4(),
        program_id=view.program_id if shared else None,
        revision=view.program.revision if shared else None,
    )
