"""From a program to the tree of its text: what must be written and nothing that the reader would know without it."""

import datetime as dt
from collections.abc import Iterable, Sequence

from pilotage.exchange.text.reading.reader import said_by_default, teams_of
from pilotage.exchange.text.values import amounts, logic, moments, notation, weeks
from pilotage.exchange.text.values.notation import Notation
from pilotage.exchange.text.vocabulary.keys import FINISHES, STARTS, TIMINGS
from pilotage.exchange.text.writing.leaves import (
    Fields,
    Table,
    Tree,
    Word,
    flag,
    one_or_list,
    said,
    share,
    text_or_none,
    title_or_none,
    word,
)
from pilotage.exchange.text.writing.places import NO_HABITS, Habits, Place, in_header, places
from pilotage.plan.vocabulary.activities import (
    Activity,
    ActivityKind,
    Assignment,
    Constraint,
    ConstraintKind,
    Dependency,
)
from pilotage.plan.vocabulary.amounts import DayImpact, Span, Unit
from pilotage.plan.vocabulary.calendars import STANDARD, Calendar, CalendarException, ExceptionKind
from pilotage.plan.vocabulary.contracts import Confidence, Contract
from pilotage.plan.vocabulary.history import Baseline, ForecastRecord
from pilotage.plan.vocabulary.people import Person, Team, WayOfWorking, Workstream
from pilotage.plan.vocabulary.program import Ask, Program, ProgramKind
from pilotage.plan.vocabulary.risks import Response, Risk, RiskState
from pilotage.plan.vocabulary.scheduling_rules import SchedulingRules
from pilotage.plan.vocabulary.uncertainty import Correlation, SharedFactor


