"""What can have happened in a discussion. Undo of the plan leaves it alone: who said something takes it back."""

from django.utils.translation import gettext_lazy as _

from pilotage.areas.audit.events import Verb

ADDED = Verb("comment.added", _("commented on “{title}”"), undoable=False)
CHANGED = Verb("comment.changed", _("edited a comment on “{title}”"), undoable=False)
REMOVED = Verb("comment.removed", _("removed a comment on “{title}”"), undoable=False)
RESOLVED = Verb("comment.resolved", _("resolved a discussion of “{title}”"), undoable=False)
REOPENED = Verb("comment.reopened", _("reopened a discussion of “{title}”"), undoable=False)

VERBS = (ADDED, CHANGED, REMOVED, RESOLVED, REOPENED)
