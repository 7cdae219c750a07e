"""Checks of what is reported: against the baseline, against the logic, and against the calendar."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from pilotage.engine import calendars as tables
from pilotage.engine import cpm
from pilotage.engine import network as columns
from pilotage.plan.language.messages import _
from pilotage.plan.language.wording import number
from pilotage.plan.quality.catalogue import IDLE, SILENT
from pilotage.plan.quality.grounds import Floats, Grounds, Mask
from pilotage.plan.quality.model import Found, Rows, Told, lacking, nothing
from pilotage.plan.quality.records import of_links, of_rows
from pilotage.plan.scheduling.driven import Driven
from pilotage.plan.scheduling.schedule import zone_of
from pilotage.plan.working_time.calendar_tables import midnight, minutes

NO_STATUS = _("The program has no status date. Set it to the day up to which progress is known.")
NO_BASELINE = _("There is no baseline. Take one when the plan is agreed.")


def missed(g: Grounds) -> Found:
    """Of the activities that the baseline finishes by the status date: finished later than it, or not finished."""
    return _against_baseline(g, lambda due, late, _done: (due, late))


def bei(g: Grounds) -> Found:
    """Baseline execution index: activities finished / activities due, both of the baseline's.

    An activity finished ahead of its baseline counts, one that the baseline does not know does not. Findings are those
    due and not finished.
    """
    found = _against_baseline(g, lambda due, _late, done: (due, due & ~done))
    if not found.judged:
        return found
    _due, known, done = _baselined(g)
    return replace(found, value=float((known & done).sum()) / found.population)


def _against_baseline(g: Grounds, choose: Callable[[Mask, Mask, Mask], tuple[Mask, Mask]]) -> Found:
    if g.baseline is None:
        return lacking(NO_BASELINE)
    if g.status is None:
        return lacking(NO_STATUS)
    due, _known, done = _baselined(g)
    if not due.any():
        return nothing(_("Nothing was due by the status date."))
    finish, rows = g.baseline_finish, np.flatnonzero(due)
    behind, late = np.zeros(len(finish)), np.zeros(len(finish), np.bool_)
    was, now = finish[rows], g.schedule.finish[rows]
    behind[rows] = g.schedule.work_between(was, now) / g.day_minutes
    late[rows] = _days(g, now) > _days(g, was)
    looked, bad = choose(due, late | (due & ~done), done)

    def tell(row: int) -> Told:
        title, was, now = g.activity(row).title, g.said(int(finish[row])), g.said(int(g.schedule.finish[row]))
        if done[row]:
            fix = _("Say in the next report why “{title}” was {n} working days late, and whether it will happen again.")
            detail = _("due {was}, finished {now}")
        else:
            fix = _("Finish “{title}”, or agree on a new date with those who wait for it.")
            detail = _("due {was}, planned {now}")
        text = fix.format(title=title, n=number(float(behind[row])))
        return Told(detail.format(was=was, now=now), text)

    return of_rows(looked, bad, tell, measures=behind, rank=-behind)


def _days(g: Grounds, finishes: Rows) -> Rows:
    """The day of each finish, as its ordinal."""
    known, places = np.unique(finishes, return_inverse=True)
    return np.array([g.day_of(each).toordinal() for each in known.tolist()], np.int64)[places]


def _baselined(g: Grounds) -> tuple[Mask, Mask, Mask]:
    """Activities due by the status date, those that the baseline knows, and those that are finished by it."""
    finish = g.baseline_finish
    assert g.status is not None
    work = g.leaf & ~g.point & g.within
    known = work & (finish < columns.AFTER_ALL)
    done = g.leaf & ~g.open & (g.schedule.finish <= g.status)
    return known & (finish <= g.status), known, done


def stale(g: Grounds) -> Found:
    """In progress, and nothing reported for more than `SILENT` working days up to the status date."""
    looked = _running(g)
    if not looked.any():
        return nothing(_("Nothing is in progress."))
    if g.status is None:
        return lacking(NO_STATUS)
    ages = _silence(g, looked)
    if ages is None:
        return lacking(_("No record shows when progress was last reported. Report weekly; the record grows by itself."))

    def tell(row: int) -> Told:
        fix = _("Ask the owner of “{title}” what is done and what remains, and report it.")
        days = _("no report for {n} working days").format(n=number(float(ages[row])))
        return Told(days, fix.format(title=g.activity(row).title))

    return of_rows(looked, looked & (ages > SILENT), tell, measures=ages, rank=-ages)


def _running(g: Grounds) -> Mask:
    found: Mask = g.task & (g.state != columns.WAITING)
    return found


def _silence(g: Grounds, looked: Mask) -> Floats | None:
    """Working days since the last report of each row; None where the record is too short to tell of one of them."""
    assert g.status is not None
    zone, book = zone_of(g.program), g.reports
    ages = np.zeros(len(looked))
    began = g.schedule.compiled.network.began
    for row in np.flatnonzero(looked).tolist():
        ages[row] = g.working_days(int(began[row]), g.status)
        if ages[row] <= SILENT:
            continue
        if book is None:
            return None
        told = book.last.get(g.activity(row).id)
        heard = max(int(began[row]), midnight(told or book.since, zone))
        ages[row] = g.working_days(heard, g.status)
        if told is None and ages[row] <= SILENT:
            return None
    return ages


def overrun(g: Grounds) -> Found:
    """In progress for longer than its duration, with what remains taken from the progress alone."""
    looked = _running(g)
    if not looked.any():
        return nothing(_("Nothing is in progress."))
    if g.status is None:
        return lacking(NO_STATUS)
    spent, network = np.zeros(len(looked)), g.schedule.compiled.network
    for row in np.flatnonzero(looked).tolist():
        spent[row] = g.working_days(int(network.began[row]), g.status, int(network.calendar[row]))
    derived = np.array([each.remaining is None for each in g.program.activities], np.bool_)
    planned = network.duration[: len(looked)] / g.day_minutes
    over = spent - planned

    def tell(row: int) -> Told:
        fix = _(
            "Estimate what remains of “{title}” anew: {spent} of {planned} working days are gone, {share} % is done."
        )
        activity = g.activity(row)
        text = fix.format(
            title=activity.title,
            spent=number(float(spent[row])),
            planned=number(float(planned[row])),
            share=round(activity.progress * 100),
        )
        return Told(_("{n} d over its duration").format(n=number(float(over[row]))), text)

    return of_rows(looked, looked & derived & (over > 0), tell, measures=over, rank=-over)


def idle(g: Grounds) -> Found:
    """Not begun, and held by nothing for more than `IDLE` working days."""
    looked = g.task & (g.state == columns.WAITING)
    if not looked.any():
        return nothing(_("Everything has begun."))
    if g.status is None:
        return lacking(NO_STATUS)
    waited = np.zeros(len(looked))
    pushed = looked & (g.schedule.driven_by == Driven.STATUS_DATE)
    for row in np.flatnonzero(pushed).tolist():
        waited[row] = g.working_days(_free_since(g, row), g.status, int(g.schedule.compiled.network.calendar[row]))

    def tell(row: int) -> Told:
        fix = _("Report that “{title}” has begun, or link it to what it waits for.")
        days = _("could begin {n} working days ago").format(n=number(float(waited[row])))
        return Told(days, fix.format(title=g.activity(row).title))

    return of_rows(looked, pushed & (waited > IDLE), tell, measures=waited, rank=-waited)


def _free_since(g: Grounds, row: int) -> int:
    """The working instant from which neither the logic, nor a constraint, nor the program's start holds a row."""
    compiled = g.schedule.compiled
    activity = g.activity(row)
    at = max(g.first_start, _handed(g, row))
    for constraint in (activity.constraint, activity.second_constraint):
        if constraint is not None and constraint.at is not None:
            at = max(at, minutes(constraint.at))
    c = int(compiled.network.calendar[row])
    return int(tables.start_at(compiled.calendars, c, tables.work(compiled.calendars, c, at)))


