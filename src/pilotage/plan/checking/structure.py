"""Structural problems of a program: what is missing, contradicts itself, or goes in a circle."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from pilotage.plan.checking.gates import of_gates
from pilotage.plan.checking.governance import of_governance
from pilotage.plan.checking.uncertainty import of_uncertainty
from pilotage.plan.language.messages import _
from pilotage.plan.network.logic import Logic, logic
from pilotage.plan.vocabulary.activities import SECONDS, Activity, ActivityKind, ConstraintKind
from pilotage.plan.vocabulary.amounts import ThreePointEstimate
from pilotage.plan.vocabulary.calendars import Calendar
from pilotage.plan.vocabulary.people import Person
from pilotage.plan.vocabulary.problems import Problem, Severity
from pilotage.plan.vocabulary.program import Program
from pilotage.plan.working_time.calendar_tables import public_holidays
from pilotage.plan.working_time.spans import start_of

IMPOSSIBLE = frozenset(
    {
        "calendar-base-cycle",
        "calendar-without-working-time",
        "dependency-cycle",
        "duplicate-id",
        "missing-start",
        "unknown-zone",
    }
)
"""Problems that leave no schedule to compute. Everything else is scheduled without the faulty part, and reported."""


def check(program: Program) -> tuple[Problem, ...]:
    """Every structural problem of ``program``, in the order of its parts."""
    return found_in(program, logic(program))


def found_in(program: Program, made: Logic) -> tuple[Problem, ...]:
    """As `check`, where the logic is known already."""
    return findings(program, made).problems


@dataclass(frozen=True, slots=True)
class Findings:
    """Problems in order, by what they depend on: the parts before the activities; each row alone, where there are any;
    the logic; what activities and later parts have to do with each other.
    """

    head: tuple[Problem, ...]
    rows: Mapping[int, tuple[Problem, ...]]
    logic: tuple[Problem, ...]
    tail: tuple[Problem, ...]

    @property
    def problems(self) -> tuple[Problem, ...]:
        return (*self.head, *(each for row in sorted(self.rows) for each in self.rows[row]), *self.logic, *self.tail)


def findings(program: Program, made: Logic) -> Findings:
    """All problems, by where they come from."""
    return Findings(
        head=(*_of_program(program), *_of_calendars(program), *_of_people(program)),
        rows=of_activities(program, range(len(program.activities)), made),
        logic=(*_of_dependencies(program, made), *_of_cycles(program, made)),
        tail=of_the_rest(program),
    )


def of_the_rest(program: Program) -> tuple[Problem, ...]:
    """Problems of risks, uncertainty, contracts, gates and governance."""
    of_register = (*_of_risks(program), *of_uncertainty(program), *_of_contracts(program))
    return (*of_register, *of_gates(program), *of_governance(program))


def _error(id_: str, entity: str, message: str, hint: str = "") -> Problem:
    return Problem(id=id_, severity=Severity.ERROR, message=message, entity=entity, hint=hint)


def _warning(id_: str, entity: str, message: str, hint: str = "") -> Problem:
    return Problem(id=id_, severity=Severity.WARNING, message=message, entity=entity, hint=hint)


def _missing(entity: str, message: str, what: str, name: str) -> Problem:
    hint = _("Add it, or correct the reference.")
    return _error("missing-reference", entity, message.format(entity=entity, what=what, name=name), hint)


def _unskilled(entity: str, skill: str) -> Problem:
    message = _("{entity} asks for the skill {skill!r}, which nobody has.").format(entity=entity, skill=skill)
    return _warning("unknown-skill", entity, message, _("Write it under the skills of those who have it."))


def _twice(kind: str, ids: Iterable[str]) -> Iterator[Problem]:
    for name, count in Counter(ids).items():
        if count > 1:
            message = _("{count} entries of {kind} have the id {name!r}.").format(count=count, kind=kind, name=name)
            yield _error("duplicate-id", name, message, _("Give each its own id."))


def _zone_known(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (LookupError, ValueError, OSError):
        return False
    return True


def _of_program(program: Program) -> Iterator[Problem]:
    if not _zone_known(program.zone):
        yield _unknown_zone(program.id, program.zone)
    if program.activities and start_of(program) is None:
        message = _("The program has no start, no status date and no date on any activity.")
        yield _error("missing-start", program.id, message, _("Give the program a start date."))
    names = {each.id for each in program.calendars}
    if program.default_calendar not in names:
        yield _missing(
            program.id,
            _("{entity} names the {what} {name!r}, which does not exist."),
            _("calendar"),
            program.default_calendar,
        )
    if program.final is not None and program.final not in {each.id for each in program.activities}:
        yield _missing(
            program.id, _("{entity} names the {what} {name!r}, which does not exist."), _("milestone"), program.final
        )
    yield from _twice(_("calendars"), (each.id for each in program.calendars))
    yield from _twice(_("people"), (each.id for each in program.people))
    yield from _twice(_("teams"), (each.id for each in program.teams))
    yield from _twice(_("workstreams"), (each.id for each in program.workstreams))
    yield from _twice(_("risks"), (each.id for each in program.risks))
    yield from _twice(_("contracts"), (each.id for each in program.contracts))
    yield from _twice(_("gates"), (each.id for each in program.gates))
    yield from _twice(_("cadences"), (each.id for each in program.cadences))
    yield from _twice(_("activities"), (each.id for each in program.activities))


def _unknown_zone(entity: str, zone: str) -> Problem:
    message = _("{entity}: there is no time zone {zone!r}.").format(entity=entity, zone=zone)
    return _error("unknown-zone", entity, message, _("Use an IANA name such as Europe/Berlin."))


def _of_calendars(program: Program) -> Iterator[Problem]:
    by_id = {each.id: each for each in program.calendars}
    for calendar in program.calendars:
        if calendar.zone is not None and not _zone_known(calendar.zone):
            yield _unknown_zone(calendar.id, calendar.zone)
        if calendar.base is not None and calendar.base not in by_id:
            message = _("Calendar {entity} is based on the {what} {name!r}, which does not exist.")
            yield _missing(calendar.id, message, _("calendar"), calendar.base)
        line = _bases(calendar, by_id)
        if line[-1].base == calendar.id:
            names = ", ".join([*(each.id for each in line), calendar.id])
            message = _("Calendars are based on each other in a circle: {names}.").format(names=names)
            yield _error("calendar-base-cycle", calendar.id, message, _("Let one of them have no base."))
        elif not _works(line):
            message = _("Calendar {entity} has no working time.").format(entity=calendar.id)
            yield _error("calendar-without-working-time", calendar.id, message, _("Give one weekday a shift."))
        yield from _of_shifts(calendar)
        yield from _of_holidays(calendar)


def _bases(calendar: Calendar, by_id: dict[str, Calendar]) -> list[Calendar]:
    line = [calendar]
    while (base := line[-1].base) is not None and base in by_id and by_id[base] not in line:
        line.append(by_id[base])
    return line


def _works(line: list[Calendar]) -> bool:
    """Whether the week has a shift: exceptions end, so without one all work would stop."""
    week = next((each.week for each in line if each.week is not None), ())
    return any(shift.start < shift.finish for shifts in week for shift in shifts)


def _of_shifts(calendar: Calendar) -> Iterator[Problem]:
    week = [shift for shifts in calendar.week or () for shift in shifts]
    shifts = week + [shift for exception in calendar.exceptions for shift in exception.shifts]
    if any(not 0 <= shift.start < shift.finish <= 1440 for shift in shifts):
        message = _("Calendar {entity} has a shift that does not lie within one day.").format(entity=calendar.id)
        yield _error("impossible-shift", calendar.id, message, _("A shift runs from 00:00 to 24:00 at most."))
    if any(exception.end <= exception.start for exception in calendar.exceptions):
        message = _("Calendar {entity} has an exception that ends before it begins.").format(entity=calendar.id)
        yield _warning("empty-exception", calendar.id, message)


def _of_holidays(calendar: Calendar) -> Iterator[Problem]:
    for region in calendar.holidays:
        try:
            public_holidays(region, 2026, 2026)
        except LookupError:
            message = _("Calendar {entity}: no public holidays are known for {region!r}.")
            hint = _("Use an ISO region such as DE, DE-BE or US-WA.")
            yield _error("unknown-holidays", calendar.id, message.format(entity=calendar.id, region=region), hint)


def _of_people(program: Program) -> Iterator[Problem]:
    calendars = {each.id for each in program.calendars}
    teams = {each.id for each in program.teams}
    people = {each.id for each in program.people}
    message = _("{entity} names the {what} {name!r}, which does not exist.")
    for person in program.people:
        yield from _of_person(person, calendars, teams, message)
    for team in program.teams:
        if team.calendar is not None and team.calendar not in calendars:
            yield _missing(team.id, message, _("calendar"), team.calendar)
        if team.lead is not None and team.lead not in people:
            yield _missing(team.id, message, _("person"), team.lead)
    for workstream in program.workstreams:
        if workstream.team is not None and workstream.team not in teams:
            yield _missing(workstream.id, message, _("team"), workstream.team)
        if workstream.lead is not None and workstream.lead not in people:
            yield _missing(workstream.id, message, _("person"), workstream.lead)


def _of_person(person: Person, calendars: set[str], teams: set[str], message: str) -> Iterator[Problem]:
    if person.calendar is not None and person.calendar not in calendars:
        yield _missing(person.id, message, _("calendar"), person.calendar)
    if person.team is not None and person.team not in teams:
        yield _missing(person.id, message, _("team"), person.team)
    if person.joins is not None and person.leaves is not None and person.leaves < person.joins:
        text = _("{entity} leaves on {last}, before the first day, {first}.")
        hint = _("Change the first day or the last one.")
        text = text.format(entity=person.id, last=person.leaves, first=person.joins)
        yield _warning("leaves-before-joining", person.id, text, hint)


def of_activities(program: Program, rows: Iterable[int], made: Logic) -> dict[int, tuple[Problem, ...]]:
    """Problems of the activities in ``rows``, each taken alone; rows without any are left out."""
    known = {
        "calendar": {each.id for each in program.calendars},
        "owner": {each.id for each in program.people},
        "skill": {skill for each in program.people for skill in each.abilities},
        "team": {each.id for each in program.teams},
        "workstream": {each.id for each in program.workstreams},
    }
    found = ((row, tuple(_of_activity(program.activities[row], row, known, made))) for row in rows)
    return {row: problems for row, problems in found if problems}


def _of_activity(activity: Activity, row: int, known: dict[str, set[str]], made: Logic) -> Iterator[Problem]:
    yield from _of_references(activity, known, made)
    yield from _of_parent(activity, row, made)
    yield from _of_amounts(activity)
    yield from _of_report(activity)


def _of_references(activity: Activity, known: dict[str, set[str]], made: Logic) -> Iterator[Problem]:
    message = _("{entity} names the {what} {name!r}, which does not exist.")
    if activity.parent is not None and activity.parent not in made.index:
        yield _missing(activity.id, message, _("parent"), activity.parent)
    if activity.calendar is not None and activity.calendar not in known["calendar"]:
        yield _missing(activity.id, message, _("calendar"), activity.calendar)
    if activity.owner is not None and activity.owner not in known["owner"]:
        yield _missing(activity.id, message, _("person"), activity.owner)
    if activity.team is not None and activity.team not in known["team"]:
        yield _missing(activity.id, message, _("team"), activity.team)
    if activity.workstream is not None and activity.workstream not in known["workstream"]:
        yield _missing(activity.id, message, _("workstream"), activity.workstream)
    for assignment in activity.assignments:
        if assignment.person not in known["owner"] and (assignment.person or not assignment.skill):
            yield _missing(activity.id, message, _("person"), assignment.person)
        if assignment.skill and assignment.skill not in known["skill"]:
            yield _unskilled(activity.id, assignment.skill)


def _of_parent(activity: Activity, row: int, made: Logic) -> Iterator[Problem]:
    if activity.parent is not None and activity.parent in made.index and made.parent[row] < 0:
        message = _("{entity} lies within itself: its line of parents leads back to it.").format(entity=activity.id)
        yield _error("parent-cycle", activity.id, message, _("Move one of them to the top."))
    if activity.kind is ActivityKind.SUMMARY and row not in made.children:
        message = _("Summary {entity} has no activities; it is scheduled as an activity.").format(entity=activity.id)
        yield _warning("summary-without-activities", activity.id, message)
    elif activity.kind is not ActivityKind.SUMMARY and row in made.children:
        message = _("{entity} has activities below it but is not a summary; its dates roll up.").format(
            entity=activity.id
        )
        yield _warning("parent-not-summary", activity.id, message)


def _of_amounts(activity: Activity) -> Iterator[Problem]:
    amounts = (activity.duration, activity.remaining, activity.effort)
    if min([amount.minutes for amount in amounts if amount is not None], default=0) < 0:
        message = _("{entity} has a negative duration, remaining duration or effort.").format(entity=activity.id)
        yield _error("negative-duration", activity.id, message)
    if activity.estimate is not None and not _in_order(activity.estimate):
        message = _("The estimate of {entity} is not in the order low, likely, high.").format(entity=activity.id)
        yield _error("estimate-out-of-order", activity.id, message, _("Write the smallest first; zero is the least."))
    if not 0 <= activity.progress <= 1:
        message = _("The progress of {entity} is not between 0 and 100 %.").format(entity=activity.id)
        yield _error("progress-out-of-range", activity.id, message)
    if activity.constraint is not None or activity.second_constraint is not None:
        yield from _of_constraints(activity)


def _of_constraints(activity: Activity) -> Iterator[Problem]:
    first, second = activity.constraint, activity.second_constraint
    free = (ConstraintKind.ASAP, ConstraintKind.ALAP)
    if any(each is not None and each.kind not in free and each.at is None for each in (first, second)):
        message = _("The constraint of {entity} has no date and is ignored.").format(entity=activity.id)
        yield _warning("constraint-without-date", activity.id, message)
    if second is not None and (first is None or first.kind is second.kind or {first.kind, second.kind} - {*SECONDS}):
        message = _("The second constraint of {entity} does not go with its first.").format(entity=activity.id)
        hint = _("Two constraints are two kinds of: start or finish no earlier or no later than.")
        yield _warning("constraints-together", activity.id, message, hint)


def _in_order(estimate: ThreePointEstimate) -> bool:
    return 0 <= estimate.low.minutes <= estimate.likely.minutes <= estimate.high.minutes


def _of_report(activity: Activity) -> Iterator[Problem]:
    start, finish = activity.actual_start, activity.actual_finish
    if start is not None and finish is not None and finish < start:
        message = _("{entity} finished before it started.").format(entity=activity.id)
        yield _error("finish-before-start", activity.id, message, _("Correct one of its actual dates."))
    if start is None and finish is None and activity.progress > 0:
        message = _("{entity} has progress but no actual start; one is assumed.").format(entity=activity.id)
        yield _warning("progress-without-start", activity.id, message)


def _of_dependencies(program: Program, made: Logic) -> Iterator[Problem]:
    calendars = {each.id for each in program.calendars}
    seen: set[tuple[str, str, str]] = set()
    for each in program.dependencies:
        key = (each.predecessor, each.successor, each.kind)
        if each.predecessor not in made.index:
            message = _("{entity} waits for {name!r}, which does not exist.")
            text = message.format(entity=each.successor, name=each.predecessor)
            yield _error("missing-predecessor", each.successor, text, _("Add it, or remove the dependency."))
        if each.successor not in made.index:
            message = _("{name!r}, which does not exist, waits for {entity}.")
            text = message.format(entity=each.predecessor, name=each.successor)
            yield _error("missing-successor", each.predecessor, text, _("Add it, or remove the dependency."))
        if each.predecessor == each.successor:
            text = _("{entity} waits for itself; the dependency is ignored.").format(entity=each.successor)
            yield _error("dependency-on-itself", each.successor, text)
        if key in seen:
            text = _("The dependency {entity} is there twice.").format(entity=each.id)
            yield _warning("duplicate-dependency", each.id, text)
        seen.add(key)
        if each.calendar is not None and each.calendar not in calendars:
            message = _("The lag of {entity} names the {what} {name!r}, which does not exist.")
            yield _missing(each.id, message, _("calendar"), each.calendar)


def _of_cycles(program: Program, made: Logic) -> Iterator[Problem]:
    if len(made.order) == made.size:
        return
    for rows in made.cycles():
        ids = [program.activities[row].id for row in rows]
        message = _("These wait for each other in a circle: {names}.").format(names=", ".join([*ids, ids[0]]))
        yield _error("dependency-cycle", ids[0], message, _("Remove one of these dependencies."))


def _of_risks(program: Program) -> Iterator[Problem]:
    if not program.risks:
        return
    activities = {each.id for each in program.activities}
    for risk in program.risks:
        for hit in risk.hits:
            if hit not in activities:
                yield _missing(
                    risk.id, _("Risk {entity} hits the {what} {name!r}, which does not exist."), _("activity"), hit
                )
        if not 0 <= risk.probability <= 1:
            message = _("The probability of risk {entity} is not between 0 and 100 %.").format(entity=risk.id)
            yield _error("probability-out-of-range", risk.id, message)
        impact = risk.impact_days
        if impact is not None and not impact.low <= impact.likely <= impact.high:
            message = _("The impact of risk {entity} is not in the order low, likely, high.").format(entity=risk.id)
            yield _error("impact-out-of-order", risk.id, message)


def _of_contracts(program: Program) -> Iterator[Problem]:
    if not program.contracts:
        return
    teams = {each.id for each in program.teams}
    activities = {each.id for each in program.activities}
    message = _("Contract {entity} names the {what} {name!r}, which does not exist.")
    for each in program.contracts:
        for team in (each.provider, each.consumer):
            if team not in teams and (team or not (each.vendor or each.elsewhere)):
                yield _missing(each.id, message, _("team"), team)
        for activity in (each.delivers, each.needed_by_activity):
            if activity is not None and activity not in activities:
                yield _missing(each.id, message, _("activity"), activity)
