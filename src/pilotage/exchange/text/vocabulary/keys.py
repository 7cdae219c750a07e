"""Every key of the format, in the order in which it is written: for the reader, the writer and the JSON Schema."""

import datetime as dt
from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from pilotage.exchange.text.values import logic, weeks
from pilotage.exchange.text.values.notation import Notation
from pilotage.exchange.text.vocabulary import shapes
from pilotage.exchange.text.vocabulary.gates import CONDITION, CRITERION, DECISION, GATE
from pilotage.exchange.text.vocabulary.governance import CADENCE, HOLDER, RESPONSIBILITY
from pilotage.exchange.text.vocabulary.needs import ELSEWHERE, NEED, PROMISE, RUNG, STEP
from pilotage.exchange.text.vocabulary.roadmap import ROADMAP_ENTRY
from pilotage.exchange.text.vocabulary.shapes import (
    DATE,
    FLAG,
    ID,
    SPAN,
    TEXT,
    Choice,
    Either,
    Entity,
    Fields,
    Key,
    Many,
    Placed,
    Rows,
    Table,
)
from pilotage.plan.vocabulary.activities import Assignment, ConstraintKind, DependencyKind
from pilotage.plan.vocabulary.calendars import CalendarException, ExceptionKind
from pilotage.plan.vocabulary.people import SkillLevel, WayOfWorking
from pilotage.plan.vocabulary.program import ProgramKind
from pilotage.plan.vocabulary.risks import RiskState, Strategy
from pilotage.plan.vocabulary.scheduling_rules import Behavior, CriticalRule, FloatRule, LagCalendar, ProgressRule

STARTS = {
    "not-before": ConstraintKind.START_NO_EARLIER_THAN,
    "start-by": ConstraintKind.START_NO_LATER_THAN,
    "start-on": ConstraintKind.MUST_START_ON,
    "soft-start-on": ConstraintKind.START_ON,
    "fixed-start": ConstraintKind.FIXED_START,
}
FINISHES = {
    "not-after": ConstraintKind.FINISH_NO_LATER_THAN,
    "finish-not-before": ConstraintKind.FINISH_NO_EARLIER_THAN,
    "finish-on": ConstraintKind.MUST_FINISH_ON,
    "soft-finish-on": ConstraintKind.FINISH_ON,
}
TIMINGS: Final[Mapping[str, ConstraintKind]] = {
    "as-soon-as-possible": ConstraintKind.ASAP,
    "as-late-as-possible": ConstraintKind.ALAP,
}
"""Words of the constraints: dates that mean the start of a day, dates that mean its end, and no date."""

_START, _END = shapes.moment(end=False), shapes.moment(end=True)


def _make_exception(fields: Fields, _notation: Notation) -> CalendarException:
    kind = fields.get("kind", ExceptionKind.TIME_OFF)
    hours = fields.get("hours", "").split()
    first: dt.date = fields["from"]
    return weeks.exception(first, fields.get("to", first), kind, hours, fields.get("title", ""))


def _make_link(fields: Fields, notation: Notation) -> logic.Link:
    span, percent = logic.parse_lag(fields["lag"], notation) if "lag" in fields else (logic.NO_LAG, None)
    return logic.Link(fields["activity"], fields.get("kind", DependencyKind.FS), span, percent, fields.get("on"))


def _make_assignment(fields: Fields, _notation: Notation) -> Assignment:
    return Assignment(fields.get("person", ""), fields.get("units", 1.0), fields.get("skill", ""))


def _make_skill(fields: Fields, _notation: Notation) -> SkillLevel:
    return SkillLevel(fields["skill"], fields["level"])


