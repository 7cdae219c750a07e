"""What an MSPDI file cannot carry, as warnings to show before someone relies on it."""

from collections.abc import Iterator

from pilotage.exchange.mspdi import marks
from pilotage.exchange.mspdi.writing import baseline_numbers
from pilotage.exchange.mspdi.writing.calendars import MOST_SHIFTS
from pilotage.exchange.mspdi.writing.custom import MOST_TEXT, plain_labels
from pilotage.exchange.mspdi.writing.outline import rows
from pilotage.exchange.mspdi.writing.tasks import MOST_NAME
from pilotage.plan.language.messages import _
from pilotage.plan.vocabulary.activities import Activity, ActivityKind, ConstraintKind
from pilotage.plan.vocabulary.problems import Problem, Severity
from pilotage.plan.vocabulary.program import Program


def losses(program: Program) -> tuple[Problem, ...]:
    """One problem for each kind of loss, the ids in its message."""
    found = (*_records(program), *_calendars(program), *_people(program), *_activities(program), *_links(program))
    return tuple(
        Problem(id=kind, severity=Severity.WARNING, message=message.format(which=_some(names)))
        for kind, message, names in found
        if names
    )


_Loss = tuple[str, str, list[str]]
_SOFT = (ConstraintKind.START_ON, ConstraintKind.FINISH_ON)


def _records(program: Program) -> Iterator[_Loss]:
    risks = [risk.id for risk in program.risks]
    yield "risks-not-written", _("Project has no risks; these are not in the file: {which}."), risks
    contracts = [contract.id for contract in program.contracts]
    yield "contracts-not-written", _("Project has no contracts between teams: {which}."), contracts
    shared = [factor.id for factor in program.factors]
    yield "factors-not-written", _("Project has no shared factors; these are not in the file: {which}."), shared
    pairs = [f"{each.first} - {each.second}" for each in program.correlations]
    yield "correlations-not-written", _("Project has no correlations; these are not in the file: {which}."), pairs
    asks = [ask.text for ask in program.asks]
    yield "asks-not-written", _("Project has no asks: {which}."), asks
    forecasts = sorted({record.milestone for record in program.forecasts})
    yield (
        "forecasts-not-written",
        _("Project keeps no forecasts; those of these milestones stay here: {which}."),
        forecasts,
    )
    kept = baseline_numbers(program)
    over = [baseline.id for baseline in program.baselines if baseline.id not in kept]
    yield "baselines-not-written", _("Project keeps eleven baselines; these are not in the file: {which}."), over
    told = [b.id for b in program.baselines if b.id in kept]
    yield "baseline-dates", _("The file does not say when and why a baseline was taken: {which}."), told


def _calendars(program: Program) -> Iterator[_Loss]:
    zones = [c.id for c in program.calendars if c.zone not in (None, program.zone)]
    yield "zones-not-written", _("Project knows one clock; these calendars lose their time zone: {which}."), zones
    regions = [c.id for c in program.calendars if c.holidays]
    message = _("Public holidays are written as single days for the years of the plan in: {which}.")
    yield "holidays-as-days", message, regions
    based = [c.id for c in program.calendars if c.base is not None]
    yield "bases-written-out", _("These calendars are written complete, without the one they build on: {which}."), based
    crowded = [
        c.id
        for c in program.calendars
        if any(len(day) > MOST_SHIFTS for day in (*(c.week or ()), *(e.shifts for e in c.exceptions)))
    ]
    yield "shifts-not-written", _("Project keeps five shifts a day; more are lost in: {which}."), crowded


def _people(program: Program) -> Iterator[_Loss]:
    titled = [w.id for w in program.workstreams if w.title != w.id or w.team or w.lead]
    message = _("Of workstreams the file carries the id only, not title, team and lead: {which}.")
    yield "workstreams-not-written", message, titled
    used = {person.team for person in program.people}
    lost = [t.id for t in program.teams if t.lead or t.location or t.calendar or t.id not in used]
    yield "teams-not-written", _("Of teams the file carries the title as a group of resources: {which}."), lost
    outside = [person.id for person in program.people if person.external]
    yield "external-not-written", _("The file does not say that these people are external: {which}."), outside


