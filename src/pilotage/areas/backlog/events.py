"""What can have happened to the order of a program's work items."""

from django.utils.translation import gettext_lazy as _

from pilotage.areas.audit.events import Verb

PRIORITIES_SET = Verb("priorities.set", _("changed how work items are put in order: {title}"))
SCORE_SET = Verb("score.set", _("scored {title}"))
SCORES_SET = Verb("scores.set", _("scored {title}"))
OVERRIDE_SET = Verb("override.set", _("decided the place of {title}"))
OVERRIDE_REMOVED = Verb("override.removed", _("gave {title} back the place that the method gives it"))

VERBS = (PRIORITIES_SET, SCORE_SET, SCORES_SET, OVERRIDE_SET, OVERRIDE_REMOVED)
