"""Taking people and teams off a program."""

from typing import Annotated

from django.http import HttpRequest, HttpResponse
from ninja import Router
from pydantic import Field

from pilotage.api.base.answers import answer
from pilotage.api.base.auth import actor, moment
from pilotage.api.base.schemas import READ, WRITE, Revision
from pilotage.api.shapes.documents import schema_of
from pilotage.areas.programs.queries import visible
from pilotage.areas.risks import operations as risks
from pilotage.areas.risks.queries import load_program
from pilotage.areas.risks.rules.crew import Crew, Use, uses

router = Router(tags=["programs"])

To = Annotated[str | None, Field(max_length=300, description="who gets what they had")]


@router.get("/programs/{program}/crew/{crew}/{path:code}/uses", response={200: list[schema_of(Use)], **READ})  # type: ignore[misc]
def list_uses(request: HttpRequest, program: str, crew: Crew, code: str) -> HttpResponse:
    """The records that name a person or a team: what somebody else must take over before it is removed."""
    row = visible(actor=actor(request), program=program).program
    return answer(uses(load_program(row, history=False), crew, code))


@router.delete("/programs/{program}/crew/{crew}/{path:code}", response={200: Revision, **WRITE})
def remove_crew(request: HttpRequest, program: str, crew: Crew, code: str, to: To = None) -> HttpResponse:
    """Take a person or a team off the program. 409 where records name them and nobody takes over."""
    revision = risks.remove_crew(actor=actor(request), program=program, crew=crew, code=code, to=to, now=moment())
    return answer({"revision": revision})
