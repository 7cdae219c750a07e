"""The register as the API shows it."""

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal

import msgspec

from pilotage.api.shapes.people import PersonShape, people_of
from pilotage.areas.risks.queries import Outlook
from pilotage.areas.risks.rules.matrix import cell, expected_days, expected_money, level
from pilotage.plan.forecasting.drivers import RiskEffect
from pilotage.plan.language.wording import last_day
from pilotage.plan.scheduling.schedule import Schedule, final_milestone
from pilotage.plan.vocabulary.amounts import MoneyImpact
from pilotage.plan.vocabulary.program import Program
from pilotage.plan.vocabulary.risks import Response, Risk, RiskState


class HitShape(msgspec.Struct, frozen=True):
    id: str
    title: str
    float_days: float
    critical: bool


class ResponseShape(msgspec.Struct, frozen=True, kw_only=True):
    strategy: str
    text: str
    owner: PersonShape | None
    due: dt.date | None
    done: bool
    residual_probability: float | None
    cost: Decimal | None


class RiskShape(msgspec.Struct, frozen=True, kw_only=True):
    """``moves_days``: working days that the risk adds to the final P85 as it stands, ``moves_after_days`` once its
    response is done; null while that is being worked out, or where the risk is linked to nothing.
    """

    id: str
    title: str
    cause: str
    event: str
    effect: str
    probability: float
    impact_days: tuple[float, float, float] | None
    impact_money: MoneyImpact | None
    hits: tuple[HitShape, ...]
    owner: PersonShape | None
    response: ResponseShape | None
    trigger: str
    state: str
    raised: dt.date | None
    closed: dt.date | None
    level: str
    cell: tuple[int, int] | None
    moves_days: float | None
    moves_after_days: float | None
    p85_with: dt.date | None
    p85_without: dt.date | None
    expected_days: float | None
    expected_money: Decimal | None
    next_date: dt.date | None
    version: int


def register(outlook: Outlook) -> tuple[RiskShape, ...]:
    """Every risk, the open ones first, by what they move."""
    effects = outlook.insights.effects if outlook.insights else {}
    people = people_of(outlook.whole.program)
    versions = outlook.whole.risk_versions.tolist()
    rows = [
        _row(risk, version, outlook, effects, people)
        for risk, version in zip(outlook.whole.program.risks, versions, strict=True)
    ]
    return tuple(sorted(rows, key=_worst_first))


def one(outlook: Outlook, code: str) -> RiskShape | None:
    return next((row for row in register(outlook) if row.id == code), None)


def _worst_first(row: RiskShape) -> tuple[bool, float, float, str]:
    return row.state != RiskState.OPEN.value, -(row.moves_days or 0.0), -(row.expected_days or 0.0), row.id


def _row(
    risk: Risk,
    version: int,
    outlook: Outlook,
    effects: Mapping[str, RiskEffect],
    people: Mapping[str, PersonShape],
) -> RiskShape:
    effect = effects.get(risk.id)
    days, money = risk.impact_days, risk.impact_money
    expected = expected_days(risk)
    with_it, without = _p85(outlook, effect)
    return RiskShape(
        id=risk.id,
        title=risk.title,
        cause=risk.cause,
        event=risk.event,
        effect=risk.effect,
        probability=risk.probability,
        impact_days=(days.low, days.likely, days.high) if days else None,
        impact_money=money,
        hits=_hits(risk, outlook.whole.program, outlook.whole.schedule),
        owner=people.get(risk.owner or ""),
        response=_response(risk.response, people),
        trigger=risk.trigger,
        state=risk.state.value,
        raised=risk.raised,
        closed=risk.closed,
        level=level(risk).value,
        cell=cell(risk),
        moves_days=round(effect.days_now, 2) if effect else None,
        moves_after_days=round(effect.days_after_response, 2)
        if effect and effect.days_after_response is not None
        else None,
        p85_with=with_it,
        p85_without=without,
        expected_days=round(expected, 2) if expected is not None else None,
        expected_money=expected_money(risk),
        next_date=risk.response.due if risk.response and not risk.response.done else None,
        version=version,
    )


def _hits(risk: Risk, program: Program, schedule: Schedule) -> tuple[HitShape, ...]:
    found = []
    for hit in risk.hits:
        if hit in schedule.index:
            dates = schedule.at(hit)
            title = program.activities[schedule.index[hit]].title
            found.append(HitShape(hit, title, round(dates.total_float_days, 2), dates.critical))
    return tuple(found)


def _response(value: Response | None, people: Mapping[str, PersonShape]) -> ResponseShape | None:
    if value is None:
        return None
    return ResponseShape(
        strategy=value.strategy.value,
        text=value.text,
        owner=people.get(value.owner or ""),
        due=value.due,
        done=value.done,
        residual_probability=value.residual_probability,
        cost=value.cost,
    )


def _p85(outlook: Outlook, effect: RiskEffect | None) -> tuple[dt.date | None, dt.date | None]:
    """The final P85 as it stands, and as many working days earlier as the risk adds."""
    final = final_milestone(outlook.whole.program)
    future = outlook.forecast.milestones.get(final) if outlook.forecast and final else None
    if future is None or effect is None:
        return None, None
    return last_day(future.p85), _moved(outlook, future.p85, -effect.days_now)


def _moved(outlook: Outlook, at: dt.datetime, days: float) -> dt.date:
    """The day that lies so many working days after ``at`` (before, where negative) on the program's calendar."""
    schedule = outlook.whole.schedule
    step = dt.timedelta(days=1 if days > 0 else -1)
    found, left = at, abs(days)
    for _attempt in range(2_000):
        if left < 0.5:
            break
        passed = abs(schedule.working_days(found, found + step))
        found, left = found + step, left - passed
    return last_day(found)