DAY_ENTRY = Entity(
    "day",
    {
        "from": Key(DATE, "first day", required=True),
        "to": Key(DATE, "last day"),
        "kind": Key(Choice(ExceptionKind, weeks.KINDS), "holiday, off, freeze or extra"),
        "hours": Key(TEXT, "times worked"),
        "title": Key(TEXT, "what it is"),
    },
)
LINK = Entity(
    "dependency",
    {
        "activity": Key(ID, "what it depends on", required=True),
        "kind": Key(Choice(DependencyKind), "FS, SS, FF or SF"),
        "lag": Key(TEXT, "3d, -1d, 2ed, 50%"),
        "on": Key(ID, "calendar of the lag"),
    },
)
ASSIGNMENT = Entity(
    "assignment",
    {
        "person": Key(ID, "who; nobody yet where only a skill is asked for"),
        "units": Key(shapes.share(1000.0), "share of the person's time"),
        "skill": Key(TEXT, "what the work asks for: anybody who has it may take over"),
    },
)


SKILL = Entity(
    "skill",
    {
        "skill": Key(TEXT, "name", required=True),
        "level": Key(shapes.whole(1, 3), "1 is learning, 2 works alone, 3 can lead others", required=True),
    },
)


def _days(kind: ExceptionKind) -> Many:
    return Many(Either(shapes.day_entry(kind), DAY_ENTRY, _make_exception))


