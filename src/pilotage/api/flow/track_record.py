"""How often forecasts have held."""

from django.http import HttpRequest, HttpResponse
from ninja import Router

from pilotage.api.base.answers import answer
from pilotage.api.base.auth import actor, moment
from pilotage.api.base.schemas import READ
from pilotage.api.flow.shapes import TrackRecordShape
from pilotage.api.shapes.documents import schema_of
from pilotage.areas.flow.operations import refresh_learning
from pilotage.areas.flow.queries.items import work_of
from pilotage.areas.flow.queries.learning import learned, learning_row
from pilotage.areas.flow.queries.records import network_record, throughput_record
from pilotage.areas.flow.rules.answers import LearningState
from pilotage.areas.programs.queries import visible
from pilotage.plan.flow.calibration.track_record import judge
from pilotage.plan.flow.forecasts import sentences
from pilotage.reports.charts.held import pit_chart, track_record_chart

router = Router(tags=["flow"])


@router.get(
    "/programs/{program}/flow/track-record",
    response={200: schema_of(TrackRecordShape), 202: schema_of(TrackRecordShape), **READ},
)
def get_track_record(request: HttpRequest, program: str) -> HttpResponse:
    """The backtest of this program's histories, and the forecasts issued here whose dates have come. 202 while a worker
    walks through the histories: ``learning`` tells how far it is.
    """
    row = visible(actor=actor(request), program=program).program
    now = moment()
    work = work_of(row.pk)
    state = refresh_learning(program_id=row.pk, work=work, now=now)
    taught = learned(learning_row(row.pk))
    shape = TrackRecordShape(
        learning=state,
        backtest=judge(taught.items) if taught.inputs else None,
        said=sentences.track(taught.items.pooled),
        milestones=taught.milestones.pooled,
        throughput=throughput_record(row.pk, work, now.date()),
        network=network_record(row, now.date()),
        charts=(track_record_chart(taught.items.pooled), pit_chart(taught.items.pooled)),
    )
    return answer(shape, status=202 if state.state is LearningState.LEARNING else 200)
