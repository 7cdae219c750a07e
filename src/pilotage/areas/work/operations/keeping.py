"""What a change of many items, or a removal, needs to be undone."""

import zlib
from collections.abc import Sequence
from typing import Any

import msgspec
from django.utils.translation import gettext as _

from pilotage.areas.audit.models import AuditEntry
from pilotage.areas.audit.operations import Entry
from pilotage.areas.errors import ConflictError
from pilotage.areas.programs.operations import Edit
from pilotage.areas.work import events
from pilotage.areas.work.models import KeptItems, WorkItem
from pilotage.areas.work.operations.items import put_back as put_rows_back
from pilotage.areas.work.operations.writing import ITEMS, Image
from pilotage.areas.work.rules import COLUMNS, OWN


def keep_images(edit: Edit, images: Sequence[Image]) -> None:
    """One entry for many changed items, and what it takes to undo them."""
    _keep(edit, [list(image) for image in images])
    names = sorted({name for image in images for name in image.after})
    title = _("{fields} of {n} work items").format(fields=", ".join(names), n=f"{len(images):,}")
    after = {"items": len(images)}
    edit.record(Entry(verb=events.ITEMS_CHANGED, entity_id=ITEMS, title=title, before={}, after=after))


def kept_images(edit: Edit, entry: AuditEntry) -> list[Image]:
    return [Image(*each) for each in _kept(edit, entry)]


def keep_rows(edit: Edit, keys: Sequence[str]) -> None:
    """The items that are about to be removed."""
    wanted = set(keys)
    stored = WorkItem.objects.filter(program=edit.program).values_list("key", *COLUMNS, *OWN)
    _keep(edit, [row for row in stored.iterator() if row[0] in wanted])


def put_kept_rows_back(edit: Edit, entry: AuditEntry) -> None:
    """Raises ConflictError where an item with one of their keys is there again."""
    rows = _kept(edit, entry)
    known = set(WorkItem.objects.filter(program=edit.program).values_list("key", flat=True))
    for row in rows:
        if row[0] in known:
            raise ConflictError(_("There is another work item “{key}” now.").format(key=row[0]))
    put_rows_back(edit, rows)


def _keep(edit: Edit, body: Sequence[Any]) -> None:
    packed = zlib.compress(msgspec.json.encode(body), 6)
    KeptItems.objects.create(program=edit.program, operation=edit.operation, body=packed)


def _kept(edit: Edit, entry: AuditEntry) -> list[Any]:
    row = KeptItems.objects.filter(program=edit.program, operation=entry.operation).first()
    if row is None:
        raise ConflictError(_("What was there before is no longer known, so this cannot be undone."))
    found: list[Any] = msgspec.json.decode(zlib.decompress(bytes(row.body)))
    row.delete()
    return found
