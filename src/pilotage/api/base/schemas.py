"""Shapes that many answers share. They document answers, and check small bodies."""

import datetime as dt
from typing import Any, Literal

from ninja import Schema
from pydantic import Field


class PersonView(Schema):
    id: str
    name: str
    initials: str
    team: str | None
    external: bool


class SourceView(Schema):
    file: str = ""
    line: int | None = None
    column: int | None = None
    row: int | None = None
    path: str = ""


class ForecastMarkView(Schema):
    run: int = Field(description="The number of its simulation; 0: there is none")
    explained: bool = Field(description="What moves the final milestone was found too")


class ProblemView(Schema):
    id: str
    severity: Literal["error", "warning", "info"]
    message: str
    hint: str = ""
    entity: str = ""
    source: SourceView = SourceView()


class FieldConflictView(Schema):
    yours: Any
    theirs: Any


class ConflictView(Schema):
    entity: str
    id: str
    version: int
    changed_by: str
    changed_at: dt.datetime | None
    fields: dict[str, FieldConflictView]


class ProblemDetails(Schema):
    """RFC 9457, with members of ours: ``problems`` with a 422, ``conflict`` with a 409 (``conflicts``: all those of a
    write of many rows), ``cycle`` where dependencies would close one: ids of its activities in order.
    """

    type: str
    title: str
    status: int
    detail: str
    id: str = Field(description="The request's id, as in the server's log")
    problems: list[ProblemView] | None = None
    conflict: ConflictView | None = None
    conflicts: list[ConflictView] | None = None
    cycle: list[str] | None = None


class Revision(Schema):
    revision: int


class Written(Schema):
    """What a write tells: the program's new revision, and a sentence for the screen reader."""

    revision: int
    announcement: str = ""


READ: dict[Any, Any] = {frozenset({401, 404}): ProblemDetails}
WRITE: dict[Any, Any] = {frozenset({401, 403, 404, 409, 422}): ProblemDetails}
"""What an endpoint may refuse with, beside its answer: ``response={200: X, **READ}``."""
