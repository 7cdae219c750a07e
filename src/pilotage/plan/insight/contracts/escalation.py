"""The escalation ladder of a contract and its clock.

The clock runs in working days of the program's calendar while the other side owes an answer, or since a promise was
broken. A rung fires when its days are over, or on the day that somebody set for it, which holds while no clock runs
too. Whether anybody then took the matter there, people record.
"""

import datetime as dt
from collections.abc import Sequence
from enum import StrEnum

import msgspec

from pilotage.plan.insight.contracts.life import CLOSED, ContractState, Side, waits_for, waits_since
from pilotage.plan.insight.milestones import day_difference
from pilotage.plan.language.messages import _
from pilotage.plan.scheduling.schedule import Schedule
from pilotage.plan.vocabulary.contracts import (
    CONSUMER_LEAD,
    PROGRAM_OWNER,
    PROVIDER_LEAD,
    Act,
    Contract,
    Rung,
)
from pilotage.plan.vocabulary.program import Program

USUAL_LADDER = (
    Rung(5, PROVIDER_LEAD, _("Give a date, or say no.")),
    Rung(10, PROGRAM_OWNER, _("Decide who yields: the date, the scope or the people.")),
)
"""The ladder of a program that has none of its own."""
_ROLES = {
    PROVIDER_LEAD: _("lead of the providing team"),
    CONSUMER_LEAD: _("lead of the asking team"),
    PROGRAM_OWNER: _("owner of the program"),
}
_LONGEST = 400
"""Days that are looked through for a working day."""


class Cause(StrEnum):
    """What makes rungs fire. ``SET``: no clock runs, but somebody set the day of the next rung. ``STANDING``:
    nothing; the matter went up before, and has not come down.
    """

    UNANSWERED = "unanswered"
    BROKEN = "broken"
    SET = "set"
    STANDING = "standing"


class RungView(msgspec.Struct, frozen=True, kw_only=True):
    """A rung of one contract. ``person`` is an id where a person is meant, ``title`` who it is in words; ``fires`` the
    day on which it does; ``taken`` the day on which the matter went there.
    """

    after: int
    whom: str
    person: str | None
    title: str
    decide: str
    fires: dt.date
    taken: dt.date | None


class RungInForce(msgspec.Struct, frozen=True, kw_only=True):
    """A rung of the ladder that a contract has, whether or not its clock runs. ``title`` is who it is in words."""

    after: int
    title: str
    decide: str


class Escalation(msgspec.Struct, frozen=True, kw_only=True):
    """``level`` rungs were taken, ``due`` ones have fired by now; ``next`` is the first that has not been taken.
    ``since`` is the day from which the rungs are counted.
    """

    cause: Cause
    since: dt.date
    rungs: tuple[RungView, ...]
    level: int
    due: int

    @property
    def next(self) -> RungView | None:
        return self.rungs[self.level] if self.level < len(self.rungs) else None

    @property
    def is_due(self) -> bool:
        return self.due > self.level


def ladder_of(program: Program, contract: Contract) -> tuple[Rung, ...]:
    """Its own, else the program's, else the usual one; the soonest rung first."""
    ladder: Sequence[Rung] = contract.ladder or program.ladder or USUAL_LADDER
    return tuple(sorted(ladder, key=lambda rung: rung.after))


def rungs_in_force(program: Program, contract: Contract) -> tuple[RungInForce, ...]:
    """Who is told about a contract, and after how many working days."""
    return tuple(
        RungInForce(after=rung.after, title=whom(rung.whom, contract, program)[1], decide=rung.decide)
        for rung in ladder_of(program, contract)
    )


