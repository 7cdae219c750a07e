"""Risks, what they share, contracts and asks as text."""

from pilotage.exchange.text.reading.reader import said_by_default
from pilotage.exchange.text.values import amounts
from pilotage.exchange.text.writing.context import Writing
from pilotage.exchange.text.writing.leaves import (
    Fields,
    Tree,
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
from pilotage.plan.vocabulary.contracts import Confidence, Contract
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


def need_tree(writing: Writing, contract: Contract) -> Fields:
    side: Fields = {}
    sides = (
        ("from", "delivers", contract.provider, contract.delivers),
        ("to", "for", contract.consumer, contract.needed_by_activity),
    )
    for name, more, team, activity in sides:
        reference = None if activity is None else writing.refer(activity)
        if reference is not None and writing.teams.get(activity or "") == team and reference not in writing.team_ids:
            side |= {name: reference}
        else:
            side |= {name: team} | ({more: reference} if reference is not None else {})
    return (
        said(what=title_or_none(contract.what, contract.id))
        | side
        | said(
            asked=word(contract.asked),
            needed=word(contract.needed),
            promised=_promised(writing, contract),
            confidence=word(contract.confidence, Confidence.MEDIUM),
            escalates=word(contract.escalates),
            delivered=word(contract.delivered),
            note=text_or_none(contract.note),
            acceptance=text_or_none(contract.acceptance),
        )
    )


def _promised(writing: Writing, contract: Contract) -> Tree | None:
    promises = contract.promises
    if len(promises) == 1:
        said = said_by_default(contract.asked, writing.program.status_date, contract.needed)
        if promises[0].said == said:
            return Word(promises[0].date)
    return [{"said": Word(one.said), "date": Word(one.date)} for one in promises] or None


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
