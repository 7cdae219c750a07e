"""The fields of the ``Project`` element itself."""

from pilotage.exchange.mspdi.codes import CURRENCY_OF_SYMBOL, WORK_UNITS
from pilotage.exchange.mspdi.reading.nodes import Node
from pilotage.exchange.mspdi.reading.values import Fields
from pilotage.exchange.mspdi.records import HeaderRecord
from pilotage.exchange.mspdi.report import Report
from pilotage.plan.language.messages import _
from pilotage.plan.vocabulary.amounts import Unit

_DAY = 1440
_WEEK = 7 * 1440


def header(node: Node, report: Report) -> HeaderRecord:
    fields = Fields(node, report, _("the project"))
    status = fields.moment("StatusDate")
    calendar = fields.integer("CalendarUID", -1, 2**53)
    symbol = fields.text("CurrencySymbol")
    return HeaderRecord(
        name=fields.text("Name"),
        title=fields.text("Title"),
        subject=fields.text("Subject"),
        manager=fields.text("Manager"),
        start=fields.moment("StartDate"),
        finish=fields.moment("FinishDate"),
        saved=fields.moment("LastSaved") or fields.moment("CreationDate"),
        from_start=fields.flag("ScheduleFromStart") or "ScheduleFromStart" not in node.texts,
        status=status.date() if status else None,
        currency=fields.text("CurrencyCode").upper() or CURRENCY_OF_SYMBOL.get(symbol, ""),
        minutes_per_day=fields.integer("MinutesPerDay", 1, _DAY) or 480,
        minutes_per_week=fields.integer("MinutesPerWeek", 1, _WEEK) or 2400,
        default_calendar=calendar if calendar is not None and calendar > 0 else None,
        work_unit=WORK_UNITS.get(fields.integer("WorkFormat", 0, 10) or 2, Unit.HOUR),
    )
