"""The fields of the ``Project`` element itself."""

from pilotage.exchange.mspdi.codes import CURRENCY_OF_SYMBOL, WORK_UNITS
from pilotage.exchange.mspdi.reading.nodes import Node
from pilotage.exchange.mspdi.reading.values import Fields
from pilotage.exchange.mspdi.records import HeaderRecord
from pilotage.exchange.mspdi.report import Report
from pilotage.plan.language.messages import _
from pilotage.plan.vocabulary.amounts import Span, Unit
from pilotage.plan.vocabulary.scheduling_rules import SchedulingRules

_DAY = 1440
_WEEK = 7 * 1440


def header(node: Node, report: Report) -> HeaderRecord:
    fields = Fields(node, report, _("the project"))
    status = fields.moment("StatusDate")
    calendar = fields.integer("CalendarUID", -1, 2**53)
    symbol = fields.text("CurrencySymbol")
    minutes_per_day = fields.integer("MinutesPerDay", 1, _DAY) or 480
    honored = fields.flag("HonorConstraints")
    backward = "ScheduleFromStart" in node.texts and not fields.flag("ScheduleFromStart")
    return HeaderRecord(
        name=fields.text("Name"),
        title=fields.text("Title"),
        subject=fields.text("Subject"),
        manager=fields.text("Manager"),
        start=fields.moment("StartDate"),
        finish=fields.moment("FinishDate"),
        saved=fields.moment("LastSaved") or fields.moment("CreationDate"),
        status=status.date() if status else None,
        currency=fields.text("CurrencyCode").upper() or CURRENCY_OF_SYMBOL.get(symbol, ""),
        minutes_per_day=minutes_per_day,
        minutes_per_week=fields.integer("MinutesPerWeek", 1, _WEEK) or 2400,
        default_calendar=calendar if calendar is not None and calendar > 0 else None,
        work_unit=WORK_UNITS.get(fields.integer("WorkFormat", 0, 10) or 2, Unit.HOUR),
        rules=SchedulingRules(
            critical_float=Span((fields.integer("CriticalSlackLimit", -10_000, 10_000) or 0) * minutes_per_day),
            honor_dates=honored,
            from_finish=backward,
            finish=fields.moment("FinishDate") if backward else None,
        ),
        must_gives_way="HonorConstraints" in node.texts and not honored,
    )
