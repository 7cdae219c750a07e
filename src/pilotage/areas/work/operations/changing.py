"""Changing and moving work items."""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import F, Max, Min
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from pilotage.areas.actor import Actor
from pilotage.areas.audit.events import Verb
from pilotage.areas.audit.operations import Entry
from pilotage.areas.errors import ConflictError, InvalidError, NotFoundError
from pilotage.areas.programs.models import Workstream
from pilotage.areas.programs.operations import Edit, editing
from pilotage.areas.work import events
from pilotage.areas.work.models import GAP, Board, Sprint, Tracker, WorkItem
from pilotage.areas.work.operations.items import touch
from pilotage.areas.work.operations.keeping import keep_images
from pilotage.areas.work.operations.limits import settle
from pilotage.areas.work.operations.writing import ITEM, Image, Values, befores_of, rows_of, update, write
from pilotage.areas.work.permissions import ACTIONS
from pilotage.areas.work.queries.home import lives_here
from pilotage.areas.work.queries.scope import meanings
from pilotage.areas.work.rules.fields import OF_TRACKER, checked
from pilotage.areas.work.rules.parents import circle

MOST_KEYS = 50_000
EACH = 50
"""Up to so many items each have their own entry in the audit trail; more share one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemChange:
    """The same ``fields`` for all of ``keys``; ``versions`` are those that the caller saw, of some or all of them."""

    keys: tuple[str, ...]
    fields: Mapping[str, Any]
    versions: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemsWritten:
    """``keys`` were written; ``announcement`` is read aloud."""

    revision: int
    keys: tuple[str, ...]
    announcement: str


def change_items(
    *,
    actor: Actor,
    program: str,
    changes: Sequence[ItemChange],
    now: dt.datetime,
    why: str = "",
    reason: str = "",
) -> ItemsWritten:
    """Set fields of one or many items: all of it or, where one is refused, nothing. ``reason`` is why a limit of work
    in progress is exceeded.

    Raises InvalidError, StaleError, NotFoundError for an item that is gone, ConflictError for a field that belongs to
    the tracker.
    """
    with editing(actor=actor, program=program, needs=ACTIONS["item.change"], now=now, why=why) as edit:
        wanted, versions = _merged(changes)
        rows = rows_of(edit, wanted.keys())
        refuse_stale_rows(edit, rows, wanted, versions)
        refuse_foreign(edit, rows, wanted)
        meant = _meant(edit, wanted.values())
        check_references(edit, wanted)
        images = write(edit, rows, wanted, meant)
        _finish(edit, images, reason)
    return ItemsWritten(revision=edit.revision, keys=tuple(wanted), announcement=_said(images))


def move_item(
    *,
    actor: Actor,
    program: str,
    key: str,
    state: str,
    before: str | None = None,
    after: str | None = None,
    fields: Mapping[str, Any] | None = None,
    version: int | None = None,
    now: dt.datetime,
    reason: str = "",
) -> ItemsWritten:
    """Put an item into a state, and in the order ahead of ``before`` or behind ``after`` (keys; neither: it keeps its
    place). ``fields`` are set with it: those of the swimlane into which it goes. Raises as `change_items`.
    """
    with editing(actor=actor, program=program, needs=ACTIONS["item.move"], now=now) as edit:
        wanted: dict[str, Values] = {key: checked({"status": state, **(fields or {})})}
        rows = rows_of(edit, [key])
        refuse_stale_rows(edit, rows, wanted, {} if version is None else {key: version})
        refuse_foreign(edit, rows, wanted)
        meant = _meant(edit, wanted.values())
        check_references(edit, wanted)
        if before or after:
            wanted[key]["rank"] = _rank(edit, key, before, after)
        images = write(edit, rows, wanted, meant)
        _finish(edit, images, reason, moved=True)
    return ItemsWritten(revision=edit.revision, keys=(key,), announcement=_moved(rows[key], state))


def refuse_foreign(edit: Edit, rows: Mapping[str, Values], wanted: Mapping[str, Values]) -> None:
    """Raises ConflictError where a field is to change that belongs to the tracker."""
    here = lives_here(edit.program.pk)
    for key, fields in wanted.items():
        row = rows[key]
        if here or row["native"]:
            continue
        theirs = [name for name in fields if name in OF_TRACKER and fields[name] != row[name]]
        if theirs:
            text = _(
                "{key} lives in its tracker: change its {field} there and import again, or make Pilotage the home of "
                "these items."
            )
            raise ConflictError(text.format(key=key, field=theirs[0]))


def _merged(changes: Iterable[ItemChange]) -> tuple[dict[str, Values], dict[str, int]]:
    wanted: dict[str, Values] = {}
    versions: dict[str, int] = {}
    for change in changes:
        fields = checked(change.fields)
        for key in change.keys:
            wanted.setdefault(key, {}).update(fields)
        versions.update(change.versions)
    if len(wanted) > MOST_KEYS:
        raise InvalidError(_("Change at most {n} items at a time.").format(n=f"{MOST_KEYS:,}"))
    return wanted, versions


def refuse_stale_rows(
    edit: Edit, rows: Mapping[str, Values], wanted: Mapping[str, Values], versions: Mapping[str, int]
) -> None:
    """Raises StaleError for the first item that is no longer what the caller saw."""
    for key, fields in wanted.items():
        row = rows[key]
        if key in versions and versions[key] != row["version"]:
            theirs = {name: row[name] for name in fields}
            edit.check_version(
                _Version(row["version"]), versions[key], kind=ITEM, entity_id=key, yours=fields, theirs=theirs
            )


@dataclass(slots=True)
class _Version:
    version: int


def _meant(edit: Edit, wanted: Iterable[Values]) -> dict[str, str]:
    """Every state with its category. Raises InvalidError for a state that there is not."""
    new = {fields["status"] for fields in wanted if "status" in fields}
    if not new:
        return {}
    return require_states(edit, new)


def require_states(edit: Edit, names: Iterable[str]) -> dict[str, str]:
    """The category of every state of the program. Raises InvalidError for a name that is none of them."""
    tracker = Tracker.objects.filter(program=edit.program).first() or Tracker()
    meant = meanings(edit.program.pk, tracker, list(Board.objects.filter(program=edit.program)))
    for name in names:
        if name not in meant:
            text = _("There is no state “{name}”: {known}. Add it to a column of the board first.")
            raise InvalidError.field("status", text.format(name=name[:50], known=", ".join(list(meant)[:12])))
    return meant


def check_references(edit: Edit, wanted: Mapping[str, Values]) -> None:
    """Raises InvalidError for a workstream, a sprint or a parent that is not there, and for a sprint that is closed."""
    streams = {fields["workstream"] for fields in wanted.values() if fields.get("workstream")}
    if streams:
        known = set(Workstream.objects.filter(program=edit.program).values_list("code", flat=True))
        for name in streams - known:
            raise InvalidError.field("workstream", _("There is no workstream “{id}”.").format(id=name[:100]))
    _check_sprints(edit, {fields["sprint"] for fields in wanted.values() if fields.get("sprint")})
    parents = {key: fields["parent"] for key, fields in wanted.items() if fields.get("parent")}
    if parents:
        check_parents(edit, parents)


def _check_sprints(edit: Edit, codes: Collection[str]) -> None:
    known = {row.code: row for row in Sprint.objects.filter(program=edit.program, code__in=codes)} if codes else {}
    for code in codes:
        if code not in known:
            text = _("There is no sprint “{id}” in this program.")
            raise InvalidError.field("sprint", text.format(id=code[:100]))
        if known[code].state == "closed":
            text = _("“{title}” is closed; its record stays as it is. Choose a sprint that is planned or under way.")
            raise InvalidError.field("sprint", text.format(title=known[code].title[:100]))


def check_parents(edit: Edit, parents: Mapping[str, str]) -> None:
    """Raises InvalidError for a parent that is not there, or one that would make a circle."""
    stored = dict(WorkItem.objects.filter(program=edit.program).values_list("key", "parent"))
    for parent in parents.values():
        if parent not in stored:
            raise InvalidError.field("parent", _("There is no work item “{key}”.").format(key=parent[:100]))
    found = circle({**stored, **parents}, parents)
    if found:
        text = _("This would make a circle of parents: {keys}.")
        raise InvalidError.field("parent", text.format(keys=" > ".join(found)))


def _finish(edit: Edit, images: list[Image], reason: str, *, moved: bool = False) -> None:
    """Audit, limits, and what was computed from the items."""
    if not images:
        return
    settle(edit, befores_of(images, "status", "assignee", "workstream"), reason)
    record(edit, images, events.ITEM_MOVED if moved else events.ITEM_CHANGED)


def record(edit: Edit, images: Sequence[Image], verb: Verb) -> None:
    """Tell of a write of items, and that what was computed from them is out of date."""
    touch(edit.program.pk)
    if len(images) > EACH:
        keep_images(edit, images)
        return
    for image in images:
        title = f"{image.key} {image.title}"
        edit.record(Entry(verb=verb, entity_id=image.key, title=title, before=image.before, after=image.after))


def _rank(edit: Edit, key: str, before: str | None, after: str | None) -> int:
    """A rank between that of ``before`` or ``after`` and the next one to it."""
    place = _place(edit, key, before, after)
    if place is None:
        _spread(edit)
        place = _place(edit, key, before, after)
    assert place is not None, "ranks were spread"
    return place


def _place(edit: Edit, key: str, before: str | None, after: str | None) -> int | None:
    """None where nothing fits between."""
    items = WorkItem.objects.filter(program=edit.program).annotate(place=Coalesce("rank", F("id") * GAP))
    beside = items.filter(key=before or after).values_list("place", flat=True).first()
    if beside is None:
        raise NotFoundError(_("There is no work item “{key}” any more.").format(key=(before or after or "")[:100]))
    others = items.exclude(key=key)
    if before:
        low = others.filter(place__lt=beside).aggregate(at=Max("place"))["at"]
        low, high = (beside - 2 * GAP if low is None else low), beside
    else:
        high = others.filter(place__gt=beside).aggregate(at=Min("place"))["at"]
        low, high = beside, (beside + 2 * GAP if high is None else high)
    return (low + high) // 2 if high - low > 1 else None


def _spread(edit: Edit) -> None:
    """Give all items room again, in the order that they have."""
    ordered = WorkItem.objects.filter(program=edit.program).annotate(place=Coalesce("rank", F("id") * GAP))
    rows = {
        str(pk): {"id": pk, "rank": (at + 1) * GAP}
        for at, pk in enumerate(ordered.order_by("place", "id").values_list("pk", flat=True))
    }
    update(rows, {pk: {"rank": row["rank"]} for pk, row in rows.items()})


def _said(images: Sequence[Image]) -> str:
    if not images:
        return _("Nothing changed.")
    if len(images) == 1:
        return _("{key} changed.").format(key=images[0].key)
    return _("{n} work items changed.").format(n=f"{len(images):,}")


def _moved(row: Values, state: str) -> str:
    if row["status"] == state:
        return _("{key} has a new place in {state}.").format(key=row["key"], state=state)
    return _("{key} moved from {before} to {after}.").format(key=row["key"], before=row["status"], after=state)
