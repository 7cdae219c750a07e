"""What can have happened to a program and its head."""

from django.utils.translation import gettext_lazy as _

from pilotage.areas.audit.events import Verb

CREATED = Verb("program.created", _("created the program “{title}”"), undoable=False)
CHANGED = Verb("program.changed", _("changed the {fields} of the program “{title}”"))
REMOVED = Verb("program.removed", _("deleted the program “{title}”"), undoable=False)

VERBS = (CREATED, CHANGED, REMOVED)
