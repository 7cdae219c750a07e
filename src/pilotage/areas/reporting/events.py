"""What can have happened to reports and to early warnings."""

from django.utils.translation import gettext_lazy as _

from pilotage.areas.audit.events import Verb

REPORT_PUBLISHED = Verb("report.published", _("published {title}"), undoable=False)
WARNING_MUTED = Verb("warning.muted", _("muted the warning “{title}”"))
WARNING_UNMUTED = Verb("warning.unmuted", _("unmuted the warning “{title}”"))

VERBS = (REPORT_PUBLISHED, WARNING_MUTED, WARNING_UNMUTED)
