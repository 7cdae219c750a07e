"""What differs between a schedule and the one with a move in it: activities, teams, people and contracts."""

import datetime as dt
from collections.abc import Sequence

import msgspec
import numpy as np

from pilotage.plan.insight.milestones import day_difference
from pilotage.plan.language.wording import last_day
from pilotage.plan.scheduling.schedule import Schedule
from pilotage.plan.vocabulary.activities import ActivityKind


class ActivityHit(msgspec.Struct, frozen=True, kw_only=True):
    """An activity or milestone that finishes ``days`` working days later. ``through`` is the activity before it in its
    driving chain, None where the move itself pushes it. ``spare``: working days of total float that are left to it.
    """

    id: str
    title: str
    milestone: bool
    team: str | None
    days: float
    before: dt.date
    after: dt.date
    through: str | None
    spare: float
    target: dt.date | None = None


class GroupHit(msgspec.Struct, frozen=True, kw_only=True):
    """A team or a person with the activities of theirs that are hit, and by how much the worst."""

    id: str
    title: str
    activities: int
    days: float


class ContractHit(msgspec.Struct, frozen=True, kw_only=True):
    """A contract whose delivery comes ``days`` working days later, or ``late`` after it is needed. ``breaks``: its
    promise would hold without the move and does not with it.
    """

    id: str
    what: str
    provider: str
    consumer: str
    days: float
    after: dt.date
    needed: dt.date
    promised: dt.date | None
    late: float
    breaks: bool


def hits(before: Schedule, after: Schedule, moved: Sequence[int]) -> tuple[ActivityHit, ...]:
    """Leaves that finish later, the worst first; those of ``moved`` come through nothing."""
    program = before.program
    later = np.flatnonzero(after.finish > before.finish)
    own, day = set(moved), program.hours_per_day * 60
    names = team_of(before)
    found = []
    for row in later.tolist():
        activity = program.activities[row]
        if row in before.logic.children or activity.kind is ActivityKind.LEVEL_OF_EFFORT:
            continue
        start, finish = int(before.finish[row]), int(after.finish[row])
        minutes = before.working_minutes(start, finish, before.compiled.book.default)
        found.append(
            ActivityHit(
                id=activity.id,
                title=activity.title,
                milestone=activity.kind is ActivityKind.MILESTONE,
                team=names[row],
                days=minutes / day,
                before=last_day(before.at(activity.id).finish),
                after=last_day(after.at(activity.id).finish),
                through=None if row in own else _through(after, row),
                spare=max(0.0, int(after.total_float[row]) / day),
                target=activity.target,
            )
        )
    return tuple(sorted(found, key=lambda hit: (-hit.days, hit.after, hit.id)))


def team_of(schedule: Schedule) -> list[str | None]:
    """The team of each row: its own, else its workstream's."""
    streams = {each.id: each.team for each in schedule.program.workstreams}
    return [each.team or streams.get(each.workstream or "") for each in schedule.program.activities]


def _through(schedule: Schedule, row: int) -> str | None:
    """The activity whose dates drive this one; helper nodes and summaries between them are passed over."""
    node = int(schedule.before[row])
    while node >= 0 and (node >= len(schedule.start) or node in schedule.logic.children):
        node = int(schedule.before[node])
    return schedule.program.activities[node].id if node >= 0 else None


def teams_hit(schedule: Schedule, found: Sequence[ActivityHit]) -> tuple[GroupHit, ...]:
    titles = {team.id: team.title for team in schedule.program.teams}
    pairs = [(hit.team, hit) for hit in found if hit.team is not None and not hit.milestone]
    return _groups(pairs, titles)


def people_hit(schedule: Schedule, found: Sequence[ActivityHit]) -> tuple[GroupHit, ...]:
    """Who owns or does what is hit."""
    names = {person.id: person.name for person in schedule.program.people}
    pairs = []
    for hit in found:
        activity = schedule.program.activities[schedule.index[hit.id]]
        who = {activity.owner, *(each.person for each in activity.assignments)}
        pairs += [(person, hit) for person in sorted(each for each in who if each in names)]
    return _groups(pairs, names)


def _groups(pairs: Sequence[tuple[str, ActivityHit]], titles: dict[str, str]) -> tuple[GroupHit, ...]:
    by_id: dict[str, list[ActivityHit]] = {}
    for key, hit in pairs:
        by_id.setdefault(key, []).append(hit)
    found = [
        GroupHit(id=key, title=titles.get(key, key), activities=len(each), days=max(hit.days for hit in each))
        for key, each in by_id.items()
    ]
    return tuple(sorted(found, key=lambda group: (-group.days, -group.activities, group.title)))


def contracts_hit(schedule: Schedule, found: Sequence[ActivityHit]) -> tuple[ContractHit, ...]:
    """Contracts still to be delivered whose delivering activity is hit, those that it makes late first."""
    by_id = {hit.id: hit for hit in found}
    rows = []
    for contract in schedule.program.contracts:
        hit = by_id.get(contract.delivers or "")
        if hit is None or contract.delivered is not None:
            continue
        promised = contract.promised
        rows.append(
            ContractHit(
                id=contract.id,
                what=contract.what,
                provider=contract.provider,
                consumer=contract.consumer,
                days=hit.days,
                after=hit.after,
                needed=contract.needed,
                promised=promised,
                late=max(0.0, day_difference(schedule, contract.needed, hit.after)),
                breaks=promised is not None and hit.before <= promised < hit.after,
            )
        )
    return tuple(sorted(rows, key=lambda row: (-row.late, -row.days, row.id)))
