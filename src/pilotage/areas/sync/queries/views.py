"""An import as the user sees it."""

from typing import Any

import msgspec

from pilotage.areas.actor import Actor
from pilotage.areas.sync.models import ImportSession
from pilotage.areas.sync.queries.imports import known_mappings, title_of
from pilotage.areas.sync.rules.comparing import ImportDifference
from pilotage.areas.sync.rules.mapping import all_fields
from pilotage.plan.vocabulary.problems import Problem


class ImportProgress(msgspec.Struct, frozen=True):
    """Bytes of the file that were read."""

    done: int
    total: int
    text: str


class ImportFile(msgspec.Struct, frozen=True):
    name: str
    size: int


class SampleRow(msgspec.Struct, frozen=True):
    """``start`` and ``finish`` are instants, null where the plan has no dates."""

    id: str
    title: str
    start: str | None
    finish: str | None


class ImportColumn(msgspec.Struct, frozen=True):
    """``field`` is what the column seems to hold, with a ``confidence`` from 0 to 1."""

    name: str
    samples: tuple[str, ...]
    field: str | None
    confidence: float


class ImportField(msgspec.Struct, frozen=True):
    """What a column may be mapped to; ``entity`` is activities, work_items or risks."""

    id: str
    title: str
    entity: str


class MappingName(msgspec.Struct, frozen=True):
    name: str
    title: str


class ImportTarget(msgspec.Struct, frozen=True):
    """``program`` is the id of an existing program; null: a new one with this title."""

    program: str | None
    title: str | None


class ImportDone(msgspec.Struct, frozen=True):
    program: str
    revision: int


class ImportView(msgspec.Struct, frozen=True, kw_only=True):
    """``mapping``: column to field, null for an unused column. ``diff.removed`` counts what ``remove_missing``
    takes out; without it such rows stay. ``problems`` are the first 500, errors first.
    """

    id: str
    state: str
    progress: ImportProgress
    file: ImportFile
    format: str | None
    format_title: str | None
    counts: dict[str, int]
    problems: tuple[Problem, ...]
    problem_counts: dict[str, int]
    sample: tuple[SampleRow, ...]
    columns: tuple[ImportColumn, ...] | None
    fields: tuple[ImportField, ...] | None
    mapping: dict[str, str | None] | None
    mappings: tuple[MappingName, ...]
    target: ImportTarget
    remove_missing: bool
    diff: ImportDifference | None
    result: ImportDone | None
    error: str | None


def import_view(session: ImportSession, actor: Actor) -> ImportView:
    facts: dict[str, Any] = session.facts
    columns = facts.get("columns")
    return ImportView(
        id=session.code,
        state=session.state,
        progress=ImportProgress(session.done, session.total, session.progress_text),
        file=ImportFile(session.file_name, session.file_size),
        format=facts.get("format") or None,
        format_title=facts.get("format_title") or None,
        counts=facts.get("counts", {}),
        problems=msgspec.convert(session.problems, tuple[Problem, ...]),
        problem_counts=session.problem_counts or {"error": 0, "warning": 0, "info": 0},
        sample=msgspec.convert(facts.get("sample", []), tuple[SampleRow, ...]),
        columns=msgspec.convert(columns, tuple[ImportColumn, ...] | None),
        fields=msgspec.convert(all_fields(), tuple[ImportField, ...]) if columns is not None else None,
        mapping=session.mapping,
        mappings=tuple(MappingName(known.name, known.title) for known in known_mappings(actor=actor)),
        target=_target(session, actor),
        remove_missing=session.remove_missing,
        diff=msgspec.convert(session.diff, ImportDifference | None),
        result=_result(session),
        error=session.error or None,
    )


def _target(session: ImportSession, actor: Actor) -> ImportTarget:
    if session.target:
        return ImportTarget(session.target, title_of(actor=actor, slug=session.target))
    return ImportTarget(None, session.title or None)


def _result(session: ImportSession) -> ImportDone | None:
    if not session.result_program:
        return None
    return ImportDone(session.result_program, session.result_revision or 0)
