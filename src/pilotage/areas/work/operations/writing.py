"""The one way in which values of work items are written: many at once, with their history, and back again."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import msgspec
from django.db import connection
from django.db.models import TextField
from django.db.models.functions import Cast
from django.utils.translation import gettext as _

from pilotage.areas.errors import ConflictError, NotFoundError
from pilotage.areas.programs.operations import Edit
from pilotage.areas.work.models import SprintMove, WorkItem
from pilotage.areas.work.operations.items import batches
from pilotage.areas.work.queries.detail import gone
from pilotage.areas.work.rules.fields import FIELDS, OF_TRACKER
from pilotage.areas.work.rules.moves import moved, with_transition, without_transition

ITEM, ITEMS = "work_item", "work_items"
_DATED = ("started", "resolved")
_FOLLOWS = ("category", *_DATED)
_READ = ("id", "key", "version", "native", *_FOLLOWS, "rank", *FIELDS)
_MANY = 2_000

Values = dict[str, Any]


class Image(NamedTuple):
    """What a write did to one item: its fields that changed, as they were and as they are. What follows from its state
    is in ``before`` only.
    """

    key: str
    title: str
    before: Values
    after: Values


def rows_of(edit: Edit, keys: Collection[str]) -> dict[str, Values]:
    """Items by key. Raises NotFoundError for one that is not there, and says who removed it."""
    stored = WorkItem.objects.filter(program=edit.program)
    found: dict[str, Values] = {}
    wanted = list(dict.fromkeys(keys))
    if len(wanted) > _MANY:
        found = {row["key"]: row for row in stored.values(*_READ).iterator(chunk_size=_MANY)}
    else:
        for start in range(0, len(wanted), 500):
            found |= {row["key"]: row for row in stored.filter(key__in=wanted[start : start + 500]).values(*_READ)}
    for key in wanted:
        if key not in found:
            raise NotFoundError(gone(edit.program.pk, key))
    return {key: found[key] for key in wanted}


def write(
    edit: Edit, rows: Mapping[str, Values], wanted: Mapping[str, Values], meant: Mapping[str, str]
) -> list[Image]:
    """Set the fields ``wanted`` of items in ``rows``. A change of state sets dates and lengthens the history.

    ``wanted`` may hold ``rank``. Returns what changed; fields that are so already do not count.
    """
    images, writes = [], dict[str, Values]()
    for key, fields in wanted.items():
        row = rows[key]
        after = {name: value for name, value in fields.items() if row[name] != value}
        if not after:
            continue
        values = dict(after)
        if "status" in after:
            values |= moved(row, meant[after["status"]], edit.now)
        if any(name in OF_TRACKER for name in after):
            values["updated"] = edit.now
        writes[key] = values
        follows = _FOLLOWS if "status" in after else ()
        before = {name: row[name] for name in (*after, *follows)}
        images.append(Image(key, str(after.get("title", row["title"])), before, after))
    steps = {key: (rows[key]["status"], values["status"]) for key, values in writes.items() if "status" in values}
    _add_details(edit, rows, writes, steps, back=False)
    update(rows, writes)
    note_sprints(edit, {image.key: (image.before["sprint"], image.after["sprint"]) for image in _resprinted(images)})
    return images


def put_back(edit: Edit, images: Iterable[Image]) -> None:
    """Take back what `write` did. Raises ConflictError where one of the fields was changed since."""
    told = list(images)
    rows = rows_of(edit, [image.key for image in told])
    writes, steps = dict[str, Values](), dict[str, tuple[str, str]]()
    for image in told:
        row, after, before = rows[image.key], _typed(image.after), _typed(image.before)
        if any(row[name] != value for name, value in after.items()):
            text = _("“{title}” was changed again since. Undo that first.")
            raise ConflictError(text.format(title=image.title or image.key))
        writes[image.key] = before
        if "status" in before:
            steps[image.key] = (before["status"], after["status"])
    _add_details(edit, rows, writes, steps, back=True)
    update(rows, writes)
    forget_sprints(edit, {image.key: (image.before["sprint"], image.after["sprint"]) for image in _resprinted(told)})


def note_sprints(edit: Edit, moves: Mapping[str, tuple[str, str]]) -> None:
    """Remember that items (by key) went from one sprint of ours into another; empty is none."""
    rows = [
        SprintMove(program=edit.program, sprint=sprint, key=key, at=edit.now, added=added)
        for key, pair in moves.items()
        for sprint, added in zip(pair, (False, True), strict=True)
        if sprint
    ]
    SprintMove.objects.bulk_create(rows, batch_size=_MANY)


def forget_sprints(edit: Edit, moves: Mapping[str, tuple[str, str]]) -> None:
    """Take back what `note_sprints` remembered last of these items."""
    for key, pair in moves.items():
        noted = SprintMove.objects.filter(program=edit.program, key=key)
        for sprint, added in zip(pair, (False, True), strict=True):
            last = noted.filter(sprint=sprint, added=added).order_by("id").last() if sprint else None
            if last is not None:
                last.delete()


def _resprinted(images: Iterable[Image]) -> list[Image]:
    return [image for image in images if "sprint" in image.after]


def update(rows: Mapping[str, Values], writes: Mapping[str, Values]) -> None:
    """One statement for each set of columns; every written row gets a new version."""
    shapes: dict[tuple[str, ...], list[tuple[Any, ...]]] = defaultdict(list)
    for key, values in writes.items():
        names = tuple(sorted(values))
        shapes[names].append((*(_stored(name, values[name]) for name in names), rows[key]["id"]))
    quote = connection.ops.quote_name
    table, version = quote(WorkItem._meta.db_table), quote("version")
    with connection.cursor() as cursor:
        for names, values_of in shapes.items():
            sets = "".join(f"{quote(name)} = %s, " for name in names)
            sql = f"UPDATE {table} SET {sets}{version} = {version} + 1 WHERE {quote('id')} = %s"  # noqa: S608 - our own names
            cursor.executemany(sql, values_of)


def _add_details(
    edit: Edit,
    rows: Mapping[str, Values],
    writes: Mapping[str, Values],
    steps: Mapping[str, tuple[str, str]],
    *,
    back: bool,
) -> None:
    """The history of those that change their state, into ``writes``."""
    ids = {rows[key]["id"]: key for key in steps}
    for batch in batches(list(ids)):
        found = WorkItem.objects.filter(pk__in=batch).annotate(text=Cast("details", TextField()))
        for pk, text in found.values_list("pk", "text"):
            details, (before, after) = msgspec.json.decode(text), steps[ids[pk]]
            new = without_transition(details, before, after) if back else None
            writes[ids[pk]]["details"] = new if new is not None else with_transition(details, before, after, edit.now)


def _stored(name: str, value: Any) -> Any:
    if isinstance(value, dt.datetime):
        return connection.ops.adapt_datetimefield_value(value)
    if isinstance(value, dt.date):
        return connection.ops.adapt_datefield_value(value)
    return msgspec.json.encode(value).decode() if name == "details" else value


def _typed(image: Mapping[str, Any]) -> Values:
    """JSON's texts as the dates that they were."""
    found = dict(image)
    for name in _DATED:
        if isinstance(found.get(name), str):
            found[name] = dt.datetime.fromisoformat(found[name])
    if isinstance(found.get("due"), str):
        found["due"] = dt.date.fromisoformat(found["due"])
    return found


def befores_of(images: Sequence[Image], *fields: str) -> dict[str, Values]:
    """These fields as they were, of the items of which one of them changed."""
    found = {image.key: {name: image.before[name] for name in fields if name in image.after} for image in images}
    return {key: before for key, before in found.items() if before}
