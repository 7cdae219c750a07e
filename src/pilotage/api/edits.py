"""Editing the plan: many changes in one act."""

from typing import Annotated, Literal

import msgspec
from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema
from pydantic import Field

from pilotage.api.activities import ActivityFields, Name, change_of
from pilotage.api.base.answers import refuse_nul
from pilotage.api.base.auth import actor, moment
from pilotage.api.base.schemas import WRITE
from pilotage.api.dependencies import Lag, LinkCode
from pilotage.api.editing import EditView, answer_edit
from pilotage.areas.schedule import operations as schedule
from pilotage.areas.schedule.operations.editing import MOST_CHANGES
from pilotage.areas.schedule.rules.drafting import vocabulary as changes

router = Router(tags=["plan"])

Names = Annotated[list[Name], Field(min_length=1, max_length=MOST_CHANGES)]
Version = Annotated[int | None, Field(description="as it was read; a stale one is refused with 409")]
Ref = Annotated[Name | None, Field(description="a name by which later changes of this edit can call the new activity")]


class SetChange(Schema):
    """Fields of one activity as typed."""

    do: Literal["set"]
    id: Name
    version: Version = None
    fields: ActivityFields


class AddChange(Schema):
    """A new activity beside a row, or last in a summary or workstream (``ws:id``)."""

    do: Literal["add"]
    fields: ActivityFields
    id: Name | None = None
    ref: Ref = None
    after: Name | None = None
    before: Name | None = None
    into: Name | None = None


class RemoveChange(Schema):
    """An activity with all below it, and their dependencies."""

    do: Literal["remove"]
    id: Name
    version: Version = None


class MoveChange(Schema):
    """Rows with all below them to another place."""

    do: Literal["move"]
    ids: Names
    after: Name | None = None
    before: Name | None = None
    into: Name | None = None


class IndentChange(Schema):
    """Each row into the one above it of its level, which becomes a summary."""

    do: Literal["indent"]
    ids: Names


class OutdentChange(Schema):
    """Each row out of its summary, below it."""

    do: Literal["outdent"]
    ids: Names


class LinkChange(Schema):
    do: Literal["link"]
    predecessor: Name
    successor: Name
    kind: Annotated[str, Field(max_length=2, description="FS, SS, FF or SF")] = "FS"
    lag: Lag = ""


class RelinkChange(Schema):
    """Another kind or lag."""

    do: Literal["relink"]
    id: LinkCode
    version: Version = None
    kind: Annotated[str | None, Field(max_length=2)] = None
    lag: Lag | None = None


class UnlinkChange(Schema):
    do: Literal["unlink"]
    id: LinkCode
    version: Version = None


Change = Annotated[
    SetChange
    | AddChange
    | RemoveChange
    | MoveChange
    | IndentChange
    | OutdentChange
    | LinkChange
    | RelinkChange
    | UnlinkChange,
    Field(discriminator="do"),
]


class EditInput(Schema):
    """Changes in the order in which they are made."""

    changes: Annotated[list[Change], Field(min_length=1, max_length=MOST_CHANGES)]
    why: Annotated[str, Field(max_length=2000)] = ""


@router.post("/programs/{program}/edits", response={200: EditView, **WRITE})
def edit_plan(request: HttpRequest, program: str, payload: EditInput) -> HttpResponse:
    """All of the changes or none, in one transaction; one undo takes them all back. A 409 tells every stale row
    (``conflict`` and ``conflicts``), a 422 the number of the change in ``source.row`` of its problem and, where a link
    would close one, the ``cycle``.
    """
    refuse_nul(request)
    edit = schedule.edit_plan(
        actor=actor(request),
        program=program,
        changes=[_read(each) for each in payload.changes],
        now=moment(),
        why=payload.why,
    )
    return answer_edit(request, program, edit)


def _read(change: Change) -> changes.PlanChange:
    given = {name: getattr(change, name) for name in change.model_fields_set if name != "fields"}
    if isinstance(change, SetChange | AddChange):
        given["fields"] = change_of(change.fields)
    read: changes.PlanChange = msgspec.convert(given, changes.PlanChange)
    return read
