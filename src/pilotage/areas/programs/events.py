"""What can have happened to a program and its head."""

from django.utils.translation import gettext_lazy as _

from pilotage.areas.audit.events import Verb

CREATED = Verb("program.created", _("created the program “{title}”"), undoable=False)
CHANGED = Verb("program.changed", _("changed the {fields} of the program “{title}”"))
REMOVED = Verb("program.removed", _("deleted the program “{title}”"), undoable=False)

MOVED = Verb("program.moved", _("moved the program “{title}” between portfolios"))
PORTFOLIO_ADDED = Verb("portfolio.added", _("made the portfolio “{title}”"), undoable=False)
PORTFOLIO_CHANGED = Verb("portfolio.changed", _("changed the {fields} of the portfolio “{title}”"), undoable=False)
PORTFOLIO_REMOVED = Verb("portfolio.removed", _("removed the portfolio “{title}”"), undoable=False)
VIEW_SAVED = Verb("view.saved", _("saved the view “{title}”"), undoable=False)
VIEW_CHANGED = Verb("view.changed", _("changed the {fields} of the view “{title}”"), undoable=False)
VIEW_REMOVED = Verb("view.removed", _("removed the view “{title}”"), undoable=False)

VERBS = (
    CREATED,
    CHANGED,
    REMOVED,
    MOVED,
    PORTFOLIO_ADDED,
    PORTFOLIO_CHANGED,
    PORTFOLIO_REMOVED,
    VIEW_SAVED,
    VIEW_CHANGED,
    VIEW_REMOVED,
)
