"""Making the stored plan equal to a wanted one: what an import does."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from pilotage.areas.errors import InvalidError
from pilotage.areas.programs.operations import Edit
from pilotage.areas.schedule.models import Activity as Row
from pilotage.areas.schedule.models import Dependency as Link
from pilotage.areas.schedule.operations import rows
from pilotage.areas.schedule.operations.activities import LONGEST_ID, MOST_ACTIVITIES
from pilotage.areas.schedule.operations.dependencies import MOST_DEPENDENCIES
from pilotage.areas.schedule.queries.rows import dependency as link_value
from pilotage.plan.vocabulary.activities import Activity, Dependency
from pilotage.plan.vocabulary.program import Program


@dataclass(frozen=True, slots=True)
class Replaced:
    """How many rows an import wrote."""

    added: int
    changed: int
    removed: int


def save_plan(*, edit: Edit, program: Program) -> Replaced:
    """Make the stored activities and dependencies equal to those of ``program``; equal rows keep their version.

    Records nothing: the caller knows why. Raises InvalidError for what cannot be stored: doubled or too long ids.
    """
    _check_size(program)
    _check_ids("activities", (activity.id for activity in program.activities))
    _check_ids("dependencies", (dependency.id for dependency in program.dependencies), longest=2 * LONGEST_ID + 4)
    activities = _save_activities(edit.program.pk, program.activities)
    links = _save_dependencies(edit.program.pk, program.dependencies)
    return Replaced(
        activities.added + links.added, activities.changed + links.changed, activities.removed + links.removed
    )


def _check_size(program: Program) -> None:
    if len(program.activities) > MOST_ACTIVITIES:
        raise InvalidError(_("A program holds at most {n} activities.").format(n=MOST_ACTIVITIES))
    if len(program.dependencies) > MOST_DEPENDENCIES:
        raise InvalidError(_("A program holds at most {n} dependencies.").format(n=MOST_DEPENDENCIES))


def _check_ids(field: str, ids: Iterable[str], longest: int = LONGEST_ID) -> None:
    seen: set[str] = set()
    for code in ids:
        if code in seen:
            raise InvalidError.field(field, _("Two rows have the id “{id}”.").format(id=code), problem="duplicate-id")
        if not code or len(code) > longest or "\x00" in code:
            raise InvalidError.field(
                field, _("“{id}…” cannot be an id: 1 to {n} characters, no NUL.").format(id=code[:60], n=longest)
            )
        seen.add(code)


def _save_activities(program_id: int, wanted: tuple[Activity, ...]) -> Replaced:
    stored = {
        code: (version, position, body)
        for code, version, position, body in Row.objects.filter(program_id=program_id)
        .order_by("position", "id")
        .values_list("code", "version", "position", "body")
    }
    codes = {activity.id for activity in wanted}
    gone = [code for code in stored if code not in codes]
    fresh = [activity for activity in wanted if activity.id not in stored]
    places = {activity.id: (place + 1) * rows.POSITION_GAP for place, activity in enumerate(wanted)}
    changed = {a.id for a in wanted if a.id in stored and rows.body(a) != stored[a.id][2]}
    moved = {code for code in stored if code in places and stored[code][1] != places[code]}
    rows.delete(Row, program_id, "code", gone)
    rows.rewrite_activities(
        program_id,
        ((a, places[a.id], stored[a.id][0] + (a.id in changed)) for a in wanted if a.id in changed or a.id in moved),
    )
    rows.insert_activities(program_id, fresh, (places[activity.id] for activity in fresh))
    return Replaced(added=len(fresh), changed=len(changed), removed=len(gone))


def _save_dependencies(program_id: int, wanted: tuple[Dependency, ...]) -> Replaced:
    columns = ("predecessor", "successor", "kind", "lag_minutes", "lag_unit", "lag_percent", "calendar")
    found = Link.objects.filter(program_id=program_id).order_by("id").values_list(*columns, "version", "id")
    values = [(link_value(*row[:7]), row[7], row[8]) for row in found]
    stored = {value.id: (value, version) for value, version, _key in values}
    ids = {dependency.id for dependency in wanted}
    gone = [key for value, _version, key in values if value.id not in ids]
    fresh = [dependency for dependency in wanted if dependency.id not in stored]
    changed = [d for d in wanted if d.id in stored and stored[d.id][0] != d]
    rows.delete(Link, program_id, "id", gone)
    for new in changed:
        old, version = stored[new.id]
        rows.update_dependency(program_id, old, new, version + 1)
    rows.insert_dependencies(program_id, fresh)
    return Replaced(added=len(fresh), changed=len(changed), removed=len(gone))
