"""Records -> activities."""

import datetime as dt
import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from pilotage.exchange.tabular.convert.impacts import money
from pilotage.exchange.tabular.convert.naming import Names, Register, slug
from pilotage.exchange.tabular.convert.people import People
from pilotage.exchange.tabular.convert.records import Record
from pilotage.exchange.tabular.rows import ProblemLog, warn
from pilotage.exchange.tabular.values.amounts import WorkTime
from pilotage.exchange.tabular.values.context import Context
from pilotage.exchange.tabular.values.estimates import parse_distribution, three_points
from pilotage.exchange.tabular.values.rests import parse_rest
from pilotage.plan.language.messages import _
from pilotage.plan.vocabulary.activities import SECONDS, Activity, ActivityKind, Constraint, ConstraintKind
from pilotage.plan.vocabulary.amounts import Distribution, MoneyImpact, Span, ThreePointEstimate, Unit
from pilotage.plan.vocabulary.calendars import CalendarException

_KINDS = {
    "milestone": ActivityKind.MILESTONE,
    "gate": ActivityKind.MILESTONE,
    "summary": ActivityKind.SUMMARY,
    "phase": ActivityKind.SUMMARY,
    "epic": ActivityKind.SUMMARY,
    "level_of_effort": ActivityKind.LEVEL_OF_EFFORT,
    "level of effort": ActivityKind.LEVEL_OF_EFFORT,
    "hammock": ActivityKind.LEVEL_OF_EFFORT,
}
_CONSTRAINTS = (
    ("start_on", ConstraintKind.MUST_START_ON),
    ("finish_on", ConstraintKind.MUST_FINISH_ON),
    ("not_before", ConstraintKind.START_NO_EARLIER_THAN),
    ("start_by", ConstraintKind.START_NO_LATER_THAN),
    ("finish_not_before", ConstraintKind.FINISH_NO_EARLIER_THAN),
    ("not_after", ConstraintKind.FINISH_NO_LATER_THAN),
)
_MOST_DAYS = 20_000
_FULL_ID = re.compile(r"[a-z0-9][a-z0-9._-]*/[a-z0-9][a-z0-9._-]*\Z")


class ActivityIds:
    """The ids, workstreams and names of the records."""

    def __init__(self, log: ProblemLog, workstream: str = "") -> None:
        self.names = Names(log)
        self.workstreams = Register()
        self._default = workstream
        self._own: dict[tuple[int, str], str] = {}

    def give(self, record: Record) -> str:
        fields = record.fields
        own = fields.get("id") or fields.get("key")
        title = fields.get("title") or own or ""
        fields.setdefault("title", title)
        full = self._full_id(str(own or title), fields.get("workstream") or self._default, record.row.number)
        id_ = self.names.give(full, record.row, own=bool(own))
        self.names.learn(id_, (fields.get("id"), fields.get("key"), id_, fields.get("wbs")), title)
        if own:
            self._own.setdefault((record.row.number, str(own).casefold()), id_)
        return id_

    def _full_id(self, text: str, stream: str, number: int) -> str:
        """An id that is already ``workstream/name``, as we write them, stays as it is."""
        if _FULL_ID.match(text):
            self.workstreams.put(text.split("/", maxsplit=1)[0], stream)
            return text
        name = slug(text, f"row-{number}")
        return f"{self.workstreams.id(stream)}/{name}" if stream else name

    def find_parent(self, record: Record) -> str | None:
        """The parent that a record names: one made from the same row first, as ids may repeat between workstreams."""
        word = str(record.fields["parent"]).strip().casefold()
        return self._own.get((record.row.number, word)) or self.names.find(word)


