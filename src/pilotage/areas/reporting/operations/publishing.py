"""Publishing: a draft is composed, checked, numbered and frozen."""

import datetime as dt

from django.utils.translation import gettext as _

from pilotage.areas.actor import Actor
from pilotage.areas.audit.operations import Entry
from pilotage.areas.errors import ConflictError
from pilotage.areas.programs.operations import Edit, editing
from pilotage.areas.reporting import events
from pilotage.areas.reporting.models import Report as Row
from pilotage.areas.reporting.permissions import ACTIONS
from pilotage.areas.reporting.queries import draft, next_number
from pilotage.areas.reporting.rules.blobs import pack_milestones, pack_plan, pack_report
from pilotage.areas.risks.operations.forecasting import refresh_outlook
from pilotage.areas.risks.queries import Outlook, load_whole
from pilotage.areas.schedule.operations.plan_edit import carry_over
from pilotage.plan.insight.briefing import Briefing
from pilotage.reports import Audience, Report, publish


def publish_report(
    *, actor: Actor, program: str, audience: Audience, now: dt.datetime, why: str = ""
) -> tuple[int, Report]:
    """Publish the report of this very plan. Raises ConflictError while it is not ready, saying what is missing."""
    with editing(actor=actor, program=program, needs=ACTIONS["report.publish"], now=now, why=why) as edit:
        outlook = refresh_outlook(whole=load_whole(edit.program), now=now, explain=True)
        if not outlook.fresh:
            raise ConflictError(_("The forecast of this plan is still being made. Publish when it is there."))
        report = store_report(edit=edit, outlook=outlook, audience=audience)
        carry_over(edit)
    return edit.revision, report


def store_report(*, edit: Edit, outlook: Outlook, audience: Audience) -> Report:
    """Freeze the draft of ``outlook`` under the next number. Part of a larger operation."""
    composed, told = draft(outlook, edit.now, audience)
    number = next_number(edit.program.pk)
    try:
        report = publish(composed, number=number, at=edit.now, by=edit.actor.name)
    except ValueError as missing:
        raise ConflictError(_("This report cannot be published yet: {why}.").format(why=missing)) from missing
    _insert(edit, report, told, outlook)
    title = _("report {number} ({audience})").format(number=number, audience=audience.value)
    after = {"number": number, "audience": audience.value, "status": report.status.status.value}
    edit.record(Entry(verb=events.REPORT_PUBLISHED, entity_id=str(number), title=title, after=after))
    return report


def _insert(edit: Edit, report: Report, told: Briefing, outlook: Outlook) -> None:
    assert report.number is not None
    Row.objects.create(
        program=edit.program,
        number=report.number,
        audience=report.audience.value,
        title=report.title[:500],
        status=report.status.status.value,
        published=edit.now,
        as_of=report.as_of,
        publisher_id=edit.actor.user_id,
        publisher_name=edit.actor.name[:200],
        inputs=outlook.run.inputs if outlook.run else "",
        content=pack_report(report),
        milestones=pack_milestones(told.milestones),
        plan=pack_plan(outlook.whole.program),
    )
