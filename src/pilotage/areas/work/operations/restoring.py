"""Taking back changes of work items, boards and blockers."""

from django.utils.translation import gettext as _

from pilotage.areas.audit.models import AuditEntry
from pilotage.areas.audit.queries import changed_after
from pilotage.areas.errors import ConflictError
from pilotage.areas.programs.operations import Edit
from pilotage.areas.work import events
from pilotage.areas.work.models import KeptItems, WorkItem
from pilotage.areas.work.operations.items import touch
from pilotage.areas.work.operations.keeping import kept_images, put_kept_rows_back
from pilotage.areas.work.operations.limits import settle
from pilotage.areas.work.operations.writing import ITEM, ITEMS, Image, put_back


def restore_item(edit: Edit, entry: AuditEntry) -> None:
    """Undo what happened to one item. A removal of several is undone as a whole, with its first entry."""
    if entry.verb == events.ITEM_ADDED.id:
        _take_out(edit, entry)
    elif entry.verb == events.ITEM_REMOVED.id:
        if KeptItems.objects.filter(program=edit.program, operation=entry.operation).exists():
            put_kept_rows_back(edit, entry)
    else:
        image = Image(entry.entity_id, entry.entity_title, entry.before or {}, entry.after or {})
        put_back(edit, [image])
    touch(edit.program.pk)
    settle(edit, {}, "", ask=False)


def restore_items(edit: Edit, entry: AuditEntry) -> None:
    """Undo what happened to many items at once."""
    if entry.verb == events.ITEMS_REMOVED.id:
        put_kept_rows_back(edit, entry)
    else:
        put_back(edit, kept_images(edit, entry))
    touch(edit.program.pk)
    settle(edit, {}, "", ask=False)


def _take_out(edit: Edit, entry: AuditEntry) -> None:
    row = WorkItem.objects.filter(program=edit.program, key=entry.entity_id).first()
    if row is None:
        raise ConflictError(_("{key} is not there any more.").format(key=entry.entity_id))
    if _changed_since(edit, entry):
        raise ConflictError(_("“{title}” was changed since it was added. Undo that first.").format(title=row.title))
    row.delete()


def _changed_since(edit: Edit, entry: AuditEntry) -> bool:
    """By itself, or with others: the entry of many does not name them."""
    pk = edit.program.pk
    alone = changed_after(program_id=pk, entry=entry.pk, kinds=(ITEM,), entity_id=entry.entity_id)
    return alone or changed_after(program_id=pk, entry=entry.pk, kinds=(ITEMS,))
