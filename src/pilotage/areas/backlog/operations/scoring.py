"""What people type for items: one cell or thousands, all of it or nothing."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pilotage.areas.actor import Actor
from pilotage.areas.audit.models import AuditEntry
from pilotage.areas.audit.operations import Entry
from pilotage.areas.backlog import events
from pilotage.areas.backlog.models import ItemScore
from pilotage.areas.backlog.operations.written import Done
from pilotage.areas.backlog.permissions import ACTIONS
from pilotage.areas.backlog.queries.items import priorities
from pilotage.areas.backlog.rules.stored import changed_cells, checked_inputs, settings_in
from pilotage.areas.errors import ConflictDetail, ConflictError, InvalidError, NotFoundError
from pilotage.areas.programs.operations import Edit, editing, refuse_stale
from pilotage.areas.schedule.operations.plan_edit import carry_over
from pilotage.areas.work.models import WorkItem
from pilotage.areas.work.queries.detail import gone
from pilotage.plan.prioritizing.methods import Value
from pilotage.plan.prioritizing.settings import all_fields

MOST_ITEMS = 20_000
EACH = 50
"""Up to so many items each have their own entry in the audit trail; more share one."""

Cells = dict[str, Value | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreChange:
    """Inputs of one item to set, by field; None clears. What the caller saw is told by ``version`` (0 where nothing was
    typed yet), or cell by cell by ``seen``, so that two people may score one item. None of both: the last writer wins.
    """

    key: str
    cells: Mapping[str, object] = field(default_factory=dict)
    version: int | None = None
    seen: Mapping[str, object] | None = None


def score_items(*, actor: Actor, program: str, changes: Sequence[ScoreChange], now: dt.datetime, why: str = "") -> Done:
    """Raises InvalidError with a problem for every cell that holds what it cannot take, StaleError with every item that
    somebody else scored meanwhile, NotFoundError for an item that is gone.
    """
    with editing(actor=actor, program=program, needs=ACTIONS["score.set"], now=now, why=why) as edit:
        wanted = _checked(edit, changes)
        titles = _titles(edit, wanted)
        rows = _rows(edit, wanted)
        _refuse_stale(edit, rows, wanted, {each.key: each for each in changes})
        done = _write(rows, wanted)
        _record(edit, done, titles)
        carry_over(edit)
    if not done:
        return Done(revision=edit.revision, announcement=_("Nothing changed."))
    text = ngettext("Scored {n} item.", "Scored {n} items.", len(done)).format(n=f"{len(done):,}")
    return Done(revision=edit.revision, announcement=text)


def restore_score(edit: Edit, entry: AuditEntry) -> None:
    """Undo what was typed for one item."""
    _restore(edit, {entry.entity_id: (entry.before or {}, entry.after or {})})


def restore_scores(edit: Edit, entry: AuditEntry) -> None:
    """Undo what was typed for many items at once."""
    before, after = entry.before or {}, entry.after or {}
    _restore(edit, {key: (before[key], after[key]) for key in after})


def _checked(edit: Edit, changes: Sequence[ScoreChange]) -> dict[str, Cells]:
    if len(changes) > MOST_ITEMS:
        raise InvalidError(_("Score at most {n} items at a time.").format(n=f"{MOST_ITEMS:,}"))
    merged: dict[str, dict[str, object]] = {}
    for each in changes:
        merged.setdefault(each.key, {}).update(each.cells)
    settings = settings_in(priorities(edit.program.pk).settings)
    return checked_inputs(merged, {found.id: found for found in all_fields(settings)})


def _titles(edit: Edit, keys: Iterable[str]) -> dict[str, str]:
    """Raises NotFoundError for an item that is not there."""
    wanted = list(keys)
    found: dict[str, str] = {}
    for start in range(0, len(wanted), 500):
        items = WorkItem.objects.filter(program=edit.program, key__in=wanted[start : start + 500])
        found |= dict(items.values_list("key", "title"))
    for key in wanted:
        if key not in found:
            raise NotFoundError(gone(edit.program.pk, key))
    return found


def _rows(edit: Edit, keys: Iterable[str]) -> dict[str, ItemScore]:
    wanted = list(keys)
    found: dict[str, ItemScore] = {}
    for start in range(0, len(wanted), 500):
        rows = ItemScore.objects.filter(program=edit.program, key__in=wanted[start : start + 500])
        found |= {row.key: row for row in rows}
    return {key: found.get(key) or ItemScore(program=edit.program, key=key, version=0) for key in wanted}


def _refuse_stale(
    edit: Edit, rows: Mapping[str, ItemScore], wanted: Mapping[str, Cells], given: Mapping[str, ScoreChange]
) -> None:
    conflicts: list[ConflictDetail] = []
    for key, cells in wanted.items():
        theirs = {name: rows[key].inputs.get(name) for name in cells}
        version, seen = given[key].version, given[key].seen
        if seen is not None:
            same = all(theirs[name] in (seen.get(name), value) for name, value in cells.items())
            version = None if same else -1
        found = edit.conflict(rows[key], version, kind="score", entity_id=key, yours=cells, theirs=theirs)
        if found is not None and found.fields:
            conflicts.append(found)
    if conflicts:
        refuse_stale(conflicts)


Image = tuple[dict[str, Any], dict[str, Any]]
"""The changed inputs of one item, before and after; None where there was none."""


def _write(rows: Mapping[str, ItemScore], wanted: Mapping[str, Mapping[str, Any]]) -> dict[str, Image]:
    done: dict[str, Image] = {}
    new: list[ItemScore] = []
    old: list[ItemScore] = []
    for key, cells in wanted.items():
        row = rows[key]
        changed = list(changed_cells(row.inputs, cells))
        if not changed:
            continue
        after = {**row.inputs, **{name: value for name, _before, value in changed}}
        row.inputs = {name: value for name, value in after.items() if value is not None}
        (old if row.version else new).append(row)
        row.version += 1
        done[key] = ({name: was for name, was, _now in changed}, {name: now for name, _was, now in changed})
    ItemScore.objects.bulk_create(new, batch_size=500)
    ItemScore.objects.bulk_update(old, ["inputs", "version"], batch_size=200)
    return done


def _record(edit: Edit, done: Mapping[str, Image], titles: Mapping[str, str]) -> None:
    if len(done) <= EACH:
        for key, (before, after) in done.items():
            title = f"{key} {titles[key]}"
            edit.record(Entry(verb=events.SCORE_SET, entity_id=key, title=title, before=before, after=after))
        return
    title = ngettext("{n} item", "{n} items", len(done)).format(n=f"{len(done):,}")
    before = {key: image[0] for key, image in done.items()}
    after = {key: image[1] for key, image in done.items()}
    edit.record(Entry(verb=events.SCORES_SET, entity_id="scores", title=title, before=before, after=after))


def _restore(edit: Edit, images: Mapping[str, tuple[Mapping[str, Any], Mapping[str, Any]]]) -> None:
    rows = _rows(edit, images)
    for key, (_before, after) in images.items():
        if any(rows[key].inputs.get(name) != value for name, value in after.items()):
            raise ConflictError(_("{key} was scored again since. Undo that first.").format(key=key))
    _write(rows, {key: before for key, (before, _after) in images.items()})
    carry_over(edit)