CALENDAR = Entity(
    "calendar",
    {
        "title": Key(TEXT, "name"),
        "base": Key(ID, "calendar that this one changes"),
        "zone": Key(shapes.ZONE, "IANA time zone"),
        "week": Key(shapes.week(), "days and times worked: mon-fri 09:00-17:00"),
        "holidays": Key(
            Many(Either(shapes.REGION_OR_DAY, DAY_ENTRY, _make_exception)),
            "region codes whose public holidays are free, and days",
        ),
        "off": Key(_days(ExceptionKind.TIME_OFF), "days closed"),
        "freeze": Key(_days(ExceptionKind.FREEZE), "change freezes"),
        "extra": Key(_days(ExceptionKind.WORKING), "days with other working time"),
    },
)
PERSON = Entity(
    "person",
    {
        "name": Key(TEXT, "name"),
        "email": Key(TEXT, "e-mail address"),
        "team": Key(ID, "team"),
        "calendar": Key(ID, "calendar; default: the team's"),
        "capacity": Key(shapes.share(1000.0), "share of the calendar's time for this program"),
        "external": Key(FLAG, "not of the company"),
        "off": Key(_days(ExceptionKind.TIME_OFF), "days not worked"),
        "skills": Key(Many(Either(TEXT, SKILL, _make_skill)), "skills that work may ask for"),
        "role": Key(TEXT, "what the person is here for; work may ask for it too"),
        "joins": Key(DATE, "first day in the program"),
        "leaves": Key(DATE, "last day in the program"),
        "availability": Key(Many(shapes.AVAILABILITY), "other shares for a time: 2026-03-02..2026-04-10 50%"),
    },
)
TEAM = Entity(
    "team",
    {
        "title": Key(TEXT, "name"),
        "lead": Key(ID, "person"),
        "calendar": Key(ID, "calendar; default: the program's"),
        "location": Key(TEXT, "where it sits"),
    },
)
WORKSTREAM = Entity(
    "workstream",
    {
        "title": Key(TEXT, "name"),
        "team": Key(ID, "does the activities that name no team"),
        "lead": Key(ID, "person"),
        "way": Key(Choice(WayOfWorking), "way of working"),
        "parts": Key(Many(Choice(WayOfWorking)), "ways that a hybrid is made of"),
        "sprint-days": Key(shapes.whole(1, 366), "days from one sprint to the next; default 14"),
        "focus": Key(shapes.share(), "share of the people's time for planned work of a sprint; default 70%"),
        "activities": Key(Table("activity"), "in the order of rows", may_be_empty=True),
    },
)
_ACTIVITY_KEYS: dict[str, Key] = {
    "title": Key(TEXT, "name"),
    "milestone": Key(FLAG, "takes no time"),
    "hammock": Key(FLAG, "level of effort: lasts from what starts it to what ends it"),
    "in": Key(ID, "workstream with which the row is shown"),
    "parent": Key(ID, "summary activity, where nesting cannot say it"),
    "below": Key(ID, "activity of the row above, where rows are not in the order of the file"),
    "duration": Key(SPAN, "working time, one number: 5d"),
    "estimate": Key(shapes.ESTIMATE, "low/likely/high: 8d/12d/20d"),
    "effort": Key(SPAN, "labor, where it differs from the duration"),
    "after": Key(Many(Placed(Either(shapes.LINK, LINK, _make_link))), "what it depends on: schema, dual SS+3d"),
    "team": Key(ID, "does it; default: the workstream's"),
    "owner": Key(ID, "person who answers for it"),
    "who": Key(Many(Either(shapes.ASSIGNMENT, ASSIGNMENT, _make_assignment)), "people who do it: mira 50%"),
    "calendar": Key(ID, "default: the owner's, the team's, then the program's"),
    "not-before": Key(_START, "start no earlier than"),
    "not-after": Key(_END, "finish no later than"),
    "on": Key(shapes.EITHER_END, "the day it happens"),
    "start-by": Key(_START, "start no later than"),
    "start-on": Key(_START, "must start on"),
    "soft-start-on": Key(_START, "start on, where dependencies allow"),
    "fixed-start": Key(_START, "scheduled by hand, whatever it depends on"),
    "finish-not-before": Key(_END, "finish no earlier than"),
    "finish-on": Key(_END, "must finish on"),
    "soft-finish-on": Key(_END, "finish on, where dependencies allow"),
    "timing": Key(Choice(ConstraintKind, TIMINGS), "as soon or as late as possible"),
    "expected-finish": Key(_END, "its duration is what is left until then"),
    "deadline": Key(_END, "warns when missed, moves nothing"),
    "target": Key(DATE, "wished"),
    "commit": Key(DATE, "promised"),
    "started": Key(_START, "has happened"),
    "finished": Key(_END, "has happened"),
    "done": Key(shapes.share(), "share of the duration that is done"),
    "remaining": Key(SPAN, "working time still needed"),
    "priority": Key(shapes.whole(0, 1000), "for leveling"),
    "crash-to": Key(SPAN, "the shortest that money can make it; default: the low estimate"),
    "crash-cost": Key(shapes.COST, "of each day of shortening: 2k"),
    "key": Key(TEXT, "identity in another system: jira/ABC-123"),
    "url": Key(TEXT, "address"),
    "note": Key(TEXT, "anything else"),
    "labels": Key(Many(TEXT), "words to find it by"),
    "probability": Key(shapes.share(), "that it is done at all; default 100%"),
    "branch": Key(TEXT, "done together with those of the same name; a/x and a/y exclude each other"),
    "cost": Key(shapes.MONEY, "that does not depend on time: 20k or 15k/20k/40k"),
    "cost-per-day": Key(shapes.COST, "of each working day that it takes: 2k"),
    "pauses": Key(_days(ExceptionKind.TIME_OFF), "days on which its work rests"),
    "activities": Key(Table("activity"), "makes this a summary of them", may_be_empty=True),
}
ACTIVITY = Entity("activity", _ACTIVITY_KEYS)
MILESTONE = Entity(
    "milestone",
    {name: key for name, key in _ACTIVITY_KEYS.items() if name not in ("milestone", "hammock", "activities")},
)