class Writing:
    """What is needed to write the entities of one program."""

    def __init__(self, program: Program, habits: Habits = NO_HABITS) -> None:
        self.program = program
        self.habits = habits
        self.notation: Notation = notation.of(program)
        self.ids = {activity.id: activity for activity in program.activities}
        self.teams = teams_of(program.activities, program.workstreams)
        self.team_ids = {team.id for team in program.teams}
        self.after: dict[str, list[Dependency]] = {}
        for dependency in program.dependencies:
            self.after.setdefault(dependency.successor, []).append(dependency)

    def span(self, span: Span | None) -> Word | None:
        return None if span is None else Word(amounts.format_span(span, self.notation))

    def start(self, at: dt.datetime | None) -> Word | None:
        return None if at is None else Word(moments.format_moment(at, self.notation, end=False))

    def end(self, at: dt.datetime | None) -> Word | None:
        return None if at is None else Word(moments.format_moment(at, self.notation, end=True))

    def refer(self, target: str, home: str | None = None) -> str:
        return logic.refer(target, home, self.ids)

    def header(self) -> Fields:
        program = self.program
        implied = "default" if any(calendar.id == "default" for calendar in program.calendars) else STANDARD.id
        fields = said(
            program=program.id,
            title=title_or_none(program.title, program.id),
            kind=word(program.kind, ProgramKind.PRODUCT),
            owner=program.owner,
            summary=text_or_none(program.summary),
            zone=None if program.zone == "UTC" else program.zone,
            currency=word(program.currency, "EUR"),
            start=self.start(program.start),
        )
        last = {
            "status_date": word(program.status_date),
            "final": program.final,
            "target": self.targets() or None,
            "hours_per_day": None if program.hours_per_day == 8 else Word(amounts.format_number(program.hours_per_day)),
            "days_per_week": None if program.days_per_week == 5 else Word(amounts.format_number(program.days_per_week)),
            "calendar": None if program.default_calendar == implied else program.default_calendar,
            "scheduling": self.scheduling(program.rules) or None,
        }
        return fields | {name: value for name, value in last.items() if value is not None}

    def scheduling(self, rules: SchedulingRules) -> Fields:
        usual = SchedulingRules()
        near = None if rules.near_critical_float == usual.near_critical_float else rules.near_critical_float
        fields = {
            "behavior": word(rules.behavior, usual.behavior),
            "progress": None if rules.progress == usual.progress else Word(rules.progress.replace("_", "-")),
            "lags": word(rules.lag_calendar, usual.lag_calendar),
            "critical": None if rules.critical == usual.critical else Word(rules.critical.replace("_", "-")),
            "critical-float": None if rules.critical_float == usual.critical_float else self.span(rules.critical_float),
            "near-critical-float": self.span(near),
            "total-float": word(rules.total_float, usual.total_float),
            "honor-dates": flag(rules.honor_dates),
            "open-ends-critical": flag(rules.open_ends_critical),
            "from-finish": flag(rules.from_finish),
            "finish": self.end(rules.finish),
        }
        return {name: value for name, value in fields.items() if value is not None}

    def targets(self) -> Fields:
        return {
            self.refer(a.id): Word(a.target)
            for a in self.program.activities
            if a.target is not None and in_header(a, self.habits)
        }

    def calendar(self, calendar: Calendar) -> Fields:
        week: Tree | None = None
        if calendar.week is not None:
            parts = weeks.format_week(calendar.week)
            week = parts[0] if len(parts) == 1 else list(parts)
        fields = said(title=text_or_none(calendar.title), base=calendar.base, zone=calendar.zone, week=week)
        return fields | _days(calendar.exceptions, calendar.holidays)

    def person(self, person: Person) -> Fields:
        off = [weeks.format_exception(day, ExceptionKind.TIME_OFF) for day in person.off]
        return said(
            name=title_or_none(person.name, person.id),
            email=text_or_none(person.email),
            team=person.team,
            calendar=person.calendar,
            capacity=share(person.capacity, 1.0),
            external=flag(person.external),
            off=_words(off) or None,
            skills=list(person.skills) or None,
        )

    def team(self, team: Team) -> Fields:
        title = title_or_none(team.title, team.id)
        return said(title=title, lead=team.lead, calendar=team.calendar, location=text_or_none(team.location))

    def workstream(self, stream: Workstream) -> Fields:
        title = title_or_none(stream.title, stream.id)
        return said(title=title, team=stream.team, lead=stream.lead, way=word(stream.way, WayOfWorking.WATERFALL))

    def activity(self, activity: Activity, place: Place) -> Fields:
        home = place.home
        after = [
            logic.format_link(d, self.refer(d.predecessor, home), self.notation)
            for d in self.after.get(activity.id, ())
        ]
        milestone = activity.kind is ActivityKind.MILESTONE and place.section != "milestones"
        fields = said(
            title=title_or_none(activity.title, place.name),
            milestone=flag(milestone),
            hammock=flag(activity.kind is ActivityKind.LEVEL_OF_EFFORT),
            in_=activity.workstream if home is None else None,
            parent=self.refer(activity.parent, home) if activity.parent is not None and not place.nested else None,
            below=self.refer(place.below, home) if place.below is not None else None,
            duration=self.span(activity.duration),
            estimate=Word(amounts.format_estimate(activity.estimate, self.notation)) if activity.estimate else None,
            effort=self.span(activity.effort),
            after=one_or_list([one if isinstance(one, str) else dict(one) for one in after]),
            team=activity.team,
            owner=activity.owner,
            who=[_assignment(one) for one in activity.assignments] or None,
            calendar=activity.calendar,
        )
        return (
            fields
            | self._constraint(activity.constraint, activity.kind)
            | self._constraint(activity.second_constraint, activity.kind)
            | said(
                expected_finish=self.end(activity.expected_finish),
                deadline=self.end(activity.deadline),
                target=None if in_header(activity, self.habits) else word(activity.target),
                commit=word(activity.commitment),
                started=self.start(activity.actual_start),
                finished=self.end(activity.actual_finish),
                done=share(activity.progress, 0.0 if activity.actual_finish is None else 1.0),
                remaining=self.span(activity.remaining),
                priority=None if activity.priority == 500 else Word(activity.priority),
                crash_to=self.span(activity.crash_to),
                crash_cost=None if activity.crash_cost is None else Word(amounts.format_sum(activity.crash_cost)),
                probability=share(activity.probability, 1.0),
                branch=activity.branch,
                cost=None if activity.cost is None else Word(amounts.format_money(activity.cost)),
                cost_per_day=None if activity.cost_per_day is None else Word(amounts.format_sum(activity.cost_per_day)),
                pauses=_words(weeks.format_exception(day, ExceptionKind.TIME_OFF) for day in activity.pauses) or None,
                key=activity.key,
                url=activity.url,
                note=text_or_none(activity.note),
                labels=list(activity.labels) or None,
            )
        )

    def _constraint(self, constraint: Constraint | None, kind: ActivityKind) -> Fields:
        if constraint is None:
            return {}
        if constraint.at is None:
            timing = next((name for name, found in TIMINGS.items() if found is constraint.kind), None)
            return said(timing=word(timing))
        milestone = kind is ActivityKind.MILESTONE
        for words, write, on in ((STARTS, self.start, not milestone), (FINISHES, self.end, milestone)):
            for name, found in words.items():
                if found is constraint.kind:
                    must = found in (ConstraintKind.MUST_START_ON, ConstraintKind.MUST_FINISH_ON)
                    return {"on" if must and on else name: write(constraint.at) or ""}
        return {}

    def risk(self, risk: Risk) -> Fields:
        days, money = risk.impact_days, risk.impact_money
        impact = said(
            days=Word(amounts.format_days(days)) if days else None,
            money=Word(amounts.format_money(money)) if money else None,
        )
        return said(
            title=title_or_none(risk.title, risk.id),
            cause=text_or_none(risk.cause),
            event=text_or_none(risk.event),
            effect=text_or_none(risk.effect),
            probability=share(risk.probability),
            impact=impact or None,
            hits=one_or_list([self.refer(hit) for hit in risk.hits]),
            owner=risk.owner,
            response=_response(risk.response) if risk.response else None,
            trigger=text_or_none(risk.trigger),
            state=word(risk.state, RiskState.OPEN),
            raised=word(risk.raised),
            closed=word(risk.closed),
            key=risk.key,
        )

    def factor(self, factor: SharedFactor) -> Fields:
        streams = {each.id for each in self.program.workstreams}
        spread = DayImpact(factor.low, factor.likely, factor.high)
        return said(
            title=title_or_none(factor.title, factor.id),
            factor=Word(amounts.format_days(spread)),
            probability=share(factor.probability, 1.0),
            on=one_or_list([each if each in streams else self.refer(each) for each in factor.on]),
        )

    def correlation(self, one: Correlation) -> Fields:
        fields: Fields = {"activity": self.refer(one.first), "with": self.refer(one.second)}
        return fields | {"rank": Word(amounts.format_number(one.rank))}

    def need(self, contract: Contract) -> Fields:
        side: Fields = {}
        sides = (
            ("from", "delivers", contract.provider, contract.delivers),
            ("to", "for", contract.consumer, contract.needed_by_activity),
        )
        for name, more, team, activity in sides:
            reference = None if activity is None else self.refer(activity)
            if reference is not None and self.teams.get(activity or "") == team and reference not in self.team_ids:
                side |= {name: reference}
            else:
                side |= {name: team} | ({more: reference} if reference is not None else {})
        return (
            said(what=title_or_none(contract.what, contract.id))
            | side
            | said(
                asked=word(contract.asked),
                needed=word(contract.needed),
                promised=self._promised(contract),
                confidence=word(contract.confidence, Confidence.MEDIUM),
                escalates=word(contract.escalates),
                delivered=word(contract.delivered),
                note=text_or_none(contract.note),
                acceptance=text_or_none(contract.acceptance),
            )
        )

    def _promised(self, contract: Contract) -> Tree | None:
        promises = contract.promises
        if len(promises) == 1:
            said = said_by_default(contract.asked, self.program.status_date, contract.needed)
            if promises[0].said == said:
                return Word(promises[0].date)
        return [{"said": Word(one.said), "date": Word(one.date)} for one in promises] or None

    def ask(self, ask: Ask) -> Fields:
        return said(text=ask.text, to=ask.to, by=word(ask.by), if_not=text_or_none(ask.if_not))

    def baseline(self, baseline: Baseline) -> Fields:
        rows = Table()
        for entry in baseline.entries:
            duration = self.span(_exact(entry.duration, self.notation)) if entry.duration else None
            rows[entry.activity] = said(start=self.start(entry.start), finish=self.end(entry.finish), duration=duration)
        fields = said(
            title=title_or_none(baseline.title, baseline.id),
            taken=word(baseline.taken),
            reason=text_or_none(baseline.reason),
        )
        return fields | {"activities": rows}

    def forecast(self, record: ForecastRecord) -> Fields:
        fields = {
            "made": self.start(record.made),
            "milestone": record.milestone,
            "plan_finish": self.end(record.plan_finish),
            "p10": self.end(record.p10),
            "p50": self.end(record.p50),
            "p85": self.end(record.p85),
            "p90": self.end(record.p90),
            "target": word(record.target),
            "on_time": share(record.on_time),
            "commitment": word(record.commitment),
            "kept": share(record.kept),
            "iterations": Word(record.iterations),
            "seed": Word(record.seed),
            "inputs": record.inputs,
            "model": record.model,
        }
        return {name: value for name, value in fields.items() if value is not None}

    def sections(self) -> dict[str, Tree]:
        """All but the header, the activities apart."""
        program = self.program
        calendars = program.calendars
        if calendars and calendars[0] == STANDARD and program.default_calendar == STANDARD.id:
            calendars = calendars[1:]
        found: dict[str, Tree] = {
            "calendars": Table({one.id: self.calendar(one) for one in calendars}),
            "people": Table({one.id: self.person(one) for one in program.people}),
            "teams": Table({one.id: self.team(one) for one in program.teams}),
            "workstreams": Table({one.id: self.workstream(one) for one in program.workstreams}),
            "risks": Table({one.id: self.risk(one) for one in program.risks}),
            "factors": Table({one.id: self.factor(one) for one in program.factors}),
            "correlations": [self.correlation(one) for one in program.correlations],
            "needs": Table({one.id: self.need(one) for one in program.contracts}),
            "asks": [self.ask(one) for one in program.asks],
            "baselines": Table({one.id: self.baseline(one) for one in program.baselines}),
            "forecasts": [self.forecast(one) for one in program.forecasts],
        }
        return {name: value for name, value in found.items() if value}


