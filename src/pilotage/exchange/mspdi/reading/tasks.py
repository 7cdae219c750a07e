"""A ``Task`` element as a record, and the outline of all tasks."""

from collections.abc import Iterable, Iterator

import msgspec

from pilotage.exchange.mspdi import codes
from pilotage.exchange.mspdi.reading.nodes import Node
from pilotage.exchange.mspdi.reading.values import Fields, minutes_of
from pilotage.exchange.mspdi.records import BaselineRecord, FieldRecord, LinkRecord, TaskRecord
from pilotage.exchange.mspdi.report import Report
from pilotage.plan.language.messages import _
from pilotage.plan.vocabulary.activities import Constraint, ConstraintKind, DependencyKind
from pilotage.plan.vocabulary.amounts import Span, Unit

MOST_LEVELS = 1_000
_MOST_COST = 1e15  # in hundredths, as the file keeps them


class Leveled(msgspec.Struct, frozen=True):
    """A task and its place in the outline."""

    task: TaskRecord
    level: int


def task(node: Node, aliases: dict[int, tuple[str, str]], report: Report) -> Leveled | None:
    """``aliases`` gives name and alias of each custom field. None where the task has no usable UID."""
    fields = Fields(node, report, _("a task"))
    uid = fields.integer("UID", 0, 2**53)
    if uid is None:
        report.error("missing-uid", _("A task has no UID and was left out."), fields.source)
        return None
    name = " ".join(fields.text("Name").split())
    fields = Fields(node, report, _("task “{name}”").format(name=name or uid), f"t{uid}")
    level = fields.integer("OutlineLevel", 0, MOST_LEVELS)
    outline = fields.text("OutlineNumber")
    if level is None:
        level = outline.count(".") + 1 if outline and uid else min(uid, 1)
    record = TaskRecord(uid=uid, name=name, source=fields.source, blank=fields.flag("IsNull"))
    if record.blank:
        return Leveled(record, level)
    record = msgspec.structs.replace(
        record,
        **_state(fields),
        **_dates(fields),
        **_rest(fields, outline),
        fields=tuple(_custom(node, aliases, fields)),
        links=tuple(_links(node, fields)),
        baselines=tuple(_baselines(node, fields)),
    )
    return Leveled(record, level)


def outline(tasks: Iterable[Leveled]) -> tuple[TaskRecord, ...]:
    """The tasks with their parents: the nearest task above of a lower level."""
    above: list[tuple[int, int]] = []  # (level, uid), the open branch
    placed: list[TaskRecord] = []
    for task, level in ((t.task, t.level) for t in tasks):
        if task.blank:
            continue
        while above and above[-1][0] >= level:
            above.pop()
        placed.append(msgspec.structs.replace(task, parent=above[-1][1]) if above else task)
        if level > 0:  # level 0 is the project itself
            above.append((level, task.uid))
    return tuple(placed)


def span(fields: Fields, name: str, format_name: str) -> Span | None:
    minutes = fields.minutes(name)
    if minutes is None:
        return None
    code = fields.integer(format_name, 0, 99) or 0
    return Span(minutes, codes.UNIT_OF_FORMAT.get(code % codes.ESTIMATED, Unit.DAY))


def _state(fields: Fields) -> dict[str, object]:
    return {
        "active": fields.flag("Active") or "Active" not in fields.node.texts,
        "manual": fields.flag("Manual"),
        "milestone": fields.flag("Milestone"),
        "summary": fields.flag("Summary"),
        "external": fields.flag("ExternalTask"),
        "inserted": (fields.text("SubprojectName") or "?") if fields.flag("IsSubproject") else None,
        "estimated": fields.flag("Estimated"),
        "done": (fields.number("PercentComplete", 0, 100) or 0) / 100,
        "ignores_people": fields.flag("IgnoreResourceCalendar"),
    }


def _dates(fields: Fields) -> dict[str, object]:
    manual = fields.flag("Manual")
    start, finish = fields.moment("Start"), fields.moment("Finish")
    return {
        "start": (fields.moment("ManualStart") or start) if manual else start,
        "finish": (fields.moment("ManualFinish") or finish) if manual else finish,
        "duration": span(fields, "Duration", "DurationFormat"),
        "remaining": fields.minutes("RemainingDuration"),
        "actual_start": fields.moment("ActualStart"),
        "actual_finish": fields.moment("ActualFinish"),
        "constraint": _constraint(fields),
        "deadline": fields.moment("Deadline"),
    }