IMPACT = Entity(
    "impact", {"days": Key(shapes.DAYS, "working days: 5/10/20"), "money": Key(shapes.MONEY, "20k/40k/90k EUR")}
)
RESPONSE = Entity(
    "response",
    {strategy.value: Key(TEXT, "what is done", may_be_empty=True) for strategy in Strategy}
    | {
        "owner": Key(ID, "person"),
        "due": Key(DATE, "by when"),
        "done": Key(FLAG, "has been done"),
        "leaves": Key(shapes.share(), "probability once it is done"),
        "cost": Key(shapes.COST, "what it costs: 12k"),
    },
)
RISK = Entity(
    "risk",
    {
        "title": Key(TEXT, "name"),
        "cause": Key(TEXT, "because of this"),
        "event": Key(TEXT, "this may happen"),
        "effect": Key(TEXT, "and lead to this"),
        "probability": Key(shapes.share(), "30%", required=True),
        "impact": Key(IMPACT, "what it costs if it happens"),
        "hits": Key(Many(Placed(ID)), "activities that take longer"),
        "owner": Key(ID, "person"),
        "response": Key(Placed(RESPONSE), "what is done about it"),
        "trigger": Key(TEXT, "the sign that it is about to happen"),
        "state": Key(Choice(RiskState), "open, closed or occurred"),
        "raised": Key(DATE, "when it was seen"),
        "closed": Key(DATE, "when it was over"),
        "key": Key(TEXT, "identity in another system"),
    },
)
FACTOR = Entity(
    "factor",
    {
        "title": Key(TEXT, "name"),
        "factor": Key(shapes.DAYS, "multiplies durations: 0.9/1/1.3", required=True),
        "probability": Key(shapes.share(), "that it is at work; default 100%"),
        "on": Key(Many(ID), "activities, summaries or workstreams", required=True),
    },
)
CORRELATION = Entity(
    "correlation",
    {
        "activity": Key(Placed(ID), "one of the two", required=True),
        "with": Key(Placed(ID), "the other", required=True),
        "rank": Key(shapes.number(-1, 1), "Spearman's rank correlation of their durations, -1 to 1", required=True),
    },
)
ASK = Entity(
    "ask",
    {
        "text": Key(TEXT, "what must be decided", required=True),
        "to": Key(ID, "person"),
        "by": Key(DATE, "by when"),
        "if-not": Key(TEXT, "what happens otherwise"),
    },
)
BASELINE_ENTRY = Entity(
    "baseline-entry",
    {
        "start": Key(_START, "planned start", required=True),
        "finish": Key(_END, "planned finish", required=True),
        "duration": Key(SPAN, "planned working time"),
        "title": Key(TEXT, "name it had then"),
        "milestone": Key(FLAG, "it was a milestone"),
        "cost": Key(shapes.COST, "planned cost"),
    },
)
BASELINE = Entity(
    "baseline",
    {
        "title": Key(TEXT, "name"),
        "taken": Key(DATE, "when", required=True),
        "reason": Key(TEXT, "why"),
        "chosen": Key(FLAG, "variance is counted against it"),
        "activities": Key(Table("baseline-entry"), "dates as they were planned then", may_be_empty=True),
    },
)
_COUNT = shapes.whole(0, 2**62)
FORECAST = Entity(
    "forecast",
    {
        "made": Key(_START, "when", required=True),
        "milestone": Key(ID, "of what", required=True),
        "plan_finish": Key(_END, "planned finish", required=True),
        "p10": Key(_END, "finish with 10% probability", required=True),
        "p50": Key(_END, "finish with 50% probability", required=True),
        "p85": Key(_END, "finish with 85% probability", required=True),
        "p90": Key(_END, "finish with 90% probability", required=True),
        "target": Key(DATE, "wished then"),
        "on_time": Key(shapes.share(), "probability of meeting the target"),
        "commitment": Key(DATE, "promised then"),
        "kept": Key(shapes.share(), "probability of meeting the commitment"),
        "iterations": Key(_COUNT, "number of runs", required=True),
        "seed": Key(_COUNT, "of the random numbers", required=True),
        "inputs": Key(TEXT, "hash of the plan", required=True),
        "model": Key(TEXT, "version of the method", required=True),
    },
)


def _words(kind: type[StrEnum]) -> Choice:
    return Choice(kind, {each.value.replace("_", "-"): each for each in kind})


