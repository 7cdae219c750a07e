"""Whose an activity and a contract are, on each level of the map, and where work crosses from one party to another."""

from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum

import msgspec

from pilotage.plan.insight.impact.hits import team_of
from pilotage.plan.scheduling.schedule import Schedule
from pilotage.plan.vocabulary.activities import ActivityKind
from pilotage.plan.vocabulary.contracts import Contract


class Level(StrEnum):
    """Whom the map shows. ``SHARED`` shows teams by the work in which another team takes part, whatever is linked."""

    TEAM = "team"
    WORKSTREAM = "workstream"
    PERSON = "person"
    SHARED = "shared"


class Crossing(msgspec.Struct, frozen=True, gc=False):
    """Work of ``taker`` (row ``after``) that waits for ``giver`` (row ``before``; None: it takes part in that work)."""

    giver: str
    taker: str
    before: int | None
    after: int


class Parties(msgspec.Struct, frozen=True, kw_only=True):
    """``of_row`` is the node of each activity's party, None where it is nobody's; ``ends`` the two of a contract."""

    titles: Mapping[str, str]
    of_row: Sequence[str | None]
    ends: Callable[[Contract], tuple[str, str]]
    crossings: Sequence[Crossing]
    within: int


def parties_of(schedule: Schedule, level: Level) -> Parties:
    titles, of_row = _owners(schedule, level)
    if level is Level.SHARED:
        crossings, within = _taking_part(schedule, of_row), _links(schedule, of_row)[1]
    else:
        crossings, within = _links(schedule, of_row)
    return Parties(
        titles=titles,
        of_row=of_row,
        ends=lambda contract: _ends(contract, schedule, level, of_row),
        crossings=crossings,
        within=within,
    )


def outside(contract: Contract) -> str | None:
    """The node of a provider outside the program."""
    if not contract.external:
        return None
    if contract.vendor:
        return f"vendor:{contract.vendor}"
    return f"program:{contract.elsewhere.program}" if contract.elsewhere else "vendor:"


def _owners(schedule: Schedule, level: Level) -> tuple[dict[str, str], list[str | None]]:
    program = schedule.program
    titles = {f"team:{each.id}": each.title for each in program.teams}
    if level is Level.WORKSTREAM:
        titles |= {f"workstream:{each.id}": each.title for each in program.workstreams}
        keys: list[str | None] = [each.workstream for each in program.activities]
        kind = "workstream"
    elif level is Level.PERSON:
        titles |= {f"person:{each.id}": each.name for each in program.people}
        keys = [each.owner or next((one.person for one in each.assignments), None) for each in program.activities]
        kind = "person"
    else:
        keys, kind = team_of(schedule), "team"
    nodes = [None if key is None else f"{kind}:{key}" for key in keys]
    return titles, [node if node in titles else None for node in nodes]


def _links(schedule: Schedule, of_row: Sequence[str | None]) -> tuple[list[Crossing], int]:
    """Dependencies between parties whose later end is not finished, and how many such stay within one."""
    index, activities = schedule.index, schedule.program.activities
    found: list[Crossing] = []
    within = 0
    for link in schedule.program.dependencies:
        before, after = index.get(link.predecessor), index.get(link.successor)
        if before is None or after is None or activities[after].actual_finish is not None:
            continue
        giver, taker = of_row[before], of_row[after]
        if giver is None or taker is None or giver == taker:
            within += 1
        else:
            found.append(Crossing(giver, taker, before, after))
    return found, within


def _taking_part(schedule: Schedule, of_row: Sequence[str | None]) -> list[Crossing]:
    """A team takes part in open work of another one where a person of it owns it or is assigned, or where a label of
    the work is the team's id.
    """
    program = schedule.program
    home = {person.id: f"team:{person.team}" for person in program.people if person.team}
    teams = {team.id for team in program.teams}
    open_rows = _open_rows(schedule)
    found: list[Crossing] = []
    for row, activity in enumerate(program.activities):
        team = of_row[row]
        if team is None or row not in open_rows:
            continue
        people = (activity.owner, *(each.person for each in activity.assignments))
        others = {home[person] for person in people if person in home}
        others |= {f"team:{label}" for label in activity.labels if label in teams}
        found += [Crossing(other, team, None, row) for other in sorted(others - {team})]
    return found


def _open_rows(schedule: Schedule) -> set[int]:
    """Rows that are not finished; a summary is open while anything in it is."""
    index, activities = schedule.index, schedule.program.activities
    found: set[int] = set()
    for row, activity in enumerate(activities):
        if activity.actual_finish is not None or activity.kind is ActivityKind.SUMMARY:
            continue
        at: int | None = row
        while at is not None and at not in found:
            found.add(at)
            at = index.get(activities[at].parent or "")
    return found


def _ends(contract: Contract, schedule: Schedule, level: Level, of_row: Sequence[str | None]) -> tuple[str, str]:
    giver = outside(contract) or _end(contract.provider, contract.delivers, contract.promiser, schedule, level, of_row)
    taker = _end(contract.consumer, contract.needed_by_activity, contract.requester, schedule, level, of_row)
    return giver, taker


def _end(
    team: str, activity: str | None, person: str | None, schedule: Schedule, level: Level, of_row: Sequence[str | None]
) -> str:
    """The party that stands for one side of a contract: by the activity that it names, by the person who answers for
    it, by the only workstream of the team; else the team itself.
    """
    if level in (Level.TEAM, Level.SHARED):
        return f"team:{team}"
    program = schedule.program
    if level is Level.PERSON and any(each.id == person for each in program.people):
        return f"person:{person}"
    if activity in schedule.index:
        found = of_row[schedule.index[activity or ""]]
        if found is not None:
            return found
    streams = [each.id for each in program.workstreams if each.team == team]
    if level is Level.WORKSTREAM and len(streams) == 1:
        return f"workstream:{streams[0]}"
    return f"team:{team}"