def activity(
    record: Record,
    id_: str,
    parent: str | None,
    *,
    has_children: bool,
    people: People,
    teams: Register,
    context: Context,
    currency: str,
) -> Activity:
    """One activity. Contradictions in the row become problems."""
    fields = record.fields
    kind = _kind(fields, has_children=has_children)
    _complete_actuals(record, kind, context)
    started, finished = _actuals(record, kind, context.log)
    estimate = _estimate(record, context.log)
    constraint, second = _constraints(record, kind, context.log)
    return Activity(
        id=id_,
        title=fields["title"],
        kind=kind,
        parent=parent,
        workstream=id_.split("/", maxsplit=1)[0] if "/" in id_ else None,
        team=teams.id(fields["team"]) if "team" in fields else None,
        owner=people.id(fields["owner"]) if "owner" in fields else None,
        assignments=people.assignments(fields),
        duration=None if kind is not ActivityKind.TASK else _duration(fields, context.time, estimate),
        estimate=estimate if isinstance(estimate, ThreePointEstimate) and kind is ActivityKind.TASK else None,
        effort=fields.get("effort"),
        progress=1.0 if finished else fields.get("progress", 0.0),
        actual_start=started,
        actual_finish=finished,
        remaining=fields.get("remaining") if not finished else None,
        constraint=constraint,
        second_constraint=second,
        expected_finish=fields.get("expected_finish") if kind is ActivityKind.TASK else None,
        pauses=tuple(_pauses(record, context.log)),
        deadline=fields.get("deadline"),
        target=_target(fields, kind),
        commitment=fields.get("commitment"),
        priority=int(min(max(fields.get("priority", 500), 0), 1000)),
        key=fields.get("key"),
        url=fields.get("url"),
        note=fields.get("note", ""),
        labels=fields.get("labels", ()),
        probability=fields.get("probability", 1.0),
        branch=fields.get("branch"),
        cost=_cost(record, currency, context.log),
        cost_per_day=_amount(fields, "cost_per_day"),
        crash_to=fields.get("crash_to"),
        crash_cost=_amount(fields, "crash_cost"),
    )


def _kind(fields: dict[str, Any], *, has_children: bool) -> ActivityKind:
    if has_children:
        return ActivityKind.SUMMARY
    if fields.get("milestone"):
        return ActivityKind.MILESTONE
    said = _KINDS.get(str(fields.get("kind", "")).strip().casefold(), ActivityKind.TASK)
    if said is ActivityKind.SUMMARY:
        return ActivityKind.TASK  # nothing is below it
    duration = fields.get("duration")
    nothing = duration is not None and duration.minutes == 0
    return ActivityKind.MILESTONE if nothing and "estimate" not in fields else said


def _complete_actuals(record: Record, kind: ActivityKind, context: Context) -> None:
    """A row that is said to be done, without a date, was done on its planned date where that is past."""
    fields = record.fields
    if fields.get("done") is False or kind is ActivityKind.SUMMARY:
        return
    done = fields.get("done") or fields.get("progress", 0.0) >= 1.0
    today = context.status_date
    planned = fields.get("finish") or fields.get("start")
    if done and "finished" not in fields and planned:
        if today is None or planned.date() <= today + dt.timedelta(days=1):
            fields["finished"] = planned
        message = _("done, but without a date: the planned finish was taken")
        warn(context.log, "finish-assumed", message, record.row)
    if (fields.get("progress", 0.0) > 0 or "finished" in fields) and "started" not in fields and "start" in fields:
        fields["started"] = fields["start"]


def _actuals(record: Record, kind: ActivityKind, log: ProblemLog) -> tuple[dt.datetime | None, dt.datetime | None]:
    started, finished = record.fields.get("started"), record.fields.get("finished")
    if kind is ActivityKind.SUMMARY:
        return None, None
    if kind is ActivityKind.MILESTONE:
        return finished, finished
    if started and finished and finished < started:
        message = _("it finished ({finish}) before it started ({start}); the start was left out").format(
            finish=finished.date(), start=started.date()
        )
        warn(log, "finish-before-start", message, record.row)
        started = None
    return started, finished