SCHEDULING = Entity(
    "scheduling",
    {
        "behavior": Key(Choice(Behavior), "whose reading counts where Microsoft Project and Primavera differ"),
        "progress": Key(_words(ProgressRule), "what the rest of started work waits for"),
        "lags": Key(Choice(LagCalendar), "calendar of a lag that names none"),
        "critical": Key(_words(CriticalRule), "what makes an activity critical"),
        "critical-float": Key(SPAN, "total float up to which it is critical"),
        "near-critical-float": Key(SPAN, "total float up to which it is nearly critical"),
        "total-float": Key(Choice(FloatRule), "of start, of finish, or the smallest"),
        "honor-dates": Key(FLAG, "no-later-than dates hold against dependencies"),
        "open-ends-critical": Key(FLAG, "what nothing waits for may not slip"),
        "from-finish": Key(FLAG, "everything as late as the finish allows"),
        "finish": Key(_END, "must be over by"),
    },
)
HEADER: dict[str, Key] = {
    "program": Key(ID, "id of the program"),
    "title": Key(TEXT, "name"),
    "kind": Key(Choice(ProgramKind), "kind of program"),
    "owner": Key(ID, "person"),
    "summary": Key(TEXT, "what the program is for"),
    "zone": Key(shapes.ZONE, "IANA time zone of its days"),
    "currency": Key(shapes.CURRENCY, "ISO code"),
    "start": Key(_START, "where activities without predecessors begin"),
    "status_date": Key(DATE, "last day whose progress is known"),
    "final": Key(ID, "milestone whose date is that of the program"),
    "target": Key(shapes.Targets(), "wished dates of milestones"),
    "hours_per_day": Key(shapes.number(0.1, 24), "what 1d means"),
    "days_per_week": Key(shapes.number(0.1, 7), "what 1w means"),
    "calendar": Key(ID, "calendar of the program"),
    "scheduling": Key(SCHEDULING, "rules where planners and tools disagree"),
    "ladder": Key(Rows(RUNG), "escalation ladder of contracts that have none of their own"),
}
SECTIONS: dict[str, Key] = {
    "calendars": Key(Table("calendar"), "when work can be done", may_be_empty=True),
    "people": Key(Table("person"), "who takes part", may_be_empty=True),
    "teams": Key(Table("team"), "who works together", may_be_empty=True),
    "workstreams": Key(Table("workstream"), "parts of the program", may_be_empty=True),
    "activities": Key(Table("activity"), "activities of no workstream", may_be_empty=True),
    "milestones": Key(Table("milestone"), "of the program", may_be_empty=True),
    "risks": Key(Table("risk"), "what may happen", may_be_empty=True),
    "factors": Key(Table("factor"), "what makes several activities longer or shorter together", may_be_empty=True),
    "correlations": Key(Rows(CORRELATION), "between durations of activities"),
    "needs": Key(Table("need"), "dependency contracts between teams", may_be_empty=True),
    "gates": Key(Table("gate"), "milestones that are decided on criteria", may_be_empty=True),
    "responsibilities": Key(Rows(RESPONSIBILITY), "who answers for what"),
    "cadences": Key(Table("cadence"), "meetings and rituals that come back", may_be_empty=True),
    "roadmap": Key(Table("roadmap-entry"), "what was decided about single activities", may_be_empty=True),
    "asks": Key(Rows(ASK), "what must be decided"),
    "baselines": Key(Table("baseline"), "plans as they once were", may_be_empty=True),
    "forecasts": Key(Rows(FORECAST), "forecasts as they were issued"),
}
PROGRAM = Entity("program", HEADER | SECTIONS)

ENTITIES = (
    SCHEDULING,
    CALENDAR,
    DAY_ENTRY,
    SKILL,
    PERSON,
    TEAM,
    WORKSTREAM,
    ACTIVITY,
    LINK,
    ASSIGNMENT,
    MILESTONE,
    RISK,
    IMPACT,
    RESPONSE,
    FACTOR,
    CORRELATION,
    NEED,
    PROMISE,
    STEP,
    RUNG,
    ELSEWHERE,
    GATE,
    CRITERION,
    DECISION,
    CONDITION,
    RESPONSIBILITY,
    HOLDER,
    CADENCE,
    ASK,
    BASELINE,
    BASELINE_ENTRY,
    ROADMAP_ENTRY,
    FORECAST,
)
"""What can stand inside a program."""
