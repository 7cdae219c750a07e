"""Checks of who answers for work, who does it, and what teams have promised each other."""

import numpy as np

from pilotage.engine import network as columns
from pilotage.plan.language.messages import _
from pilotage.plan.quality.catalogue import NEAR
from pilotage.plan.quality.grounds import Grounds
from pilotage.plan.quality.model import Found, Rows, Told, nothing
from pilotage.plan.quality.records import of_links, of_rows
from pilotage.plan.vocabulary.activities import Activity
from pilotage.plan.vocabulary.contracts import Contract

_NO_WORK = _("No activity is open.")


def resources(g: Grounds) -> Found:
    """Open activities to which nobody is assigned."""
    if not g.task.any():
        return nothing(_NO_WORK)
    bare = np.array([not each.assignments for each in g.program.activities], np.bool_)

    def tell(row: int) -> Told:
        fix = _("Assign who works on “{title}”; only then does its load count.")
        return Told(_("nobody assigned"), fix.format(title=g.activity(row).title))

    return of_rows(g.task, g.task & bare, tell, rank=g.total_float)


def owner(g: Grounds) -> Found:
    """Open activities with neither an owner nor anybody assigned."""
    if not g.task.any():
        return nothing(_NO_WORK)
    bare = np.array([each.owner is None and not each.assignments for each in g.program.activities], np.bool_)

    def tell(row: int) -> Told:
        fix = _("Name who answers for “{title}”.")
        return Told(_("no owner"), fix.format(title=g.activity(row).title))

    return of_rows(g.task, g.task & bare, tell, rank=g.total_float)


def estimate(g: Grounds) -> Found:
    """Near-critical activities that have not begun and have no estimate, or one without a spread."""
    looked = g.task & (g.state == columns.WAITING) & (g.total_float <= NEAR)
    if not looked.any():
        return nothing(_("No near-critical activity is still to begin."))
    bare = np.array([not _spread(each) for each in g.program.activities], np.bool_)

    def tell(row: int) -> Told:
        activity = g.activity(row)
        detail = _("no estimate") if activity.estimate is None else _("low, likely and high are the same")
        fix = _("Ask the owner of “{title}” for low, likely and high.")
        return Told(detail, fix.format(title=activity.title))

    return of_rows(looked, looked & bare, tell, rank=g.total_float)


def _spread(activity: Activity) -> bool:
    estimate = activity.estimate
    return estimate is not None and estimate.low.minutes < estimate.high.minutes


def contract(g: Grounds) -> Found:
    """Links from open work of one team into near-critical work of another that has not begun, without a contract.

    A contract covers a link where its teams are those of the ends and the activities that it names, if any, are the
    ends or lie above them; a milestone stands for the work that it completes. A milestone waits for many and is no
    work, so links into milestones are left out.
    """
    looked = _between_teams(g)
    if not len(looked):
        return nothing(_("No open link leads from one team into near-critical work of another."))
    pairs: dict[tuple[str, str], list[Contract]] = {}
    for each in g.program.contracts:
        pairs.setdefault((each.provider, each.consumer), []).append(each)
    bad = [link for link in looked.tolist() if not _covered(g, link, pairs)]
    names = {team.id: team.title for team in g.program.teams}

    def tell(link: int) -> Told:
        before, after = (g.teams[int(end[link])] or "" for end in (g.links.predecessor, g.links.successor))
        first, second = g.titles(int(g.links.at[link]))
        provider, consumer = names.get(before, before), names.get(after, after)
        fix = _("Ask {provider} to promise {consumer} a date for “{before}”, and record it as a contract.")
        detail = _("{provider} to {consumer}").format(provider=provider, consumer=consumer)
        return Told(detail, fix.format(provider=provider, consumer=consumer, before=first, after=second))

    return of_links(g, looked, np.array(bad, np.int64), tell)


def _between_teams(g: Grounds) -> Rows:
    links = g.open_links()
    known = {team.id for team in g.program.teams}
    code = {team: at for at, team in enumerate(sorted(known))}
    team = np.array([code.get(each or "", -1) for each in g.teams], np.int64)
    before, after = g.links.predecessor[links], g.links.successor[links]
    waiting = g.leaf[before] & g.open[before] & g.task[after] & (g.state[after] == columns.WAITING)
    differ = (team[before] >= 0) & (team[after] >= 0) & (team[before] != team[after])
    found: Rows = links[waiting & differ & (g.total_float[after] <= NEAR)]
    return found


def _covered(g: Grounds, link: int, pairs: dict[tuple[str, str], list[Contract]]) -> bool:
    before, after = int(g.links.predecessor[link]), int(g.links.successor[link])
    contracts = pairs.get((g.teams[before] or "", g.teams[after] or ""))
    if not contracts:
        return False
    delivers, needs = {None, *_line(g, before)}, {None, *_line(g, after)}
    if g.point[before]:
        for row in g.links.predecessor[g.links.successor == before].tolist():
            delivers.update(_line(g, row))
    return any(each.delivers in delivers and each.needed_by_activity in needs for each in contracts)


def _line(g: Grounds, row: int) -> list[str]:
    """Ids of a row and of the summaries above it."""
    found = []
    while row >= 0:
        found.append(g.activity(row).id)
        row = g.schedule.logic.parent[row]
    return found
