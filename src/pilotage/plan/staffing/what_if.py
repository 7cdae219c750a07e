"""What if somebody came or left: leveled dates and the forecast, before and after. Nothing is written.

Both plans are leveled by the same rules, with work handed to whoever has what it asks for, so that only the change of
people tells them apart. How fast somebody new becomes productive, and what it costs those who explain, are wishes of
whoever asks: no plan knows them (F. Brooks, "The Mythical Man-Month", 1975, ch. 2).
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from decimal import Decimal
from zoneinfo import ZoneInfo

import msgspec
from msgspec.structs import replace

from pilotage.plan.forecasting.simulation import simulate
from pilotage.plan.language.messages import _, ngettext
from pilotage.plan.language.wording import day
from pilotage.plan.leveling.applying import apply_moves
from pilotage.plan.leveling.effects import effects
from pilotage.plan.leveling.leveling import level
from pilotage.plan.leveling.results import Leveling, MilestoneEffect, Objective
from pilotage.plan.scheduling.schedule import Schedule, schedule
from pilotage.plan.staffing.days import staff_days
from pilotage.plan.vocabulary.activities import Activity, Assignment
from pilotage.plan.vocabulary.people import Availability, Person
from pilotage.plan.vocabulary.program import Program
from pilotage.plan.working_time.calendar_tables import minutes

ITERATIONS = 1_000
_SAMPLES = 20_000_000
"""Durations drawn for one answer at most, but never fewer than 200 iterations."""

MOST = 50
"""People who may come and go in one question."""


class Joiner(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody who comes on ``joins`` for good, or until ``leaves``. For ``ramp_weeks`` they give ``ramp_share`` of
    their time to the work; while they do, ``mentor`` gives ``mentor_share`` of theirs to them. ``day_rate`` is what a
    working day costs.
    """

    role: str
    joins: dt.date
    leaves: dt.date | None = None
    skills: tuple[str, ...] = ()
    team: str | None = None
    count: int = 1
    share: float = 1.0
    ramp_weeks: float = 6.0
    ramp_share: float = 0.5
    mentor: str | None = None
    mentor_share: float = 0.0
    day_rate: Decimal | None = None