def _activities(program: Program) -> Iterator[_Loss]:
    outline = rows(program.activities)
    childless = [r.activity.id for r in outline if r.activity.kind is ActivityKind.SUMMARY and not r.parent]
    yield "summaries-as-tasks", _("Summaries without children become tasks: {which}."), childless
    parents = [r.activity.id for r in outline if r.activity.kind is not ActivityKind.SUMMARY and r.parent]
    yield "tasks-as-summaries", _("Activities with others below them become summaries: {which}."), parents
    soft = [a.id for a in program.activities if a.constraint and a.constraint.kind in _SOFT]
    yield "soft-dates-as-must", _("Dates that give way to dependencies become dates that do not: {which}."), soft
    fine = [a.id for a in program.activities if abs(a.progress * 100 - round(a.progress * 100)) > 1e-6]
    yield "progress-rounded", _("Project keeps progress in whole percent; rounded: {which}."), fine
    long = [a.id for a in program.activities if _too_long(a)]
    yield "texts-cut", _("Titles over 512 or labels over 255 characters are cut: {which}."), long
    unclear = [a.id for a in program.activities if any(marks.LABEL_SEPARATOR in label for label in a.labels)]
    yield "labels-split", _("Labels with a semicolon come back as several: {which}."), unclear
    paused = [a.id for a in program.activities if a.pauses]
    yield "pauses-not-written", _("The file does not say on which days work rests; lost for: {which}."), paused
    twice = [a.id for a in program.activities if a.second_constraint is not None]
    message = _("Project has one constraint a task; a second one becomes its deadline or is lost: {which}.")
    yield "second-constraints-not-written", message, twice
    expected = [a.id for a in program.activities if a.expected_finish is not None]
    yield "expected-finishes-not-written", _("Project expects no finishes; lost for: {which}."), expected
    pointed = [a.id for a in program.activities if a.estimate is not None and a.estimate.points]
    message = _("Estimates of several points keep their least, likely and greatest value only: {which}.")
    yield "points-not-written", message, pointed
    skilled = [a.id for a in program.activities if any(x.skill for x in a.assignments)]
    yield "skills-not-written", _("The file does not say which skill work asks for; lost for: {which}."), skilled
    staffed = [p.id for p in program.people if p.role or p.levels or p.joins or p.leaves or p.availability]
    message = _("The file does not say roles, levels, first and last days, and shares for a time; lost for: {which}.")
    yield "staffing-not-written", message, staffed
    unknown = {p.id for p in program.people}
    strangers = [a.id for a in program.activities if any(x.person not in unknown for x in a.assignments)]
    yield "assignments-not-written", _("Assignments of people who are not in the plan are lost: {which}."), strangers


def _links(program: Program) -> Iterator[_Loss]:
    own = [d.id for d in program.dependencies if d.calendar is not None]
    yield "lag-calendars-not-written", _("Project has no calendar for a lag; lost for: {which}."), own
    pairs: dict[tuple[str, str], int] = {}
    for d in program.dependencies:
        pairs[d.predecessor, d.successor] = pairs.get((d.predecessor, d.successor), 0) + 1
    several = [f"{a} > {b}" for (a, b), n in pairs.items() if n > 1]
    message = _("Project allows one link between two tasks and may drop the others: {which}.")
    yield "several-links", message, several


def _too_long(activity: Activity) -> bool:
    labels = marks.LABEL_SEPARATOR.join(plain_labels(activity))
    return len(activity.title) > MOST_NAME or len(labels) > MOST_TEXT or len(activity.id) > MOST_TEXT


def _some(names: list[str]) -> str:
    shown = ", ".join(names[:5])
    return shown if len(names) <= 5 else _("{shown} and {count} more").format(shown=shown, count=len(names) - 5)
