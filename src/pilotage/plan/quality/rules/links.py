"""Checks of the logic: what is linked, by which links, and whether they do anything."""

import numpy as np

from pilotage.engine import network as columns
from pilotage.plan.language.messages import _
from pilotage.plan.language.wording import number
from pilotage.plan.quality.grounds import Grounds, Mask, linked
from pilotage.plan.quality.model import Found, Rows, Told, nothing
from pilotage.plan.quality.records import of_links, of_rows
from pilotage.plan.quality.rules.redundancy import redundant_links
from pilotage.plan.vocabulary.activities import DependencyKind

_NO_LINKS = _("No link leads into open work.")
_NO_WORK = _("No activity is open.")


def logic(g: Grounds) -> Found:
    """Open activities without a predecessor or a successor; a link of a summary above them counts as theirs."""
    if not g.task.any():
        return nothing(_NO_WORK)
    before, after = linked(g, forward=False), linked(g, forward=True)

    def tell(row: int) -> Told:
        title = g.activity(row).title
        if not before[row] and not after[row]:
            fix = _("Link “{title}”: say what it waits for, and what waits for it.")
            return Told(_("no predecessor, no successor"), fix.format(title=title))
        if not after[row]:
            fix = _("Add a successor to “{title}”, or mark it as an end: let a milestone follow it.")
            return Told(_("no successor"), fix.format(title=title))
        fix = _("Add a predecessor to “{title}”, or mark it as a beginning: let it follow a milestone.")
        return Told(_("no predecessor"), fix.format(title=title))

    return of_rows(g.task, g.task & ~(before & after), tell, rank=g.total_float)


def leads(g: Grounds) -> Found:
    """Links with negative lag."""
    looked = g.open_links()
    if not len(looked):
        return nothing(_NO_LINKS)
    lag = g.links.lag

    def tell(link: int) -> Told:
        before, after = g.titles(int(g.links.at[link]))
        fix = _("Split “{before}” where “{after}” can begin, and link that part without the lead.")
        days = _("lead of {n} d").format(n=number(-float(lag[link])))
        return Told(days, fix.format(before=before, after=after))

    return of_links(g, looked, looked[lag[looked] < 0], tell, measures=-lag, rank=lag)


def lags(g: Grounds) -> Found:
    """Links with positive lag."""
    looked = g.open_links()
    if not len(looked):
        return nothing(_NO_LINKS)
    lag = g.links.lag
    return of_links(g, looked, looked[lag[looked] > 0], lambda link: _lag_told(g, link), measures=lag, rank=-lag)


def _lag_told(g: Grounds, link: int) -> Told:
    before, after = g.titles(int(g.links.at[link]))
    fix = _("Put an activity with an owner in place of the lag between “{before}” and “{after}”.")
    days = _("lag of {n} d").format(n=number(float(g.links.lag[link])))
    return Told(days, fix.format(before=before, after=after))


_KIND_TOLD = {
    DependencyKind.SS: (
        _("start-start"),
        _("“{after}” waits for the start of “{before}” only. If it needs a result, link it finish-start to a part."),
    ),
    DependencyKind.FF: (
        _("finish-finish"),
        _("“{after}” may begin before “{before}”. If it needs its result, make the link finish-start."),
    ),
    DependencyKind.SF: (
        _("start-finish"),
        _("“{after}” ends when “{before}” begins, which is seldom meant. Turn the link round, finish-start."),
    ),
}


def finish_start(g: Grounds) -> Found:
    """Links of other kinds than finish-start; the measure is the share of those that are."""
    looked = g.open_links()
    if not len(looked):
        return nothing(_NO_LINKS)

    def tell(link: int) -> Told:
        index = int(g.links.at[link])
        before, after = g.titles(index)
        name, fix = _KIND_TOLD[g.link(index).kind]
        return Told(name, fix.format(before=before, after=after))

    return of_links(g, looked, looked[g.links.kind[looked] != columns.FS], tell)


def dangling(g: Grounds) -> Found:
    """Open starts and finishes: all predecessors bound the finish only, or all successors wait for the start only."""
    start, finish = _free_ends(g)
    before, after = linked(g, forward=False), linked(g, forward=True)
    looked = g.task & before & after
    if not looked.any():
        return nothing(_("No open activity has both a predecessor and a successor."))

    def tell(row: int) -> Told:
        title = g.activity(row).title
        if finish[row]:
            fix = _("Add a finish-start or finish-finish successor to “{title}”: its duration moves nothing now.")
            return Told(_("only its start is waited for"), fix.format(title=title))
        fix = _("Add a finish-start or start-start predecessor to “{title}”: its start waits for nothing now.")
        return Told(_("only its finish waits"), fix.format(title=title))

    return of_rows(looked, looked & (start | finish), tell, rank=g.total_float)


def _free_ends(g: Grounds) -> tuple[Mask, Mask]:
    """Rows whose own links leave the start free, and rows whose own links leave the finish free."""
    size = len(g.program.activities)
    links = g.links

    def rows(ends: Rows, which: Mask) -> Mask:
        mask = np.zeros(size, np.bool_)
        mask[ends[which]] = True
        return mask

    everything = np.ones(len(links.at), np.bool_)
    into, held = rows(links.successor, everything), rows(links.successor, links.kind <= columns.SS)
    out, waited = rows(links.predecessor, everything), rows(links.predecessor, links.kind % 2 == 0)
    handed_in, handed_out = linked(g, forward=False) & ~into, linked(g, forward=True) & ~out
    return into & ~held & ~handed_in, out & ~waited & ~handed_out


def redundant(g: Grounds) -> Found:
    """Links that a chain of finish-start links implies."""
    looked = g.open_links()
    if not len(looked):
        return nothing(_NO_LINKS)

    def tell(link: int) -> Told:
        before, after = g.titles(int(g.links.at[link]))
        fix = _("Remove the link: “{after}” waits for “{before}” already, through what lies between them.")
        return Told(_("implied by others"), fix.format(before=before, after=after))

    bad = redundant_links(g)
    return of_links(g, looked, looked[np.isin(looked, bad, assume_unique=True)], tell)


def summary_logic(g: Grounds) -> Found:
    """Links to or from a summary."""
    looked = g.open_links()
    if not len(looked):
        return nothing(_NO_LINKS)
    summary = ~g.leaf
    bad = looked[summary[g.links.predecessor[looked]] | summary[g.links.successor[looked]]]

    def tell(link: int) -> Told:
        at_start = bool(summary[g.links.successor[link]])
        row = int(g.links.successor[link] if at_start else g.links.predecessor[link])
        title = g.activity(row).title
        if at_start:
            fix = _("Link the first activities of “{title}” that really wait, not the summary.")
            return Told(_("into a summary"), fix.format(title=title))
        fix = _("Link the activity or milestone of “{title}” that is waited for, not the summary.")
        return Told(_("out of a summary"), fix.format(title=title))

    return of_links(g, looked, bad, tell)
