"""What can have happened to forecasts, limits of work in progress and deployments. What was issued stays issued."""

from django.utils.translation import gettext_lazy as _

from pilotage.areas.audit.events import Verb

FORECAST_ISSUED = Verb("forecast.issued", _("issued forecast {title}"), undoable=False)
SNAPSHOT_TAKEN = Verb("snapshot.taken", _("issued the forecasts of week {title}"), undoable=False)
LIMITS_SET = Verb("limits.set", _("set the limit of work in progress of {title}"))
DEPLOYMENTS_SET = Verb("deployments.set", _("set the list of {title}"))

VERBS = (FORECAST_ISSUED, SNAPSHOT_TAKEN, LIMITS_SET, DEPLOYMENTS_SET)