def escalation_of(contract: Contract, state: ContractState, schedule: Schedule, today: dt.date) -> Escalation | None:
    """None while no clock runs, no day is set and nothing is escalated. ``contract.escalates`` is the day of its next
    rung, where somebody set it.
    """
    taken = taken_rungs(contract)
    ladder = ladder_of(schedule.program, contract)
    cause = _cause(contract, state, len(ladder) - len(taken), len(taken))
    if cause is None:
        return None
    since, gone = _counted_from(contract, state, cause, ladder, taken)
    rungs: list[RungView] = []
    for number, rung in enumerate(ladder):
        view = _view(
            rung, number, contract, schedule, after_working_days(schedule, since, max(0, rung.after - gone)), taken
        )
        before = rungs[-1].fires if rungs else view.fires
        rungs.append(msgspec.structs.replace(view, fires=max(view.fires, before)))  # one after the other
    level = min(len(taken), len(rungs))
    return Escalation(
        cause=cause,
        since=since,
        rungs=tuple(rungs),
        level=level,
        due=level if cause is Cause.STANDING else max(level, sum(rung.fires <= today for rung in rungs)),
    )


def _cause(contract: Contract, state: ContractState, left: int, taken: int) -> Cause | None:
    """``left`` rungs of the ladder have not been taken."""
    if _since(contract, state) is not None:
        return Cause.BROKEN if state is ContractState.BROKEN else Cause.UNANSWERED
    if contract.escalates is not None and left > 0 and state not in CLOSED:
        return Cause.SET
    over = state in (ContractState.DELIVERED, ContractState.WITHDRAWN)
    return Cause.STANDING if taken and not over else None


def _counted_from(
    contract: Contract, state: ContractState, cause: Cause, ladder: Sequence[Rung], taken: Sequence[dt.date]
) -> tuple[dt.date, int]:
    """The day, and how many days of the ladder are over on it: a day that was set is that of the next rung, and the
    later ones keep their distance from it.
    """
    if cause is Cause.SET and contract.escalates is not None:
        return contract.escalates, ladder[len(taken)].after
    return _since(contract, state) or taken[0], 0


def taken_rungs(contract: Contract) -> list[dt.date]:
    """The days on which the matter went up and has not come down since."""
    found: list[dt.date] = []
    for step in contract.steps:
        if step.act is Act.ESCALATED:
            found.append(step.at)
        elif step.act is Act.DE_ESCALATED:
            found.clear()
    return found


def _since(contract: Contract, state: ContractState) -> dt.date | None:
    """Only an answer that is owed for a request, and a broken promise, are escalated."""
    if state not in (ContractState.PROPOSED, ContractState.BROKEN):
        return None
    return waits_since(contract, state)


def _view(
    rung: Rung, number: int, contract: Contract, schedule: Schedule, fires: dt.date, taken: Sequence[dt.date]
) -> RungView:
    person, title = whom(rung.whom, contract, schedule.program)
    override = contract.escalates if number == len(taken) else None
    return RungView(
        after=rung.after,
        whom=rung.whom,
        person=person,
        title=title,
        decide=rung.decide,
        fires=override or fires,
        taken=taken[number] if number < len(taken) else None,
    )


def whom(name: str, contract: Contract, program: Program) -> tuple[str | None, str]:
    """The person that a rung means, and who it is in words."""
    teams = {team.id: team for team in program.teams}
    provider, consumer = teams.get(contract.provider), teams.get(contract.consumer)
    roles = {
        PROVIDER_LEAD: (provider.lead if provider else None) or contract.promiser,
        CONSUMER_LEAD: (consumer.lead if consumer else None) or contract.requester,
        PROGRAM_OWNER: program.owner,
    }
    person = roles.get(name, name)
    known = None if person is None else next((each for each in program.people if each.id == person), None)
    if known is not None:
        return known.id, known.name
    return None, str(_ROLES.get(name, name))


def after_working_days(schedule: Schedule, since: dt.date, days: int) -> dt.date:
    """The first day by whose end so many working days have gone by since the end of ``since``."""
    found = since + dt.timedelta(days)
    for _day in range(_LONGEST):
        if day_difference(schedule, since, found) >= days:
            break
        found += dt.timedelta(1)
    return found


def owing(contract: Contract, state: ContractState) -> str | None:
    """The team that must answer; None for nobody, or somebody outside."""
    side = waits_for(contract, state)
    if side is None:
        return None
    return (contract.provider if side is Side.PROVIDER else contract.consumer) or None
