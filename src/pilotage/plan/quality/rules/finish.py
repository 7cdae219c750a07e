"""Checks of the finish of the program: does the critical path reach it, how much of that is lag, and is it in reach."""

import numpy as np

from pilotage.engine import calendars as tables
from pilotage.engine.calendars import Calendars
from pilotage.engine.network import Network
from pilotage.engine.schedule import early_finish
from pilotage.plan.language.messages import _
from pilotage.plan.language.wording import number
from pilotage.plan.network.columns import compile_network
from pilotage.plan.quality.catalogue import ADDED
from pilotage.plan.quality.grounds import Grounds
from pilotage.plan.quality.model import Found, Rows, Told, lacking, nothing
from pilotage.plan.quality.rules.progress import NO_BASELINE, NO_STATUS
from pilotage.plan.vocabulary.errors import Unschedulable
from pilotage.plan.working_time.calendar_tables import minutes
from pilotage.plan.working_time.spans import longer, start_of

_NO_FINISH = _("Nothing is open: the program has finished.")
_REACHED = 0.95
"""Share of the added days by which the finish must move: calendars on the way may round it."""


def critical_path_test(g: Grounds) -> Found:
    """Add `ADDED` working days to the first open activity of the finish's driving chain, run the forward pass again,
    and see how far the finish moves, as work on that activity's calendar.
    """
    finish = g.finish_row()
    if finish is None or not g.open[finish]:
        return nothing(_NO_FINISH)
    if g.program.rules.from_finish:
        return nothing(_("The plan is scheduled back from its finish, which is fixed."))
    chain = _chain(g, finish)
    tried = next((row for row in chain if g.open[row] and g.left[row] > 0), None)
    if tried is None:
        return _stuck(g, finish, finish, 0.0)
    try:
        before, after, added, calendars = _delayed(g, tried)
    except Unschedulable:
        return nothing(_("With that many days more the plan runs past the last year that calendars know."))
    end = _node(g, finish)
    moved = _moved(g, calendars, tried, int(before[end]), int(after[end])) / added * ADDED
    if moved >= _REACHED * ADDED:
        return Found(population=len(chain), of=np.array(chain, np.int64), value=moved)
    still = (
        row for row in chain if row != tried and _moved(g, calendars, tried, int(before[row]), int(after[row])) <= 0
    )
    return _stuck(g, tried, next(still, finish), moved)


def _chain(g: Grounds, finish: int) -> list[int]:
    """Rows of the driving chain, first activity first."""
    return [g.schedule.index[each] for each in g.schedule.chain(g.activity(finish).id)]


def _node(g: Grounds, row: int) -> int:
    if row in g.schedule.logic.children:
        return max(g.schedule.logic.leaves(row), key=lambda leaf: int(g.schedule.finish[leaf]))
    return row


def _delayed(g: Grounds, row: int) -> tuple[Rows, Rows, int, Calendars]:
    """Early finishes without and with the added work, the minutes added, and calendars that hold both."""
    compiled = g.schedule.compiled
    elapsed = int(compiled.network.calendar[row]) == compiled.book.always()
    added = ADDED * (1440 if elapsed else round(g.day_minutes))
    while True:
        network, calendars = compiled.network, compiled.calendars
        after = early_finish(_longer_work(network, row, added), calendars)
        if int(after.max()) <= calendars.horizon:
            break
        span = longer(g.program, compiled.span, too_early=False, too_late=True)
        compiled = compile_network(g.program, g.schedule.logic, compiled.book, start_of(g.program) or 0, span)
    return early_finish(compiled.network, calendars), after, added, calendars


def _longer_work(network: Network, row: int, added: int) -> Network:
    duration, remaining = network.duration.copy(), network.remaining.copy()
    duration[row] += added
    remaining[row] += added
    return network._replace(duration=duration, remaining=remaining)


def _moved(g: Grounds, calendars: Calendars, row: int, before: int, after: int) -> int:
    c = int(g.schedule.compiled.network.calendar[row])
    return int(tables.work(calendars, c, after) - tables.work(calendars, c, before))


