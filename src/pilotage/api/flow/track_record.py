"""How often forecasts have held."""

from django.http import HttpRequest, HttpResponse
from ninja import Router

from pilotage.api.base.schemas import READ
from pilotage.api.flow.shapes import TrackRecordShape
from pilotage.api.shapes.documents import schema_of
from pilotage.areas.errors import ConflictError

router = Router(tags=["flow"])


@router.get(
    "/programs/{program}/flow/track-record",
    response={200: schema_of(TrackRecordShape), 202: schema_of(TrackRecordShape), **READ},
)
def get_track_record(request: HttpRequest, program: str) -> HttpResponse:
    """The backtest of this program's histories, and the forecasts issued here that have resolved. 202 while a worker
    walks through the histories: ``learning`` tells how far it is.
    """
    raise ConflictError("This part is being built.")