def _constraint(fields: Fields) -> Constraint | None:
    kind = codes.KIND_OF_CONSTRAINT[fields.integer("ConstraintType", 0, 7) or 0]
    if kind is ConstraintKind.ASAP:
        return None
    if kind is ConstraintKind.ALAP:
        return Constraint(kind)
    at = fields.moment("ConstraintDate")
    if at is not None:
        return Constraint(kind, at)
    fields.report.warning(
        "constraint-without-date",
        _("The constraint of {what} has no date; it was left out.").format(what=fields.what),
        fields.source,
        fields.entity,
    )
    return None


def _rest(fields: Fields, outline: str) -> dict[str, object]:
    calendar = fields.integer("CalendarUID", -1, 2**53)
    priority = fields.integer("Priority", 0, 1000)
    link = fields.text("HyperlinkAddress")
    inside = fields.text("HyperlinkSubAddress")
    wbs = fields.text("WBS")
    return {
        "work": max(0, fields.minutes("Work") or 0),
        "priority": 500 if priority is None else priority,
        "calendar": calendar if calendar is not None and calendar > 0 else None,
        "fixed_cost": (fields.number("FixedCost", -_MOST_COST, _MOST_COST) or 0.0) / 100,
        "leveled": (fields.integer("LevelingDelay", 0, 10**9) or 0) // 10,
        "url": f"{link}#{inside}" if link and inside else link,
        "note": fields.text("Notes"),
        "wbs": wbs if wbs != outline else "",
        "contact": fields.text("Contact"),
    }


def _links(node: Node, fields: Fields) -> Iterator[LinkRecord]:
    for branch in node.each("PredecessorLink"):
        link = Fields(branch, fields.report, _("a link of {what}").format(what=fields.what), fields.entity)
        uid = link.integer("PredecessorUID", 0, 2**53)
        if uid is None:
            fields.report.error("missing-predecessor", _("A link names no predecessor."), link.source, fields.entity)
            continue
        code = link.integer("Type", 0, 3)
        lag, percent = _lag(link)
        yield LinkRecord(
            predecessor=uid,
            kind=DependencyKind.FS if code is None else codes.KIND_OF_LINK[code],
            lag=lag,
            percent=percent,
            elsewhere=(link.text("CrossProjectName") or "?") if link.flag("CrossProject") else None,
            source=link.source,
        )


def _lag(link: Fields) -> tuple[Span, float | None]:
    """Lags are tenths of minutes, or a percentage of the predecessor's duration."""
    lag = link.number("LinkLag", -10 * 10**8, 10 * 10**8) or 0.0
    code = (link.integer("LagFormat", 0, 99) or 7) % codes.ESTIMATED
    if code in (codes.PERCENT, codes.ELAPSED_PERCENT):
        return Span(0), lag / 100 or None
    return Span(round(lag / 10), codes.UNIT_OF_FORMAT.get(code, Unit.DAY)), None


def _baselines(node: Node, fields: Fields) -> Iterator[BaselineRecord]:
    for branch in node.each("Baseline"):
        mine = Fields(branch, fields.report, _("a baseline of {what}").format(what=fields.what), fields.entity)
        number = mine.integer("Number", 0, 10)
        start, finish = mine.moment("Start"), mine.moment("Finish")
        if number is None or start is None or finish is None:
            continue  # a baseline of cost or work alone
        yield BaselineRecord(number=number, start=start, finish=finish, duration=max(0, mine.minutes("Duration") or 0))


def _custom(node: Node, aliases: dict[int, tuple[str, str]], fields: Fields) -> Iterator[FieldRecord]:
    for branch in node.each("ExtendedAttribute"):
        mine = Fields(branch, fields.report, _("a custom field of {what}").format(what=fields.what), fields.entity)
        number = mine.integer("FieldID", 0, 2**53)
        value = mine.text("Value")
        if number is None or not value:
            continue
        given, alias = aliases.get(number, ("", ""))
        name = codes.TASK_FIELDS.get(number, given or str(number))
        minutes = minutes_of(value) if name.startswith("Duration") else None
        code = (mine.integer("DurationFormat", 0, 99) or 0) % codes.ESTIMATED
        length = None if minutes is None else Span(minutes, codes.UNIT_OF_FORMAT.get(code, Unit.DAY))
        yield FieldRecord(name=name, alias=alias, value=_plain(name, value), span=length)


def _plain(name: str, value: str) -> str:
    """Numbers without trailing zeros; costs, which the file keeps in hundredths, in whole units."""
    if not name.startswith(("Number", "Cost")):
        return value
    try:
        number = float(value)
    except ValueError:
        return value
    return f"{number / 100 if name.startswith('Cost') else number:.10g}"