def _words(values: Iterable[str | dict[str, str]]) -> list[Tree]:
    return [Word(value) if isinstance(value, str) else dict(value) for value in values]


def _assignment(one: Assignment) -> Tree:
    if one.skill or not one.person:
        part = None if one.units == 1.0 else Word(amounts.format_share(one.units))
        return said(person=one.person or None, units=part, skill=one.skill or None)
    text = one.person if one.units == 1.0 else f"{one.person} {amounts.format_share(one.units)}"
    person, _blank, units = text.rpartition(" ")
    short = (person if person and units.endswith("%") else text) == one.person
    if short and (one.units != 1.0 or not units.endswith("%")):
        return text
    return {"person": one.person, "units": Word(amounts.format_share(one.units))}


def _days(exceptions: Sequence[CalendarException], regions: Sequence[str]) -> Fields:
    """By kind where the order allows, else in one list with the kinds as words."""
    order = list(weeks.KINDS.values())
    holidays: list[Tree] = list(regions)
    found: Fields = {}
    if [order.index(day.kind) for day in exceptions] == sorted(order.index(day.kind) for day in exceptions):
        by_kind = {
            kind: [weeks.format_exception(day, kind) for day in exceptions if day.kind is kind] for kind in order
        }
        holidays += _words(by_kind[ExceptionKind.HOLIDAY])
        found = {word: _words(by_kind[weeks.KINDS[word]]) for word in ("off", "freeze", "extra")}
    else:
        found = {"off": _words(weeks.format_exception(day, ExceptionKind.TIME_OFF) for day in exceptions)}
    return {name: days for name, days in {"holidays": holidays, **found}.items() if days}


