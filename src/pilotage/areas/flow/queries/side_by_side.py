"""The plan's milestones that are milestones of the tracker too, with both forecasts."""

import datetime as dt
from collections.abc import Mapping

from pilotage.areas.flow.queries.items import work_of
from pilotage.areas.flow.queries.ledger import Line, latest_of_milestones
from pilotage.areas.flow.rules.answers import Lesson
from pilotage.areas.flow.rules.making import named
from pilotage.areas.flow.rules.work import Work
from pilotage.areas.risks.queries import Outlook
from pilotage.areas.work.queries import count
from pilotage.engine.throughput.growing import state
from pilotage.plan.flow.items.history import number_of
from pilotage.plan.insight.side_by_side import Paced, SideBySide, linked, side_by_side


def compared(outlook: Outlook, today: dt.date) -> Mapping[str, SideBySide]:
    """By activity: the forecast of this very plan beside the one that was issued last for the tracker's milestone. Only
    of milestones that have both.
    """
    row = outlook.whole.row
    if outlook.forecast is None or count(row.pk) == 0:
        return {}
    work = work_of(row.pk)
    if work.known is None:
        return {}
    links = linked(outlook.whole.program, named(work.milestones(min(work.known, today))))
    issued = latest_of_milestones(row.pk) if links else {}
    found = {}
    for activity, name in links.items():
        network, line = outlook.forecast.milestones.get(activity), issued.get(name)
        tracker = None if line is None else _paced(name, line, work)
        if network is not None and tracker is not None and _open(outlook, activity):
            found[activity] = side_by_side(outlook.whole.schedule, network, tracker)
    return found


def _open(outlook: Outlook, activity: str) -> bool:
    whole = outlook.whole
    return whole.program.activities[whole.schedule.index[activity]].actual_finish is None


def _paced(name: str, line: Line, work: Work) -> Paced | None:
    """What was issued, with the pace that it was made from."""
    dates = {each.level: each.date for each in line.told.when}
    as_of = line.row.as_of
    found = named(work.milestones(as_of)).get(name)
    if 50 not in dates or 85 not in dates or found is None or found.tracked is None:
        return None
    then = state(found.tracked.milestone, number_of(as_of))
    return Paced(
        name=name,
        as_of=as_of,
        p50=dates[50],
        p85=dates[85],
        items=line.told.known,
        done=line.told.done,
        finishing=0.0 if then is None else float(then.finishes.mean()),
        arriving=0.0 if then is None else float(then.arrivals.mean()),
        calibrated=line.told.lesson is not Lesson.NONE,
    )
