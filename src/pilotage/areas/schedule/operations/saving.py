"""Writing what a draft changed: rows, links and their audit entries. Part of a larger operation."""

import numpy as np
from django.db import connection

from pilotage.areas.audit.operations import Entry
from pilotage.areas.schedule import events
from pilotage.areas.schedule.models import Activity as Row
from pilotage.areas.schedule.operations import positions, rows
from pilotage.areas.schedule.operations.dependencies import link_title
from pilotage.areas.schedule.operations.plan_edit import OpenPlan
from pilotage.areas.schedule.rules.changes import difference as fields_of
from pilotage.areas.schedule.rules.changes import image
from pilotage.areas.schedule.rules.drafting.difference import Difference
from pilotage.areas.schedule.rules.drafting.draft import Draft
from pilotage.areas.schedule.rules.planned import StoredPlan
from pilotage.plan.vocabulary.activities import Activity, Dependency


def stored_draft(plan: OpenPlan, draft: Draft, found: Difference) -> StoredPlan:
    """The changed plan as it will be stored. Rows are given new positions at once where there is no room."""
    before = plan.before.stored
    ids = [activity.id for activity in before.program.activities]
    versions = dict(zip(ids, before.versions.tolist(), strict=True))
    for code in found.changed:
        versions[code] += 1
    links = {
        link.id: int(version)
        for link, version in zip(before.program.dependencies, before.dependency_versions, strict=True)
    }
    rewritten = {new.id for _old, new in found.relinked}
    return StoredPlan(
        program=draft.program,
        versions=np.array([versions.get(code, 1) for code in draft.order], dtype=np.int64),
        positions=_positions(plan, draft, found, ids),
        dependency_versions=np.array(
            [
                1 if (origin := draft.origins[code]) is None else links[origin] + (code in rewritten)
                for code in draft.links
            ],
            dtype=np.int64,
        ),
    )


def _positions(
    plan: OpenPlan, draft: Draft, found: Difference, ids: list[str]
) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    new = {*found.added, *found.moved}
    known = {
        code: place
        for code, place in zip(ids, plan.before.stored.positions.tolist(), strict=True)
        if code not in new and code in draft.activities
    }
    fresh = positions.spread(draft.order, known) if new else {}
    if fresh is None or (new and len(set(known.values())) < len(known)):
        positions.respace(plan.edit.program.pk)
        known = {code: place * positions.GAP for place, code in enumerate(ids, 1) if code in known}
        fresh = positions.spread(draft.order, known)
        assert fresh is not None, "an edit adds fewer rows than there is room for"
    known.update(fresh)
    return np.array([known[code] for code in draft.order], dtype=np.int64)


def save_draft(plan: OpenPlan, stored: StoredPlan, draft: Draft, found: Difference) -> None:
    """Write rows and links, and record each change. The order of the entries is that in which all can be done again;
    backwards they are undone.
    """
    _save_links_gone(plan, found)
    _save_rows(plan, stored, draft, found)
    _save_links(plan, draft, found)


def _save_links_gone(plan: OpenPlan, found: Difference) -> None:
    for link in found.unlinked:
        rows.delete_link(plan.edit.program.pk, link)
        plan.edit.record(
            Entry(
                verb=events.DEPENDENCY_REMOVED,
                entity_id=link.id,
                title=link_title(link, plan.before.program) if len(found.unlinked) == 1 else _short(link),
                before=rows.link_image(link),
            )
        )


def _save_rows(plan: OpenPlan, stored: StoredPlan, draft: Draft, found: Difference) -> None:
    edit, before = plan.edit, plan.before
    place = {code: index for index, code in enumerate(draft.order)}
    row_of = before.schedule.index
    activities = before.program.activities
    rows.delete(Row, edit.program.pk, "code", found.removed)
    for code in reversed(found.removed):
        old = activities[row_of[code]]
        behind = {"position": int(before.stored.positions[row_of[code]]), "behind": found.was_behind[code]}
        edit.record(Entry(verb=events.ACTIVITY_REMOVED, entity_id=code, title=old.title, before=image(old) | behind))
    _update(
        edit.program.pk,
        [
            (draft.activities[code], int(stored.versions[place[code]]), int(stored.positions[place[code]]))
            for code in {*found.changed, *found.moved}
        ],
    )
    for code in found.changed:
        new = draft.activities[code]
        was, now = fields_of(activities[row_of[code]], new)
        edit.record(Entry(verb=events.ACTIVITY_CHANGED, entity_id=code, title=new.title, before=was, after=now))
    added = [draft.activities[code] for code in found.added]
    rows.insert_activities(edit.program.pk, added, [int(stored.positions[place[each.id]]) for each in added])
    for new in added:
        behind = {"position": int(stored.positions[place[new.id]]), "behind": found.behind[new.id]}
        edit.record(Entry(verb=events.ACTIVITY_ADDED, entity_id=new.id, title=new.title, after=image(new) | behind))
    _record_order(plan, draft, found)


def _record_order(plan: OpenPlan, draft: Draft, found: Difference) -> None:
    """Where moved rows stood, in the order of then, and stand, in the order of now: each behind one that is placed."""
    if not found.moved:
        return
    gone, moved = set(found.removed), set(found.moved)
    kept = [activity.id for activity in plan.before.program.activities if activity.id not in gone]
    was = [[code, kept[at - 1] if at else None] for at, code in enumerate(kept) if code in moved]
    now = [[code, found.behind[code]] for code in draft.order if code in found.behind]
    title = draft.activities[found.moved[0]].title
    plan.edit.record(
        Entry(
            verb=events.ROWS_MOVED,
            entity_id=found.moved[0],
            title=title if len(moved) == 1 else f"{title}, +{len(moved) - 1}",
            before={"order": was},
            after={"order": now},
        )
    )


def _save_links(plan: OpenPlan, draft: Draft, found: Difference) -> None:
    program = plan.edit.program.pk
    few = len(found.linked) + len(found.relinked) == 1
    versions = (
        {
            link.id: int(version)
            for link, version in zip(
                plan.before.program.dependencies, plan.before.stored.dependency_versions, strict=True
            )
        }
        if found.relinked
        else {}
    )
    for old, new in found.relinked:
        rows.update_dependency(program, old, new, versions[old.id] + 1)
        plan.edit.record(
            Entry(
                verb=events.DEPENDENCY_CHANGED,
                entity_id=new.id,
                title=link_title(new, draft.program) if few else _short(new),
                before=rows.link_image(old),
                after=rows.link_image(new),
            )
        )
    rows.insert_dependencies(program, found.linked)
    for new in found.linked:
        plan.edit.record(
            Entry(
                verb=events.DEPENDENCY_ADDED,
                entity_id=new.id,
                title=link_title(new, draft.program) if few else _short(new),
                after=rows.link_image(new),
            )
        )


def _short(link: Dependency) -> str:
    return f"{link.predecessor} > {link.successor}"


def _update(program_id: int, changed: list[tuple[Activity, int, int]]) -> None:
    """Write rows that are there, with version and position: one statement, many tuples."""
    table = connection.ops.quote_name(Row._meta.db_table)
    with connection.cursor() as cursor:
        cursor.executemany(
            f"UPDATE {table} SET title = %s, kind = %s, version = %s, position = %s, body = %s "  # noqa: S608 - the name is our model's
            "WHERE program_id = %s AND code = %s",
            [
                (rows.searchable(each.title), each.kind.value, version, position, rows.body(each), program_id, each.id)
                for each, version, position in changed
            ],
        )