def _response(response: Response) -> Fields:
    return {response.strategy.value: response.text} | said(
        owner=response.owner,
        due=word(response.due),
        done=flag(response.done),
        leaves=share(response.residual_probability),
        cost=None if response.cost is None else Word(amounts.format_sum(response.cost)),
    )


def _exact(minutes: int, how: Notation) -> Span:
    """In the largest unit that needs no fraction."""
    for unit in (Unit.DAY, Unit.HOUR):
        if minutes % how.minutes_in(unit) == 0:
            return Span(minutes, unit)
    return Span(minutes, Unit.MINUTE)


def program_tree(program: Program, habits: Habits = NO_HABITS) -> dict[str, Tree]:
    """The whole text of a program: sections in the order of the format."""
    writing = Writing(program, habits)
    sections = writing.sections()
    tables = activity_tables(program, writing)
    streams = sections.get("workstreams")
    if isinstance(streams, Table):
        for stream, fields in streams.items():
            rows = tables.get((stream, "activities"))
            if rows and isinstance(fields, dict):
                fields["activities"] = rows
    own: dict[str, Tree] = {name: tables[None, name] for name in ("activities", "milestones") if (None, name) in tables}
    order = (
        "calendars",
        "people",
        "teams",
        "workstreams",
        "activities",
        "milestones",
        "risks",
        "factors",
        "correlations",
        "needs",
        "asks",
        "baselines",
        "forecasts",
    )
    merged = sections | own
    return {**writing.header(), **{name: merged[name] for name in order if name in merged}}


def activity_tables(program: Program, writing: Writing) -> dict[tuple[str | None, str], Table]:
    """By workstream (None: the program's own) and section."""
    found = places(program, writing.habits)
    tables: dict[tuple[str | None, str], Table] = {}
    inner: dict[str, Table] = {}
    for activity in program.activities:
        place = found[activity.id]
        fields = writing.activity(activity, place)
        if activity.kind is ActivityKind.SUMMARY:
            fields["activities"] = inner[activity.id] = Table()
        if place.nested and activity.parent is not None:
            inner[activity.parent][place.name] = fields
        else:
            tables.setdefault((place.home, place.section), Table())[place.name] = fields
    return tables
