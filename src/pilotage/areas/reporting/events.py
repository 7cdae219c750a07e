"""What can have happened to reports."""

from django.utils.translation import gettext_lazy as _

from pilotage.areas.audit.events import Verb

REPORT_PUBLISHED = Verb("report.published", _("published {title}"), undoable=False)

VERBS = (REPORT_PUBLISHED,)
