"""Why this date?"""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Router

from pilotage.api.base.answers import answer
from pilotage.api.base.auth import actor, moment
from pilotage.api.base.schemas import READ
from pilotage.api.shapes.documents import schema_of
from pilotage.api.shapes.why import WhyShape, why_shape
from pilotage.areas.errors import ConflictError, NotFoundError
from pilotage.areas.flow.queries.side_by_side import compared
from pilotage.areas.programs.queries import visible
from pilotage.areas.risks.operations import refresh_outlook
from pilotage.areas.risks.queries import as_of, drivers_of, load_whole, milestones_of
from pilotage.areas.schedule.queries.baselines import baseline as load_baseline
from pilotage.plan.insight.why import why

router = Router(tags=["plan"])


@router.get("/programs/{program}/why/{path:activity}", response={200: schema_of(WhyShape), **READ})
def get_why(
    request: HttpRequest, program: str, activity: str, baseline: str | None = None, drivers: bool = True
) -> HttpResponse:
    """The driving chain of one activity, its float, the days lost to calendars, and what moves its P85; of a tracker's
    milestone also the forecast of its pace.

    What moves the P85 is found by simulating again, which takes seconds in a large plan: `drivers=false` leaves it out.
    """
    row = visible(actor=actor(request), program=program).program
    now = moment()
    outlook = refresh_outlook(whole=load_whole(row), now=now, explain=True)
    if activity not in outlook.whole.schedule.index:
        raise NotFoundError(_("There is no activity “{id}” in this program.").format(id=activity[:200]))
    if outlook.whole.plan.broken:
        raise ConflictError(_("The plan cannot be scheduled: {why}").format(why=outlook.whole.plan.broken[0]))
    at = as_of(outlook, now)
    found = drivers_of(outlook, activity) if drivers else None
    answered = why(
        outlook.whole.schedule,
        activity,
        drivers=found or (),
        baseline=load_baseline(row.pk, outlook.whole.program.zone, baseline),
    )
    view = next((each for each in milestones_of(outlook, at) if each.id == activity), None)
    pair = compared(outlook, now.date()).get(activity)
    return answer(why_shape(answered, outlook, view=view, drivers=found, at=at, pair=pair))
