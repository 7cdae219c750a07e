"""What can have happened to work items other than by an import."""

from django.utils.translation import gettext_lazy as _

from pilotage.areas.audit.events import Verb

STATES_CHOSEN = Verb("states.chosen", _("chose what states of work items mean: {title}"))

ITEMS_LOADED = Verb("tracker.loaded", _("loaded the work items of “{title}”"), undoable=False)

VERBS = (STATES_CHOSEN, ITEMS_LOADED)
