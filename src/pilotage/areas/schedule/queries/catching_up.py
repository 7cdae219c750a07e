"""An older plan of this process brought up to the present revision by what the audit trail tells: with several web
processes, each edit is made in one of them, and the others need not read the whole plan again.
"""

from collections.abc import Iterable
from dataclasses import replace

import msgspec
import numpy as np

from pilotage.areas.audit.models import AuditEntry
from pilotage.areas.programs.models import Program
from pilotage.areas.schedule.events import ACTIVITY_CHANGED
from pilotage.areas.schedule.models import Activity
from pilotage.areas.schedule.rules.planned import PlannedProgram, StoredPlan, planned
from pilotage.plan.vocabulary import activities as vocabulary

MOST_REVISIONS = 50
MOST_ROWS = 500
_ELSEWHERE = frozenset(
    (
        *("risk", "contract", "finding", "simulation", "member"),
        *("work_item", "work_items", "board", "blocker", "sprint"),
        *("priorities", "score", "scores", "override"),
        *("comment", "view", "report", "warning", "forecast", "snapshot", "limits", "deployments"),
    )
)
"""Kinds of entities of which nothing is kept in the rows of a plan."""

_activity = msgspec.json.Decoder(vocabulary.Activity)


def caught_up(program: Program, kept: PlannedProgram) -> PlannedProgram | None:
    """The plan at ``program.revision``, made from ``kept``. None where more was done than activities changed, or so
    much that reading all of it is as quick.
    """
    if not 0 < program.revision - kept.revision <= MOST_REVISIONS:
        return None
    entries = AuditEntry.objects.filter(
        program_id=program.pk, revision__gt=kept.revision, revision__lte=program.revision
    )
    codes = set()
    revisions = set()
    for revision, verb, code in entries.values_list("revision", "verb", "entity_id"):
        revisions.add(revision)
        if verb == ACTIVITY_CHANGED.id:
            codes.add(code)
        elif verb.partition(".")[0] not in _ELSEWHERE:
            return None
    if len(revisions) < program.revision - kept.revision or len(codes) > MOST_ROWS:
        return None
    if not codes:
        return replace(kept, revision=program.revision)
    stored = _with_rows(program.pk, kept.stored, codes)
    return None if stored is None else planned(program.revision, stored, kept)


def _with_rows(program_id: int, stored: StoredPlan, codes: Iterable[str]) -> StoredPlan | None:
    """The stored plan with these rows as they are now; None where one of them is elsewhere or gone."""
    wanted = set(codes)
    rows = {each.id: row for row, each in enumerate(stored.program.activities) if each.id in wanted}
    changed = Activity.objects.filter(program_id=program_id, code__in=wanted)
    found = list(changed.values_list("code", "body", "version", "position"))
    if len(found) < len(wanted) or any(
        code not in rows or stored.positions[rows[code]] != position for code, _body, _version, position in found
    ):
        return None
    activities, versions = list(stored.program.activities), np.copy(stored.versions)
    for code, body, version, _position in found:
        activities[rows[code]] = _activity.decode(body)
        versions[rows[code]] = version
    return StoredPlan(
        program=msgspec.structs.replace(stored.program, activities=tuple(activities)),
        versions=versions,
        positions=stored.positions,
        dependency_versions=stored.dependency_versions,
    )
