"""Importing files: upload, map columns, look at the difference, apply."""

import os
import tempfile
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from ninja import File, Form, Router, Schema
from ninja.files import UploadedFile
from pydantic import Field

from pilotage.api.base.answers import answer, nothing
from pilotage.api.base.auth import actor, moment
from pilotage.api.base.schemas import READ, WRITE, ProblemDetails
from pilotage.api.shapes.documents import schema_of
from pilotage.areas.sync import operations as sync
from pilotage.areas.sync.queries.imports import import_by_code, known_mappings
from pilotage.areas.sync.queries.views import ImportView, MappingName, import_view

router = Router(tags=["imports"])


class TargetInput(Schema):
    program: str | None = None
    title: str = Field(default="", max_length=300)


class ImportPatch(Schema):
    mapping: dict[str, str | None] | None = None
    mapping_name: str = Field(default="", max_length=100)
    target: TargetInput | None = None
    remove_missing: bool | None = Field(default=None, description="Also remove what the file no longer holds")


class ImportApply(Schema):
    accept_problems: bool = False
    remove_missing: bool | None = None


@router.post("/imports", response={200: schema_of(ImportView), 413: ProblemDetails, **WRITE})
def upload_import(
    request: HttpRequest,
    file: File[UploadedFile],
    program: Form[str | None] = None,
) -> HttpResponse:
    """Upload a file. Small ones are read at once; others are ``reading`` until a worker has read them."""
    session = sync.open_import(
        actor=actor(request), name=file.name or "upload", source=_on_disk(file), program=program or None, now=moment()
    )
    return answer(import_view(session, actor(request)))


@router.get("/imports/{import_id}", response={200: schema_of(ImportView), **READ})
def get_import(request: HttpRequest, import_id: str) -> HttpResponse:
    return answer(import_view(import_by_code(actor=actor(request), code=import_id), actor(request)))


@router.patch("/imports/{import_id}", response={200: schema_of(ImportView), **WRITE})
def change_import(request: HttpRequest, import_id: str, payload: ImportPatch) -> HttpResponse:
    """Say what the columns are, and where it goes."""
    who, now = actor(request), moment()
    session = import_by_code(actor=who, code=import_id)
    if payload.target is not None or payload.remove_missing is not None:
        aim = payload.target or TargetInput(program=session.target or None, title=session.title)
        session = sync.aim_import(
            actor=who,
            code=import_id,
            program=aim.program,
            title=aim.title,
            remove_missing=payload.remove_missing,
            now=now,
        )
    if payload.mapping is not None or payload.mapping_name:
        session = sync.map_import(
            actor=who, code=import_id, mapping=payload.mapping, mapping_name=payload.mapping_name, now=now
        )
    return answer(import_view(session, who))


@router.post("/imports/{import_id}/apply", response={200: schema_of(ImportView), **WRITE})
def apply_import(request: HttpRequest, import_id: str, payload: ImportApply) -> HttpResponse:
    """Write it, as a whole or not at all. Small ones are done in the answer, others while ``applying``."""
    session = sync.apply_import(
        actor=actor(request),
        code=import_id,
        accept_problems=payload.accept_problems,
        remove_missing=payload.remove_missing,
        now=moment(),
    )
    return answer(import_view(session, actor(request)))


@router.delete("/imports/{import_id}", response={204: None, **WRITE})
def drop_import(request: HttpRequest, import_id: str) -> HttpResponse:
    sync.drop_import(actor=actor(request), code=import_id, now=moment())
    return nothing()


@router.get("/mappings", response={200: list[schema_of(MappingName)], **READ})  # type: ignore[misc]  # made at run time
def list_mappings(request: HttpRequest) -> HttpResponse:
    """The shipped mappings and the user's own."""
    return answer([MappingName(known.name, known.title) for known in known_mappings(actor=actor(request))])


def _on_disk(file: UploadedFile) -> Path:
    """The upload as a file of ours; Django's own goes with the request."""
    handle, name = tempfile.mkstemp(dir=settings.DATA / "uploads", prefix="incoming-")
    with os.fdopen(handle, "wb") as target:
        for chunk in file.chunks():
            target.write(chunk)
    return Path(name)
