"""Reading activities: the rows of the plan, their order and the logic between them."""

import datetime as dt
from dataclasses import dataclass, field
from functools import partial

from pilotage.exchange.text.syntax.nodes import Mapping, Node
from pilotage.exchange.text.syntax.problems import ReadError, nearest
from pilotage.exchange.text.values.logic import Link, resolve
from pilotage.exchange.text.values.titles import title_of
from pilotage.exchange.text.vocabulary.keys import ACTIVITY, FINISHES, MILESTONE, STARTS
from pilotage.exchange.text.vocabulary.shapes import Fields, Reading
from pilotage.plan.language.messages import _
from pilotage.plan.vocabulary.activities import (
    SECONDS,
    Activity,
    ActivityKind,
    Constraint,
    ConstraintKind,
    Dependency,
)

_CONSTRAINTS = (*STARTS, *FINISHES, "on", "timing")
_AS_READ = (
    "team",
    "owner",
    "calendar",
    "duration",
    "estimate",
    "effort",
    "remaining",
    "deadline",
    "priority",
    "key",
    "url",
    "note",
    "labels",
    "probability",
    "branch",
    "cost",
)
"""Keys whose value is the field of the same name."""


@dataclass(slots=True)
class Row:
    """An activity whose references are not looked up yet. ``home`` is the workstream it is written in."""

    id: str
    name: str
    key: Node
    fields: Fields
    home: str | None
    parent: str | None
    kind: ActivityKind


