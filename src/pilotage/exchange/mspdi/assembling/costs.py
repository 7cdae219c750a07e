"""What a task costs, and whether it is done at all: from Project's own fields, else from our marks."""

from decimal import Decimal, InvalidOperation
from typing import Any

from pilotage.exchange.mspdi import marks
from pilotage.exchange.mspdi.assembling.estimates import Custom
from pilotage.exchange.mspdi.assembling.setting import Setting
from pilotage.exchange.mspdi.records import TaskRecord
from pilotage.plan.vocabulary.activities import ActivityKind, Assignment
from pilotage.plan.vocabulary.amounts import MoneyImpact


def costs(
    task: TaskRecord, made: Custom, kind: ActivityKind, people: tuple[Assignment, ...], setting: Setting
) -> dict[str, Any]:
    """The fixed cost, and what a working day costs: our mark, else the people's standard rates by their units."""
    chance = _number(made.ours.get(marks.OUR_PROBABILITY, ""))
    return {
        "cost": _cost(task, made, setting),
        "cost_per_day": _number(made.ours.get(marks.OUR_RATE, "")) or _of_people(kind, people, setting),
        "probability": 1.0 if chance is None or not 0 <= chance <= 1 else float(chance),
        "branch": made.ours.get(marks.OUR_BRANCH) or None,
    }


def _cost(task: TaskRecord, made: Custom, setting: Setting) -> MoneyImpact | None:
    words = made.ours.get(marks.OUR_COST, "").replace("/", " ").split()
    amounts = [_number(word) for word in words[:3]]
    if len(words) == 4 and None not in amounts:
        low, likely, high = (amount or Decimal(0) for amount in amounts)
        return MoneyImpact(low, likely, high, words[3])
    if not task.fixed_cost:
        return None
    amount = Decimal(f"{task.fixed_cost:.2f}")
    return MoneyImpact(amount, amount, amount, setting.currency)


def _of_people(kind: ActivityKind, people: tuple[Assignment, ...], setting: Setting) -> Decimal | None:
    """None of what takes no time, or of a summary, whose cost is that of what is below it."""
    if kind not in (ActivityKind.TASK, ActivityKind.LEVEL_OF_EFFORT):
        return None
    hour = sum(setting.rates.get(each.person, 0.0) * each.units for each in people)
    return Decimal(f"{hour * setting.minutes_per_day / 60:.2f}") if hour else None


def _number(text: str) -> Decimal | None:
    try:
        number = Decimal(text) if 0 < len(text) < 40 else None
    except InvalidOperation:
        return None
    return number if number is not None and number.is_finite() else None
