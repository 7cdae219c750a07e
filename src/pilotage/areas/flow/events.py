"""What can have happened to forecasts. What was issued stays issued: nothing here is undone."""

from django.utils.translation import gettext_lazy as _

from pilotage.areas.audit.events import Verb

FORECAST_ISSUED = Verb("forecast.issued", _("issued forecast {title}"), undoable=False)
SNAPSHOT_TAKEN = Verb("snapshot.taken", _("issued the forecasts of week {title}"), undoable=False)

VERBS = (FORECAST_ISSUED, SNAPSHOT_TAKEN)