def _handed(g: Grounds, node: int) -> int:
    """The latest instant that the links into a node ask it to start at; a summary hands on what bounds it."""
    compiled, made = g.schedule.compiled, g.schedule.logic
    network, latest = compiled.network, columns.NONE
    for link in range(int(network.first_in[node]), int(network.first_in[node + 1])):
        before = int(network.predecessor[link])
        if before in made.children:
            latest = max(latest, _handed(g, before))
        elif network.kind[link] <= columns.SS:
            owner = made.owner[before]
            dates = g.schedule.early_finish if network.kind[link] == columns.FS else g.schedule.early_start
            lag = cpm.lag_of(network, link)
            latest = max(latest, cpm.later(compiled.calendars, int(network.lag_calendar[link]), int(dates[owner]), lag))
    return latest


def out_of_sequence(g: Grounds) -> Found:
    """Links into begun work that the actual dates break; those between finished activities are history."""
    links, network = g.links, g.schedule.compiled.network
    looked = np.flatnonzero(g.leaf[links.predecessor] & g.leaf[links.successor] & g.within[links.successor])
    begun = g.state[links.successor[looked]] != columns.WAITING
    live = g.open[links.predecessor[looked]] | g.open[links.successor[looked]]
    looked = looked[begun & live]
    if not len(looked):
        return nothing(_("No open link leads into work that has begun."))
    bad = [link for link in looked.tolist() if _broken(g, link)]

    def tell(link: int) -> Told:
        before, after = g.titles(int(links.at[link]))
        waits = network.began if links.kind[link] <= columns.SS else network.ended
        at = g.said(int(waits[links.successor[link]]), start=True)
        detail = _("begun {date}") if links.kind[link] <= columns.SS else _("finished {date}")
        fix = _("Correct the link or the reported dates: “{after}” did not wait for “{before}”.")
        return Told(detail.format(date=at), fix.format(before=before, after=after))

    return of_links(g, looked, np.array(bad, np.int64), tell)


def _broken(g: Grounds, link: int) -> bool:
    """Whether the successor's actual date lies before what the link asks for, lag left aside where it is a lag."""
    network, links = g.schedule.compiled.network, g.links
    i, j, kind = int(links.predecessor[link]), int(links.successor[link]), int(links.kind[link])
    own = int(network.began[j]) if kind <= columns.SS else int(network.ended[j])
    if own == columns.NONE:
        return False  # it has not come to the end that waits
    asked = g.state[i] == columns.FINISHED if kind % 2 == 0 else g.state[i] != columns.WAITING
    if links.lag[link] < 0:
        return False  # a lead allows it to begin before
    if not asked:
        return True
    theirs = int(network.ended[i]) if kind % 2 == 0 else int(network.began[i])
    c = int(network.calendar[j])
    calendars = g.schedule.compiled.calendars
    return bool(tables.work(calendars, c, own) < tables.work(calendars, c, theirs))
