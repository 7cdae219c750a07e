"""What can have happened to imports, and the taking back of changes."""

from django.utils.translation import gettext_lazy as _

from pilotage.areas.audit.events import Verb

OPENED = Verb("upload.opened", _("uploaded {title}"), undoable=False)
DROPPED = Verb("upload.dropped", _("dropped the upload {title}"), undoable=False)
IMPORTED = Verb("import.applied", _("imported {title}"))
ITEMS_IMPORTED = Verb("items.imported", _("imported the work items of {title}"))
CREATED = Verb("import.created", _("made the program from {title}"), undoable=False)
STARTED = Verb("plan.started", _("started the plan of “{title}”"), undoable=False)
TEMPLATE_SAVED = Verb("template.saved", _("saved the template “{title}”"), undoable=False)
UNDONE = Verb("change.undone", _("undid: {title}"), undoable=False)
REDONE = Verb("change.redone", _("did again: {title}"), undoable=False)
BACKED_UP = Verb("workspace.backed_up", _("backed the workspace up to {title}"), undoable=False)
RESTORED = Verb("workspace.restored", _("restored the workspace from {title}"), undoable=False)

VERBS = (
    OPENED,
    DROPPED,
    IMPORTED,
    ITEMS_IMPORTED,
    CREATED,
    STARTED,
    TEMPLATE_SAVED,
    UNDONE,
    REDONE,
    BACKED_UP,
    RESTORED,
)
