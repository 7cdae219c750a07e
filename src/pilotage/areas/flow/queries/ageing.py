"""How long a team's finished work took: what the age of its cards is measured by."""

import datetime as dt

import msgspec

from pilotage.areas.actor import Actor
from pilotage.areas.flow.queries.items import work_of
from pilotage.areas.flow.rules.work import Work
from pilotage.areas.programs.queries import visible
from pilotage.areas.work.queries.scope import keys_in
from pilotage.plan.flow.measures.columns import Basis, columns
from pilotage.plan.flow.measures.durations import durations, spans

_WEEKS = 26


class AgeMarks(msgspec.Struct, frozen=True, kw_only=True):
    """Days within which that share of ``items`` that were finished lately were done, by percent: 50, 70, 85, 95; empty
    where they are too few. ``basis`` says from when days are counted: ``started`` or ``created``.
    """

    basis: str
    items: int
    percentiles: dict[int, int]


def age_marks(*, actor: Actor, program: str, workstream: str, today: dt.date) -> AgeMarks:
    """Of the items of a workstream (empty: of the program) that were finished in the last half year that is known; of
    the whole program where those of the workstream are too few.

    Raises NotFoundError for a workstream that is not there.
    """
    row = visible(actor=actor, program=program).program
    keys = keys_in(row.pk, workstream) if workstream else None
    work = work_of(row.pk)
    if work.known is None:
        return AgeMarks(basis=Basis.STARTED.value, items=0, percentiles={})
    as_of = min(work.known, today)
    if keys is not None:
        found = work.answer(("age marks", workstream, as_of), lambda: _marks(work, as_of, keys))
        if found.percentiles:
            return found
    return work.answer(("age marks", "", as_of), lambda: _marks(work, as_of, None))


def _marks(work: Work, as_of: dt.date, keys: frozenset[str] | None) -> AgeMarks:
    items = [item for item in work.then(as_of) if keys is None or item.key in keys]
    table = columns(items, as_of, _WEEKS, frozenset(work.cleaned.bulk))
    took = durations(spans(table.since, table))
    return AgeMarks(basis=table.basis.value, items=took.items, percentiles=took.percentiles)
