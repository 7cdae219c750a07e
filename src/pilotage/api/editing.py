"""The answer to an edit of the plan: what changed, what it does, and where its forecast is."""

from django.http import HttpRequest, HttpResponse
from ninja import Schema

from pilotage.api.base.answers import answer
from pilotage.api.base.auth import actor, moment
from pilotage.api.base.schemas import ProblemView
from pilotage.api.shapes.edits import edit_shape
from pilotage.areas.programs.queries import visible
from pilotage.areas.risks.operations import refresh_outlook
from pilotage.areas.risks.queries import as_of, load_whole, milestones_of
from pilotage.areas.risks.rules.announcements import forecast_effect
from pilotage.areas.schedule.operations import PlanEdit
from pilotage.areas.schedule.queries.forecasts import last_issued
from pilotage.areas.schedule.queries.plans import memory
from pilotage.areas.schedule.rules.cost import EDIT_SECONDS
from pilotage.plan.scheduling.schedule import final_milestone


class SimulationState(Schema):
    state: str
    id: int


class EditView(Schema):
    """``rows`` hold, beside ``id``, the plan columns that changed. After ``structure_changed`` fetch the plan again.
    ``refs``: ids of added activities by the refs they were given.
    """

    revision: int
    announcement: str
    rows: list[dict[str, object]]
    structure_changed: bool
    simulation: SimulationState | None
    problems: list[ProblemView]
    refs: dict[str, str]


def answer_edit(request: HttpRequest, program: str, edit: PlanEdit) -> HttpResponse:
    """Re-simulate where that is quick, and tell what changed."""
    row = visible(actor=actor(request), program=program).program
    before = memory().forecasts.last(row.pk)
    now, whole = moment(), load_whole(row)
    last = last_issued(row.pk, whole.program.zone, final_milestone(whole.program))
    outlook = refresh_outlook(whole=whole, now=now, seconds=EDIT_SECONDS)
    views = milestones_of(outlook, as_of(outlook, now)) if outlook.fresh else ()
    effect = forecast_effect(last, outlook.forecast, outlook.whole.schedule)
    shape = edit_shape(
        edit,
        outlook,
        f"{edit.announcement} {effect}".strip(),
        before,
        {view.id: view.status.status.value for view in views},
    )
    return answer(shape)
