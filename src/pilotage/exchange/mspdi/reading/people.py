"""``Resource`` and ``Assignment`` elements as records."""

from pilotage.exchange.mspdi.codes import UNASSIGNED
from pilotage.exchange.mspdi.marks import OUR_ID
from pilotage.exchange.mspdi.reading.nodes import Node
from pilotage.exchange.mspdi.reading.values import Fields
from pilotage.exchange.mspdi.records import AssignmentRecord, ResourceRecord
from pilotage.exchange.mspdi.report import Report
from pilotage.plan.language.messages import _

_MATERIAL = 0
_WORK = 1


def resource(node: Node, aliases: dict[int, tuple[str, str]], report: Report) -> ResourceRecord | None:
    """``aliases`` gives name and alias of each custom field. None for the blank and the unassigned resource."""
    fields = Fields(node, report, _("a resource"))
    uid = fields.integer("UID", -(2**31), 2**53)
    if uid is None:
        report.error("missing-uid", _("A resource has no UID and was left out."), fields.source)
        return None
    if fields.flag("IsNull") or uid <= 0:
        return None
    name = fields.text("Name")
    fields = Fields(node, report, _("resource “{name}”").format(name=name or uid), f"r{uid}")
    kind = fields.integer("Type", 0, 2)
    calendar = fields.integer("CalendarUID", -1, 2**53)
    units = fields.number("MaxUnits", 0, 1_000_000)
    return ResourceRecord(
        uid=uid,
        name=name,
        person=kind in (None, _WORK) and not fields.flag("IsCostResource"),
        material=kind == _MATERIAL and not fields.flag("IsCostResource"),
        email=fields.text("EmailAddress"),
        group=fields.text("Group"),
        own_id=_own_id(node, aliases, fields),
        units=1.0 if units is None else units,
        rate=fields.number("StandardRate", 0, 1e12) or 0.0,  # of an hour, whatever unit is shown
        calendar=calendar if calendar is not None and calendar > 0 else None,
        source=fields.source,
    )


def assignment(node: Node, report: Report) -> AssignmentRecord | None:
    """None where nobody is assigned."""
    fields = Fields(node, report, _("an assignment"))
    task = fields.integer("TaskUID", 0, 2**53)
    person = fields.integer("ResourceUID", -(2**31), 2**53)
    if task is None or person is None:
        report.error("missing-uid", _("An assignment names no task or no resource and was left out."), fields.source)
        return None
    if person == UNASSIGNED or person <= 0:
        return None
    units = fields.number("Units", 0, 1_000_000)
    return AssignmentRecord(
        task=task,
        resource=person,
        units=1.0 if units is None else units,
        delay=(fields.integer("Delay", -(10**9), 10**9) or 0) // 10,
        source=fields.source,
    )


def _own_id(node: Node, aliases: dict[int, tuple[str, str]], fields: Fields) -> str:
    for branch in map(fields.within, node.each("ExtendedAttribute")):
        number = branch.integer("FieldID", 0, 2**53)
        if number is not None and aliases.get(number, ("", ""))[1] == OUR_ID:
            return branch.text("Value")
    return ""