def _stuck(g: Grounds, tried: int, held: int, moved: float) -> Found:
    """The finish does not follow; ``held`` is where the delay stops."""

    def tell(_place: int) -> Told:
        title, first = g.activity(held).title, g.activity(tried).title
        if tried == held:
            fix = _("Link the work that “{title}” completes: no activity drives it now.")
            return Told(_("no activity drives it"), fix.format(title=title))
        fix = _("Remove the date or the link that keeps “{title}” in place when “{first}” is late.")
        detail = _("“{first}” + {added} d moves the finish {n} d")
        return Told(detail.format(first=first, added=ADDED, n=number(moved)), fix.format(title=title, first=first))

    rows = np.array([held], np.int64)
    return Found(population=1, of=rows, rows=rows, value=moved, affected=1.0, tell=tell)


def lag_chain(g: Grounds) -> Found:
    """Share of lag in the working days of the driving chain of the finish, from where it is still open."""
    finish = g.finish_row()
    if finish is None or not g.open[finish]:
        return nothing(_NO_FINISH)
    chain = [row for row in _chain(g, finish) if g.open[row] and g.leaf[row]]
    drivers = {int(g.schedule.driver[row]): row for row in chain if g.schedule.driver[row] >= 0}
    length = sum(float(g.left[row]) for row in chain)
    waits = [link for link in np.flatnonzero(g.links.lag > 0).tolist() if int(g.links.at[link]) in drivers]
    waits.sort(key=lambda link: -float(g.links.lag[link]))
    lag = sum(float(g.links.lag[link]) for link in waits)
    if not drivers or length + lag <= 0:
        return nothing(_("No link drives the finish."))
    share = lag / (length + lag)

    def tell(place: int) -> Told:
        before, after = g.titles(int(g.links.at[waits[place]]))
        fix = _(
            "Plan the wait between “{before}” and “{after}” as an activity: it sets the finish, and somebody owns it."
        )
        days = _("lag of {n} d").format(n=number(float(g.links.lag[waits[place]])))
        return Told(days, fix.format(before=before, after=after))

    return Found(
        population=len(drivers),
        of=np.array(chain, np.int64),
        rows=g.links.successor[waits] if waits else np.zeros(0, np.int64),
        links=g.links.at[waits] if waits else np.zeros(0, np.int64),
        measures=g.links.lag[waits] if waits else None,
        unit="working_days" if waits else "",
        tell=tell,
        value=share,
        affected=share,
    )


def cpli(g: Grounds) -> Found:
    """Critical path length index: (L + F) / L, with L the working days from the status date to the finish and F those
    from the finish to the baseline's finish, negative where it is later.
    """
    if g.baseline is None:
        return lacking(NO_BASELINE)
    if g.status is None:
        return lacking(NO_STATUS)
    finish = g.finish_row()
    if finish is None or not g.open[finish]:
        return nothing(_NO_FINISH)
    activity = g.activity(finish)
    entry = next((each for each in g.baseline.entries if each.activity == activity.id), None)
    if entry is None:
        why = _("The baseline “{baseline}” does not know “{title}”. Take a new one.")
        return lacking(why.format(baseline=g.baseline.title, title=activity.title))
    planned = int(g.schedule.finish[finish])
    length = g.working_days(g.status, planned)
    if length <= 0:
        return nothing(_("No working day is left to the finish."))
    ahead = g.working_days(planned, minutes(entry.finish))
    index = cpli_of(length, ahead)

    def tell(_place: int) -> Told:
        detail = _("{left} d left, {behind} d behind the baseline")
        fix = _("Win back {behind} working days on the way to “{title}”, or agree on a later date.")
        left, behind = number(length), number(-ahead)
        return Told(detail.format(left=left, behind=behind), fix.format(behind=behind, title=activity.title))

    rows = np.array([finish] if ahead < 0 else [], np.int64)
    return Found(
        population=1,
        of=rows,
        rows=rows,
        measures=np.full(len(rows), ahead),
        unit="working_days",
        tell=tell,
        value=index,
    )


def cpli_of(length: float, total_float: float) -> float:
    """(critical path length + total float) / critical path length: DCMA-EA PAM 200.1, 4.13."""
    return (length + total_float) / length
