"""Risks, what they share, contracts and asks as text."""

from pilotage.exchange.text.values import amounts
from pilotage.exchange.text.writing.context import Writing
from pilotage.exchange.text.writing.leaves import (
    Fields,
    Word,
    flag,
    one_or_list,
    said,
    share,
    text_or_none,
    title_or_none,
    word,
)
from pilotage.plan.vocabulary.amounts import DayImpact
from pilotage.plan.vocabulary.program import Ask
from pilotage.plan.vocabulary.risks import Response, Risk, RiskState
from pilotage.plan.vocabulary.uncertainty import Correlation, SharedFactor


def risk_tree(writing: Writing, risk: Risk) -> Fields:
    days, money = risk.impact_days, risk.impact_money
    impact = said(
        days=Word(amounts.format_days(days)) if days else None,
        money=Word(amounts.format_money(money)) if money else None,
    )
    return said(
        title=title_or_none(risk.title, risk.id),
        cause=text_or_none(risk.cause),
        event=text_or_none(risk.event),
        effect=text_or_none(risk.effect),
        probability=share(risk.probability),
        impact=impact or None,
        hits=one_or_list([writing.refer(hit) for hit in risk.hits]),
        owner=risk.owner,
        response=_response(risk.response) if risk.response else None,
        trigger=text_or_none(risk.trigger),
        state=word(risk.state, RiskState.OPEN),
        raised=word(risk.raised),
        closed=word(risk.closed),
        key=risk.key,
    )


def factor_tree(writing: Writing, factor: SharedFactor) -> Fields:
    streams = {each.id for each in writing.program.workstreams}
    spread = DayImpact(factor.low, factor.likely, factor.high)
    return said(
        title=title_or_none(factor.title, factor.id),
        factor=Word(amounts.format_days(spread)),
        probability=share(factor.probability, 1.0),
        on=one_or_list([each if each in streams else writing.refer(each) for each in factor.on]),
    )


def correlation_tree(writing: Writing, one: Correlation) -> Fields:
    fields: Fields = {"activity": writing.refer(one.first), "with": writing.refer(one.second)}
    return fields | {"rank": Word(amounts.format_number(one.rank))}


def ask_tree(ask: Ask) -> Fields:
    return said(text=ask.text, to=ask.to, by=word(ask.by), if_not=text_or_none(ask.if_not))


def _response(response: Response) -> Fields:
    return {response.strategy.value: response.text} | said(
        owner=response.owner,
        due=word(response.due),
        done=flag(response.done),
        leaves=share(response.residual_probability),
        cost=None if response.cost is None else Word(amounts.format_sum(response.cost)),
    )
