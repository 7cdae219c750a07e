"""From what a rule saw to the records of findings."""

from collections.abc import Callable, Sequence

import numpy as np

from pilotage.plan.language.messages import _
from pilotage.plan.quality.grounds import Floats, Grounds, Mask
from pilotage.plan.quality.model import Check, Finding, Found, Rows, Told


def of_rows(
    looked: Mask,
    bad: Mask,
    tell: Callable[[int], Told],
    *,
    measures: Floats | None = None,
    rank: Floats,
) -> Found:
    """What a rule about activities saw. ``looked`` and ``bad`` are masks over rows, ``measures`` a column over rows;
    findings come by ``rank``, the least first.
    """
    rows = np.flatnonzero(bad)
    rows = rows[np.argsort(rank[rows], kind="stable")]
    return Found(
        population=int(looked.sum()),
        of=np.flatnonzero(looked),
        rows=rows,
        measures=None if measures is None else measures[rows],
        unit="" if measures is None else "working_days",
        tell=lambda place: tell(int(rows[place])),
    )


def of_links(
    g: Grounds,
    looked: Rows,
    bad: Rows,
    tell: Callable[[int], Told],
    *,
    measures: Floats | None = None,
    rank: Floats | None = None,
) -> Found:
    """What a rule about links saw. ``looked`` and ``bad`` are rows of ``g.links``, ``measures`` and ``rank`` columns
    over all of them; ``tell`` is given a row of the links. Without a rank, the successor with the least float first.
    """
    after = g.links.successor
    order = g.total_float[after[bad]] if rank is None else rank[bad]
    bad = bad[np.argsort(order, kind="stable")]
    waiting = np.zeros(len(g.left), np.bool_)
    waiting[after[looked]] = True
    return Found(
        population=len(looked),
        of=np.flatnonzero(waiting),
        rows=after[bad],
        links=g.links.at[bad],
        measures=None if measures is None else measures[bad],
        unit="" if measures is None else "working_days",
        tell=lambda place: tell(int(bad[place])),
    )


def findings(g: Grounds, check: Check, found: Found, places: Sequence[int]) -> tuple[Finding, ...]:
    """The findings at these places, with their sentences."""
    return tuple(_finding(g, check, found, place) for place in places)


def _finding(g: Grounds, check: Check, found: Found, place: int) -> Finding:
    assert found.tell is not None
    row = int(found.rows[place])
    told = found.tell(place)
    activity = g.activity(row)
    kind, id_, title = "activity", activity.id, activity.title
    if found.links is not None:
        index = int(found.links[place])
        before, after = g.titles(index)
        kind, id_, title = "dependency", g.link(index).id, _("{before} → {after}").format(before=before, after=after)
    return Finding(
        check=check.id,
        kind=kind,
        id=id_,
        activity=activity.id,
        title=title,
        team=g.teams[row],
        detail=told.detail,
        fix=told.fix,
        measure=None if found.measures is None else round(float(found.measures[place]), 2),
        unit=found.unit,
    )
