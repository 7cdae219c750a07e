"""Limits of work in progress, beside what is in progress."""

import datetime as dt

import msgspec

from pilotage.areas.actor import Actor
from pilotage.areas.flow.models import WipLimits
from pilotage.areas.flow.queries.items import work_of
from pilotage.areas.programs.queries import visible
from pilotage.areas.work.queries import count
from pilotage.plan.insight.warnings import Watched, watch


class TeamLimit(msgspec.Struct, frozen=True):
    """A team (project, component, type: what the histories are of), how many items it has in progress, and the most
    that it means to have. ``in_progress`` is None where the items do not tell when work begins: then no limit warns.
    """

    name: str
    in_progress: int | None
    limit: int | None


class Limits(msgspec.Struct, frozen=True):
    """``as_of`` is the last day that the items tell of; None without items."""

    version: int
    as_of: dt.date | None
    teams: tuple[TeamLimit, ...]


def limits_of(*, actor: Actor, program: str, today: dt.date) -> Limits:
    """Of each team that has items, and of each that has a limit."""
    row = visible(actor=actor, program=program).program
    found = _row(row.pk)
    seen = watched(row.pk, today)
    there = {team.flow.name: team.in_progress for team in seen.teams} if seen else {}
    names = [*there, *(name for name in found.limits if name not in there)]
    teams = tuple(TeamLimit(name, there.get(name), found.limits.get(name)) for name in names)
    return Limits(found.version, seen.as_of if seen else None, teams)


def watched(program_id: int, today: dt.date) -> Watched | None:
    """The flow of a program's work items as warnings look at it; None without items that have dates. One query where
    there are none, three where they were looked at before.
    """
    if count(program_id) == 0:
        return None
    work = work_of(program_id)
    if work.known is None:
        return None
    as_of, limits = min(work.known, today), _row(program_id).limits
    question = ("watched", as_of, tuple(sorted(limits.items())))
    return work.answer(
        question,
        lambda: watch(work.cleaned, as_of=as_of, limits=limits, milestones=work.milestones(as_of)),
    )


def _row(program_id: int) -> WipLimits:
    return WipLimits.objects.filter(program_id=program_id).first() or WipLimits(program_id=program_id)
