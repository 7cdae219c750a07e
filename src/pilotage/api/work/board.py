"""Boards: columns, limits, policies, cards, and how old work usually gets."""

from typing import Annotated, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema
from pydantic import Field

from pilotage.api.base.answers import answer, refuse_nul
from pilotage.api.base.auth import actor, moment
from pilotage.api.base.schemas import READ, WRITE
from pilotage.api.shapes.documents import schema_of
from pilotage.areas.flow.queries.ageing import AgeMarks, age_marks
from pilotage.areas.work import operations as work
from pilotage.areas.work.queries.board import BoardView, board_of
from pilotage.areas.work.rules.boards import MOST_COLUMNS, MOST_LIMIT, MOST_STATES, Column

router = Router(tags=["work items"])

Stream = Annotated[str, Field(max_length=300, description="Id of the workstream; empty: the whole program")]
StateName = Annotated[str, Field(max_length=100)]
Limit = Annotated[int, Field(ge=1, le=MOST_LIMIT)]
Policy = Annotated[str, Field(max_length=2_000)]


class ColumnInput(Schema):
    """``limit``: the most items that may be in it. ``policy``: when an item may leave it."""

    id: Annotated[str, Field(max_length=100)]
    title: Annotated[str, Field(max_length=100)]
    states: Annotated[list[StateName], Field(max_length=MOST_STATES)]
    limit: Limit | None = None
    policy: Policy = ""


class BoardInput(Schema):
    """``person_limit``: the most that one person may have in progress. ``classes``: the policies of classes of service.
    ``meanings``: the category of states in which no item is yet.
    """

    version: int | None = None
    columns: Annotated[list[ColumnInput], Field(max_length=MOST_COLUMNS)]
    person_limit: Limit | None = None
    classes: dict[Literal["expedite", "fixed_date", "standard", "intangible"], Policy] = Field(default={})
    meanings: dict[StateName, Literal["todo", "doing", "done"]] = Field(default={}, max_length=MOST_STATES)
    why: Annotated[str, Field(max_length=2_000)] = ""


@router.get("/programs/{program}/board", response={200: schema_of(BoardView), **READ})
def get_board(request: HttpRequest, program: str, workstream: Stream = "") -> HttpResponse:
    """Where nobody has set it up, its columns follow from the states of the items."""
    return answer(board_of(actor=actor(request), program=program, workstream=workstream, now=moment()))


@router.put("/programs/{program}/board", response={200: schema_of(BoardView), **WRITE})
def set_board(request: HttpRequest, program: str, payload: BoardInput, workstream: Stream = "") -> HttpResponse:
    """Set up columns, limits and policies, in the place of all earlier ones."""
    refuse_nul(request)
    who, now = actor(request), moment()
    work.set_board(
        actor=who,
        program=program,
        workstream=workstream,
        version=payload.version,
        columns=[Column(**{**each.dict(), "states": tuple(each.states)}) for each in payload.columns],
        person_limit=payload.person_limit,
        classes=dict(payload.classes.items()),
        meanings=dict(payload.meanings.items()),
        now=now,
        why=payload.why,
    )
    return answer(board_of(actor=who, program=program, workstream=workstream, now=now))


@router.get("/programs/{program}/board/ages", response={200: schema_of(AgeMarks), **READ})
def get_board_ages(request: HttpRequest, program: str, workstream: Stream = "") -> HttpResponse:
    """How many days the finished work of a workstream took: what the age of a card is held against."""
    return answer(age_marks(actor=actor(request), program=program, workstream=workstream, today=moment().date()))