@dataclass
class Rows:
    """All rows found so far, by id, in the order of the text."""

    reading: Reading
    by_id: dict[str, Row] = field(default_factory=dict)

    def read(
        self, table: Mapping, home: str | None = None, parent: str | None = None, milestones: bool = False
    ) -> None:
        findings = self.reading.findings
        for name, (key, node) in table.entries.items():
            row_id = name if home is None else f"{home}/{name}"
            findings.entity = row_id
            if not name:
                findings.add("wrong-value", key, _("An activity needs an id."), _("Give it a short name."))
                continue
            if row_id in self.by_id:
                there = self.by_id[row_id].key
                message = _("“{id}” is the id of another activity, in {file}, line {line}.").format(
                    id=row_id, file=there.file, line=there.line
                )
                findings.add("duplicate-id", key, message, _("Ids are unique in their workstream; rename one."))
                continue
            try:
                fields = (MILESTONE if milestones else ACTIVITY).read(node, self.reading)
            except ReadError as fault:
                findings.fault(fault, node)
                fields = {}
            kind = ActivityKind.MILESTONE if milestones else self._kind(fields, key)
            self.by_id[row_id] = Row(row_id, name, key, fields, home, parent, kind)
            if "in" in fields and home is not None:
                findings.add("wrong-value", key, _("“in” has no meaning inside a workstream."), _("Remove it."))
            if kind is ActivityKind.SUMMARY:
                self.read(fields["activities"], home, row_id)

    def _kind(self, fields: Fields, key: Node) -> ActivityKind:
        if "activities" not in fields:
            if fields.get("hammock"):
                return ActivityKind.LEVEL_OF_EFFORT
            return ActivityKind.MILESTONE if fields.get("milestone") else ActivityKind.TASK
        if fields.get("milestone"):
            message = _("A milestone cannot contain activities.")
            self.reading.findings.add(
                "wrong-value", key, message, _("Remove “milestone”; a summary has dates of its own.")
            )
        return ActivityKind.SUMMARY

    def look_up(self, reference: str, home: str | None, node: Node, problem: str = "missing-reference") -> str | None:
        """The full id of an activity, or None and a finding."""
        found = resolve(reference, home, self.by_id)
        if found is None:
            message = _("There is no activity “{reference}”.").format(reference=reference)
            self.reading.findings.add(problem, node, message, partial(self._proposal, reference, home))
        return found

    def _proposal(self, reference: str, home: str | None) -> str:
        here = [row.name for row in self.by_id.values() if row.home == home]
        elsewhere = [row_id for row_id, row in self.by_id.items() if row.name == reference.rpartition("/")[2]]
        if elsewhere:
            return _("Did you mean “{word}”?").format(word=elsewhere[0])
        return nearest(reference, here) or nearest(reference, self.by_id)

    def activities(self, targets: dict[str, tuple[dt.date, Node]]) -> tuple[Activity, ...]:
        targets = self._targets(targets)
        made = {row_id: self._activity(row, targets.get(row_id)) for row_id, row in self.by_id.items()}
        return tuple(made[row_id] for row_id in self._order())

    def _targets(self, targets: dict[str, tuple[dt.date, Node]]) -> dict[str, tuple[dt.date, Node]]:
        self.reading.findings.entity = ""
        found = {}
        for reference, (day, node) in targets.items():
            row_id = self.look_up(reference, None, node)
            if row_id is not None and self.by_id[row_id].fields.get("target", day) != day:
                message = _("“{id}” has another target of its own.").format(id=row_id)
                self.reading.findings.add("duplicate-key", node, message, _("Remove one of the two."))
            elif row_id is not None:
                found[row_id] = (day, node)
        return found

    def _activity(self, row: Row, target: tuple[dt.date, Node] | None) -> Activity:
        fields = row.fields
        self.reading.findings.entity = row.id
        more = {key: fields[key] for key in _AS_READ if key in fields}
        finished = fields.get("finished")
        parent = row.parent
        if "parent" in fields:
            parent = self.look_up(fields["parent"], row.home, row.key) or parent
        constraint, second = self._constraints(row)
        return Activity(
            id=row.id,
            title=fields.get("title", title_of(row.name)),
            kind=row.kind,
            parent=parent,
            workstream=row.home if row.home is not None else fields.get("in"),
            assignments=fields.get("who", ()),
            constraint=constraint,
            second_constraint=second,
            progress=fields.get("done", 0.0 if finished is None else 1.0),
            actual_start=fields.get("started"),
            actual_finish=finished,
            target=target[0] if target else fields.get("target"),
            commitment=fields.get("commit"),
            crash_to=fields.get("crash-to"),
            crash_cost=fields.get("crash-cost"),
            cost_per_day=fields.get("cost-per-day"),
            pauses=fields.get("pauses", ()),
            expected_finish=fields.get("expected-finish"),
            **more,
        )

    def _constraints(self, row: Row) -> tuple[Constraint | None, Constraint | None]:
        """One, or two that leave room for each other, in the order of the text."""
        found = [key for key in row.fields if key in _CONSTRAINTS]
        room = {(STARTS | FINISHES).get(key) for key in found} <= {*SECONDS}
        if len(found) > 2 or (len(found) == 2 and not room):
            message = _("“{first}” and “{second}” are both given.").format(first=found[0], second=found[1])
            hint = _("An activity has one, or two of not-before, start-by, finish-not-before and not-after.")
            self.reading.findings.add("two-constraints", row.key, message, hint)
        first, second, *_more = [*(_constraint(key, row) for key in found), None, None]
        return first, second

    def _order(self) -> list[str]:
        """The rows of the screen: the order of the text, but for rows that say which one they are below."""
        order = [row_id for row_id, row in self.by_id.items() if "below" not in row.fields]
        if len(order) == len(self.by_id):
            return order
        waiting: dict[str, list[str]] = {}
        for row_id, row in self.by_id.items():
            if "below" in row.fields:
                self.reading.findings.entity = row_id
                above = self.look_up(row.fields["below"], row.home, row.key)
                waiting.setdefault(above or "", []).append(row_id)
        order += waiting.pop("", [])
        placed: list[str] = []
        todo = order[::-1]
        while todo:
            row_id = todo.pop()
            placed.append(row_id)
            todo += reversed(waiting.pop(row_id, []))
        placed += [row_id for ids in waiting.values() for row_id in ids]  # rows that are below one another
        return placed

    def dependencies(self, order: tuple[Activity, ...]) -> tuple[Dependency, ...]:
        findings = self.reading.findings
        found: dict[tuple[str, str, str], Dependency] = {}
        for activity in order:
            row = self.by_id[activity.id]
            findings.entity = row.id
            for link, node in row.fields.get("after", ()):
                before = self._predecessor(link, row, node)
                if before is None:
                    continue
                dependency = Dependency(
                    predecessor=before,
                    successor=row.id,
                    kind=link.kind,
                    lag=link.lag,
                    lag_percent=link.lag_percent,
                    calendar=link.calendar,
                )
                if found.setdefault((before, row.id, link.kind), dependency) is not dependency:
                    message = _("“{id}” stands here twice.").format(id=link.reference)
                    findings.add("duplicate-dependency", node, message, _("Remove one."))
        return tuple(found.values())

    def _predecessor(self, link: Link, row: Row, node: Node) -> str | None:
        return self.look_up(link.reference, row.home, node, "missing-predecessor")


def _constraint(key: str, row: Row) -> Constraint:
    at = row.fields[key]
    if key == "timing":
        return Constraint(at)
    if key == "on":
        start, end = at
        if row.kind is ActivityKind.MILESTONE:
            return Constraint(ConstraintKind.MUST_FINISH_ON, end)
        return Constraint(ConstraintKind.MUST_START_ON, start)
    return Constraint((STARTS | FINISHES)[key], at)
