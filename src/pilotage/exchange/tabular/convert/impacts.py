"""Low, likely and high of a row: days and money of risks, money of activities."""

from decimal import Decimal
from typing import Any

from pilotage.exchange.tabular.convert.records import Record
from pilotage.exchange.tabular.rows import ProblemLog, warn
from pilotage.plan.language.messages import _
from pilotage.plan.vocabulary.amounts import MoneyImpact


def money(record: Record, name: str, currency: str, log: ProblemLog) -> MoneyImpact | None:
    """The money in the fields ``name_low`` to ``name_high``, in the row's currency, else in ``currency``."""
    found = three(record, name, log)
    if found is None:
        return None
    low, likely, high = (Decimal(str(amount)) for amount in found)
    return MoneyImpact(low, likely, high, str(record.fields.get("currency", currency)).strip().upper())


def three(record: Record, name: str, log: ProblemLog) -> tuple[float, float, float] | None:
    """Low, likely and high; what is missing is as the likely one."""
    parts: list[Any] = [record.fields.get(f"{name}_{which}") for which in ("low", "likely", "high")]
    given = [part for part in parts if part is not None]
    if not given:
        return None
    likely = parts[1] if parts[1] is not None else sum(given) / len(given)
    low, high = (likely if part is None else part for part in (parts[0], parts[2]))
    if not low <= likely <= high:
        message = _("low, likely and high of the {name} are not in this order; they were sorted").format(name=name)
        warn(log, "impact-out-of-order", message, record.row, name)
        low, likely, high = sorted((low, likely, high))
    return low, likely, high