def _estimate(record: Record, log: ProblemLog) -> ThreePointEstimate | Span | None:
    fields = record.fields
    form = parse_distribution(fields.get("distribution", ""))
    if form is None:
        message = _("there is no distribution “{name}” here; PERT was taken")
        hint = _("Known: {names}.").format(names="pert, triangular, uniform, lognormal")
        warn(log, "unknown-distribution", message.format(name=fields["distribution"][:40]), record.row, hint=hint)
    if "estimate" in fields:
        estimate: ThreePointEstimate | Span = fields["estimate"]
        if form and "distribution" in fields and isinstance(estimate, ThreePointEstimate) and not estimate.points:
            return three_points(estimate.low, estimate.likely, estimate.high, form)
        return estimate
    parts = [fields.get(name) for name in ("low", "likely", "high")]
    if not any(parts):
        return None
    low, likely, high = parts
    likely = likely or fields.get("duration")
    found = three_points(low, likely, high, form or (Distribution.PERT, 0.0)) if low and likely and high else None
    if found is None:
        message = _("an estimate needs low, likely and high, in this order; it was left out")
        warn(log, "incomplete-estimate", message, record.row)
        return likely
    return found


def _cost(record: Record, currency: str, log: ProblemLog) -> MoneyImpact | None:
    """What does not depend on time: one number, or low, likely and high."""
    if "cost" in record.fields:
        record.fields.setdefault("cost_likely", record.fields["cost"])
    return money(record, "cost", currency, log)


def _duration(fields: dict[str, Any], time: WorkTime, estimate: ThreePointEstimate | Span | None) -> Span | None:
    """As written; else the single estimate; else, without any estimate, the working days between two dates."""
    if "duration" in fields:
        duration: Span = fields["duration"]
        return duration
    if estimate is not None:
        return estimate if isinstance(estimate, Span) else None
    start = fields.get("started") or fields.get("start")
    finish = fields.get("finished") or fields.get("finish")
    if not start or not finish or finish <= start:
        return None
    days = _weekdays(start.date(), (finish - dt.timedelta(microseconds=1)).date())
    return Span(round(max(days, 1) * time.hours_per_day * 60), Unit.DAY)


def _weekdays(first: dt.date, last: dt.date) -> int:
    """Mondays to Fridays of ``[first, last]``, both inclusive."""
    total = min((last - first).days + 1, _MOST_DAYS)
    weeks, rest = divmod(total, 7)
    return weeks * 5 + sum((first + dt.timedelta(day)).weekday() < 5 for day in range(rest))


def _target(fields: dict[str, Any], kind: ActivityKind) -> dt.date | None:
    """As written; a milestone's planned date is its target, for what else could be meant by it."""
    if "target" in fields:
        target: dt.date = fields["target"]
        return target
    planned = fields.get("finish")
    if kind is not ActivityKind.MILESTONE or not isinstance(planned, dt.datetime):
        return None
    return (planned - dt.timedelta(microseconds=1)).date()


def _amount(fields: dict[str, Any], name: str) -> Decimal | None:
    return Decimal(str(fields[name])) if fields.get(name) is not None else None


def _constraints(record: Record, kind: ActivityKind, log: ProblemLog) -> tuple[Constraint | None, Constraint | None]:
    """What was written, two where they leave room for each other; else a planned start holds a task that nothing else
    places.
    """
    fields = record.fields
    given = [(name, Constraint(kind_, fields[name])) for name, kind_ in _CONSTRAINTS if name in fields]
    most = 2 if all(each.kind in SECONDS for _name, each in given) else 1
    if len(given) > most:
        names = ", ".join(name for name, _each in given)
        message = _("the date constraints {names} cannot all be kept; the first was").format(names=names)
        hint = _("An activity has one, or two of not_before, start_by, finish_not_before and not_after.")
        warn(log, "several-constraints", message, record.row, hint=hint)
        given = given[:1]
    if given:
        return given[0][1], given[1][1] if len(given) > 1 else None
    placed = "started" in fields or "finished" in fields or "predecessors" in fields or record.previous is not None
    if "start" in fields and not placed and kind is ActivityKind.TASK:
        return Constraint(ConstraintKind.START_NO_EARLIER_THAN, fields["start"]), None
    return None, None


def _pauses(record: Record, log: ProblemLog) -> Iterator[CalendarException]:
    for text in record.fields.get("pauses", ()):
        rest = parse_rest(text)
        if rest is not None:
            yield rest
            continue
        message = _("the days of rest “{value}” cannot be read and were left out").format(value=text[:60])
        hint = _("Write them like 2026-12-24..2026-12-31 Closed; a semicolon goes between several.")
        warn(log, "unreadable-value", message, record.row, hint=hint)
