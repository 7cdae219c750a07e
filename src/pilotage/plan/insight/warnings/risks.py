"""Warnings of risks that nobody looks after."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from pilotage.plan.forecasting.drivers import RiskEffect
from pilotage.plan.insight.warnings.model import EarlyWarning, Urgency
from pilotage.plan.language.messages import _
from pilotage.plan.language.text import Link, Mark, fill
from pilotage.plan.language.wording import day, percent
from pilotage.plan.vocabulary.risks import Risk, RiskState

_CERTAIN: Final = 0.3


def of_risks(risks: Sequence[Risk], effects: Mapping[str, RiskEffect], today: dt.date) -> Iterator[EarlyWarning]:
    """A response that is overdue; a likely risk without an owner. At stake is what the risk moves the P85 by."""
    for risk in risks:
        if risk.state is not RiskState.OPEN:
            continue
        title, response = Mark(risk.title, ref=Link("risk", risk.id)), risk.response
        if response is not None and response.due is not None and response.due < today and not response.done:
            yield EarlyWarning(
                id=f"response-overdue:{risk.id}",
                urgency=Urgency.MEDIUM,
                text=fill(_("{risk}: its response was due {date}"), risk=title, date=day(response.due)),
                suggestion=(_("Ask its owner whether it is done; if so, lower the probability."),),
                refs=(Link("risk", risk.id),),
                days=_moved(risk, effects),
            )
        elif risk.probability >= _CERTAIN and risk.owner is None:
            yield EarlyWarning(
                id=f"risk-without-owner:{risk.id}",
                urgency=Urgency.LOW,
                text=fill(
                    _("{risk}: {chance} likely and without an owner"), risk=title, chance=percent(risk.probability)
                ),
                suggestion=(_("Name an owner."),),
                refs=(Link("risk", risk.id),),
                days=_moved(risk, effects),
            )


def _moved(risk: Risk, effects: Mapping[str, RiskEffect]) -> float | None:
    effect = effects.get(risk.id)
    if effect is not None:
        return max(0.0, effect.days_now)
    return None if risk.impact_days is None else risk.probability * risk.impact_days.likely
