"""From the bytes of an MSPDI file to records."""

from typing import IO, TypeVar

from pilotage.exchange.mspdi.codes import TASK_FIELDS
from pilotage.exchange.mspdi.reading.calendars import calendar
from pilotage.exchange.mspdi.reading.header import header
from pilotage.exchange.mspdi.reading.nodes import Node, stream
from pilotage.exchange.mspdi.reading.people import assignment, resource
from pilotage.exchange.mspdi.reading.tasks import Leveled, outline, task
from pilotage.exchange.mspdi.reading.values import Fields
from pilotage.exchange.mspdi.records import AssignmentRecord, CalendarRecord, ProjectRecords, ResourceRecord
from pilotage.exchange.mspdi.report import Report
from pilotage.plan.language.messages import _

_T = TypeVar("_T")
MOST_TASKS = 1_000_000


class _Found:
    """The records read so far."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.aliases: dict[int, tuple[str, str]] = {}
        self.calendars: list[CalendarRecord] = []
        self.tasks: list[Leveled] = []
        self.resources: list[ResourceRecord] = []
        self.assignments: list[AssignmentRecord] = []

    def take(self, node: Node) -> None:
        match node.name:
            case "Task" if len(self.tasks) >= MOST_TASKS:
                self.report.error(
                    "too-many-tasks",
                    _("The file has more than {count} tasks; the rest was left out.").format(count=MOST_TASKS),
                )
            case "Task":
                _append(self.tasks, task(node, self.aliases, self.report))
            case "Calendar":
                _append(self.calendars, calendar(node, self.report))
            case "Resource":
                _append(self.resources, resource(node, self.aliases, self.report))
            case "Assignment":
                _append(self.assignments, assignment(node, self.report))
            case "ExtendedAttribute":
                self._define(node)

    def _define(self, node: Node) -> None:
        fields = Fields(node, self.report, _("a custom field"))
        number = fields.integer("FieldID", 0, 2**53)
        if number is not None:
            name = TASK_FIELDS.get(number, fields.text("FieldName"))
            self.aliases[number] = (name, fields.text("Alias"))


def records(file: IO[bytes], report: Report) -> ProjectRecords | None:
    """None where the file is no schedule at all; otherwise all that could be read."""
    found = _Found(report)
    streamed = stream(file, found.take, report)
    if streamed.root != "Project":
        if not report.problems():
            report.error(
                "not-mspdi",
                _("The file is XML, but not of Microsoft Project: its root is <{root}>, not <Project>.").format(
                    root=streamed.root
                ),
            )
        return None
    return ProjectRecords(
        prefix="mspdi",
        header=header(streamed.header, report),
        calendars=tuple(found.calendars),
        tasks=outline(found.tasks),
        resources=tuple(found.resources),
        assignments=tuple(found.assignments),
    )


def _append(items: list[_T], item: _T | None) -> None:
    if item is not None:
        items.append(item)
