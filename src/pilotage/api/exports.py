"""A program as a file."""

from typing import Literal

from django.http import HttpRequest, HttpResponse
from ninja import Router

from pilotage.api.base.auth import actor
from pilotage.api.base.schemas import READ, ProblemDetails
from pilotage.areas.sync.queries.exports import export

router = Router(tags=["exports"])

FormatName = Literal["text", "mspdi", "xlsx", "csv", "risks-csv", "json"]
_FILE = {"responses": {200: {"description": "The file", "content": {"application/octet-stream": {}}}}}


@router.get(
    "/programs/{program}/export",
    response={200: None, 422: ProblemDetails, **READ},
    openapi_extra=_FILE,
)
def export_program(request: HttpRequest, program: str, format: FormatName = "text") -> HttpResponse:  # noqa: A002 - the name of the parameter in the address
    """Download the program. What the format cannot hold is named in the ``X-Not-Exported`` header."""
    file = export(actor=actor(request), program=program, format_=format)
    response = HttpResponse(file.data, content_type=file.media_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{file.name}"'
    if file.lost:
        response.headers["X-Not-Exported"] = "; ".join(file.lost).encode("ascii", "replace").decode()[:1000]
    return response
