"""An import as the user sees it."""

from typing import Any

from pilotage.areas.actor import Actor
from pilotage.areas.sync.models import ImportSession
from pilotage.areas.sync.queries.imports import known_mappings, title_of
from pilotage.areas.sync.rules.mapping import all_fields


def import_view(session: ImportSession, actor: Actor) -> dict[str, Any]:
    """Plain JSON; its shape is ``api.imports.Import``."""
    facts = session.facts
    columns = facts.get("columns")
    result = {"program": session.result_program, "revision": session.result_revision}
    return {
        "id": session.code,
        "state": session.state,
        "progress": {"done": session.done, "total": session.total, "text": session.progress_text},
        "file": {"name": session.file_name, "size": session.file_size},
        "format": facts.get("format") or None,
        "format_title": facts.get("format_title") or None,
        "counts": facts.get("counts", {}),
        "problems": session.problems,
        "problem_counts": session.problem_counts or {"error": 0, "warning": 0, "info": 0},
        "sample": facts.get("sample", []),
        "columns": columns,
        "fields": all_fields() if columns is not None else None,
        "mapping": session.mapping,
        "mappings": [{"name": known.name, "title": known.title} for known in known_mappings(actor=actor)],
        "target": _target(session, actor),
        "remove_missing": session.remove_missing,
        "diff": session.diff,
        "result": result if session.result_program else None,
        "error": session.error or None,
    }


def _target(session: ImportSession, actor: Actor) -> dict[str, str | None]:
    if session.target:
        return {"program": session.target, "title": title_of(actor=actor, slug=session.target)}
    return {"program": None, "title": session.title or None}