class Leaver(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody whose last day is ``leaves``."""

    person: str
    leaves: dt.date


class WhatIfQuestion(msgspec.Struct, frozen=True, kw_only=True):
    """``by_role``: work that asks for no skill may go to another one of the same role."""

    joiners: tuple[Joiner, ...] = ()
    leavers: tuple[Leaver, ...] = ()
    by_role: bool = True


class Landing(msgspec.Struct, frozen=True, kw_only=True):
    """A milestone as leveled before and after, in working days between (positive is later), and its percentiles; None
    where it is not simulated. ``committed`` is the day promised, ``due`` the nearest day wanted.
    """

    id: str
    title: str
    committed: dt.date | None
    due: dt.date | None
    finish: dt.datetime
    new_finish: dt.datetime
    days: float
    p50: dt.datetime | None
    new_p50: dt.datetime | None
    p85: dt.datetime | None
    new_p85: dt.datetime | None


class WhatIfAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """``milestones``: those with a commitment first, by date. ``unplaced`` hours of leavers' work have nobody who
    could take them over (``stuck`` names the activities). ``cost`` is that of the joiners' days in the program's
    currency, None without a rate. ``unknown`` says what this answer cannot know.
    """

    milestones: tuple[Landing, ...]
    over_before: float
    over_after: float
    unplaced: float
    stuck: tuple[str, ...]
    handed_over: int
    cost: Decimal | None
    currency: str
    unknown: tuple[str, ...]
    iterations: int
    seed: int


class UnknownPersonError(LookupError):
    """The question names somebody who is not in the program."""


def what_if(
    program: Program, question: WhatIfQuestion, *, seed: int = 1, iterations: int | None = None
) -> WhatIfAnswer:
    """Answer by leveling and simulating the program as it is and as it would be. Raises `Unschedulable` and
    UnknownPersonError.
    """
    _check(program, question)
    if iterations is None:
        iterations = max(200, min(ITERATIONS, _SAMPLES // max(1, len(program.activities))))
    base = _asking_for_roles(program) if question.by_role else program
    changed = staffed(base, question)
    before, after = (_leveled(each, seed) for each in (base, changed))
    schedules = [schedule(apply_moves(each, found.moves)) for each, found in ((base, before), (changed, after))]
    stuck, unplaced = _stuck(schedules[1], question)
    return WhatIfAnswer(
        milestones=_landings(schedules[0], schedules[1], seed, iterations),
        over_before=before.effect.over_after,
        over_after=after.effect.over_after,
        unplaced=unplaced,
        stuck=stuck,
        handed_over=sum(len(each.handovers) for each in after.moves),
        cost=_cost(changed, question, schedules[1]),
        currency=program.currency,
        unknown=tuple(_unknown(program, question, len(stuck))),
        iterations=iterations,
        seed=seed,
    )


def staffed(program: Program, question: WhatIfQuestion) -> Program:
    """The program with these people: work that a leaver would still have after the last day asks for somebody else."""
    lasts = {each.person: each.leaves for each in question.leavers}
    people = tuple(replace(each, leaves=lasts[each.id]) if each.id in lasts else each for each in program.people)
    taken = {each.id for each in people}
    for number, joiner in enumerate(question.joiners, 1):
        people = (*_mentored(people, joiner), *_new_people(joiner, number, taken))
    changed = replace(program, people=people)
    if not lasts:
        return changed
    return replace(changed, activities=tuple(_without(changed, lasts)))


def _leveled(program: Program, seed: int) -> Leveling:
    return level(program, objective=Objective.FINISH, hand_over=True, seed=seed)


def _check(program: Program, question: WhatIfQuestion) -> None:
    known = {each.id for each in program.people}
    mentors = [each.mentor for each in question.joiners if each.mentor is not None]
    for name in (*(each.person for each in question.leavers), *mentors):
        if name not in known:
            raise UnknownPersonError(name)


def _new_people(joiner: Joiner, number: int, taken: set[str]) -> Iterable[Person]:
    for each in range(joiner.count):
        name = joiner.role if joiner.count == 1 else f"{joiner.role} {each + 1}"
        ramp = joiner.joins + dt.timedelta(round(joiner.ramp_weeks * 7))
        slow = (Availability(joiner.joins, ramp, joiner.share * joiner.ramp_share),) if ramp > joiner.joins else ()
        code = f"new-{number}-{each + 1}"
        while code in taken:
            code += "-"
        taken.add(code)
        yield Person(
            id=code,
            name=_("{role} (new)").format(role=name),
            team=joiner.team,
            capacity=joiner.share,
            role=joiner.role,
            skills=joiner.skills,
            joins=joiner.joins,
            leaves=joiner.leaves,
            availability=slow,
        )


def _mentored(people: Sequence[Person], joiner: Joiner) -> tuple[Person, ...]:
    """The mentor has less time while somebody new learns."""
    ramp = joiner.joins + dt.timedelta(round(joiner.ramp_weeks * 7))
    found = []
    for each in people:
        if each.id == joiner.mentor and joiner.mentor_share > 0 and ramp > joiner.joins:
            left = max(0.0, each.capacity - joiner.mentor_share * joiner.count)
            each = replace(each, availability=(*each.availability, Availability(joiner.joins, ramp, left)))
        found.append(each)
    return tuple(found)


def _asking_for_roles(program: Program) -> Program:
    """Work that asks for no skill asks for the role of who does it."""
    roles = {each.id: each.role for each in program.people}

    def asking(each: Assignment) -> Assignment:
        role = roles.get(each.person, "")
        return msgspec.structs.replace(each, skill=role) if role and not each.skill else each

    activities = (
        replace(each, assignments=tuple(map(asking, each.assignments))) if each.assignments else each
        for each in program.activities
    )
    return replace(program, activities=tuple(activities))


def _without(program: Program, lasts: dict[str, dt.date]) -> Iterable[Activity]:
    """Activities; what a leaver has not done by the last day, as planned, has nobody where it asks for a skill."""
    found = schedule(program)
    book = found.compiled.book
    people = {each.id: each for each in program.people}
    for row, activity in enumerate(program.activities):
        gone = {
            each.person
            for each in activity.assignments
            if each.person in lasts
            and int(found.finish[row]) > _end_of(lasts[each.person], book.of_person(people[each.person]).zone)
        }
        if gone and activity.actual_finish is None:
            assignments = tuple(
                msgspec.structs.replace(each, person="") if each.person in gone and each.skill else each
                for each in activity.assignments
            )
            activity = replace(activity, assignments=assignments)
        yield activity


def _end_of(last: dt.date, zone: str) -> int:
    return minutes(dt.datetime.combine(last + dt.timedelta(1), dt.time(), ZoneInfo(zone)))


def _stuck(after: Schedule, question: WhatIfQuestion) -> tuple[tuple[str, ...], float]:
    """Work that nobody takes over: its activities and hours."""
    if not question.leavers:
        return (), 0.0
    days = staff_days(after)
    people, pieces, asks = days.people, days.pieces, days.asks
    gone = {each.person for each in question.leavers}
    at = [index for index, each in enumerate(people.people) if each.id in gone]
    nobody = asks.who[pieces.item] < 0
    mine = nobody & ~asks.assumed[pieces.item]
    for index in at:
        mine |= (asks.who[pieces.item] == index) & (people.shares[index][pieces.day] <= 0)
    rows = sorted(set(asks.rows[pieces.item[mine]].tolist()))
    return tuple(after.program.activities[row].id for row in rows), round(float(days.minutes[mine].sum()) / 60, 1)


def _landings(before: Schedule, after: Schedule, seed: int, iterations: int) -> tuple[Landing, ...]:
    old, new = (simulate(each.program, iterations=iterations, seed=seed) for each in (before, after))
    committed = {each.id: each.commitment for each in before.program.activities}
    found = [_landing(each, committed[each.id], old.milestones, new.milestones) for each in effects(before, after)]
    return tuple(sorted(found, key=lambda each: (each.committed is None, each.due is None, each.finish, each.id)))


def _landing(each: MilestoneEffect, committed: dt.date | None, old, new) -> Landing:  # type: ignore[no-untyped-def]
    was, now = old.get(each.id), new.get(each.id)
    return Landing(
        id=each.id,
        title=each.title,
        committed=committed,
        due=each.due,
        finish=each.finish,
        new_finish=each.new_finish,
        days=each.days,
        p50=was.quantile(0.5) if was else None,
        new_p50=now.quantile(0.5) if now else None,
        p85=was.p85 if was else None,
        new_p85=now.p85 if now else None,
    )


def _cost(program: Program, question: WhatIfQuestion, after: Schedule) -> Decimal | None:
    """Rate times the working days from joining to leaving, else to the end of the plan."""
    rated = [each for each in question.joiners if each.day_rate is not None]
    if not rated:
        return None
    days = staff_days(after)
    total = Decimal(0)
    end = days.last
    for number, joiner in enumerate(question.joiners, 1):
        if joiner.day_rate is None:
            continue
        for at, person in enumerate(days.people.people):
            if person.id.startswith(f"new-{number}-"):
                worked = days.people.worked[at][:end] * (days.people.shares[at][:end] > 0)
                total += joiner.day_rate * Decimal(
                    str(round(worked.sum() / 60 / program.hours_per_day * joiner.share, 2))
                )
    return total.quantize(Decimal("0.01"))


def _unknown(program: Program, question: WhatIfQuestion, stuck: int) -> Iterable[str]:
    if question.joiners:
        yield _(
            "How long somebody new takes to become productive, and what that costs those who explain, is your "
            "assumption; this answer takes it as it is given (Brooks's law: it is seldom too long)."
        )
        yield _("Hiring itself takes time: the first day is taken as certain.")
    asked = {each.skill for activity in program.activities for each in activity.assignments if each.skill}
    asked |= {each.role for each in program.people if each.role} if question.by_role else set()
    for joiner in question.joiners:
        if not asked.intersection((joiner.role, *joiner.skills)):
            text = _("No work asks for “{role}”, and nobody has this role: nothing can be handed to somebody new.")
            yield text.format(role=joiner.role)
    if stuck:
        text = ngettext(
            "Nobody can take over {n} activity; its date is taken as planned, which it will not keep.",
            "Nobody can take over {n} activities; their dates are taken as planned, which they will not keep.",
            stuck,
        )
        yield text.format(n=stuck)
    for each in question.leavers:
        name = next(person.name for person in program.people if person.id == each.person)
        yield _("What {name} alone knows, and the time to hand it over before {date}, is in no plan.").format(
            name=name, date=day(each.leaves)
        )
