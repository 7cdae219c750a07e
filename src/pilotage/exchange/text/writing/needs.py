"""Dependency contracts as text."""

from collections.abc import Sequence

from pilotage.exchange.text.reading.needs import said_by_default
from pilotage.exchange.text.writing.context import Writing
from pilotage.exchange.text.writing.leaves import Fields, Tree, Word, said, text_or_none, title_or_none, word
from pilotage.plan.vocabulary.contracts import Confidence, Contract, ContractStep, Promise, Rung, Standing


def need_tree(writing: Writing, contract: Contract) -> Fields:
    elsewhere = contract.elsewhere
    return (
        said(what=title_or_none(contract.what, contract.id))
        | _sides(writing, contract)
        | said(
            vendor=text_or_none(contract.vendor),
            elsewhere=said(program=elsewhere.program, milestone=text_or_none(elsewhere.milestone))
            if elsewhere
            else None,
            asked=word(contract.asked),
            needed=word(contract.needed),
            promised=_promised(writing, contract),
            confidence=word(contract.confidence, Confidence.MEDIUM),
            escalates=word(contract.escalates),
            delivered=word(contract.delivered),
            note=text_or_none(contract.note),
            acceptance=text_or_none(contract.acceptance),
            promiser=contract.promiser,
            requester=contract.requester,
            standing=word(contract.standing, Standing.OPEN),
            offer=_promise(contract.offer) if contract.offer else None,
            accepted=word(contract.accepted),
            steps=[_step(each) for each in contract.steps] or None,
            ladder=ladder_tree(contract.ladder),
        )
    )


def ladder_tree(ladder: Sequence[Rung]) -> list[Tree] | None:
    return [said(after=Word(each.after), whom=each.whom, decide=text_or_none(each.decide)) for each in ladder] or None


def _sides(writing: Writing, contract: Contract) -> Fields:
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
            side |= ({name: team} if team else {}) | ({more: reference} if reference is not None else {})
    return side


def _promised(writing: Writing, contract: Contract) -> Tree | None:
    promises = contract.promises
    if len(promises) == 1:
        usual = said_by_default(contract.asked, writing.program.status_date, contract.needed)
        if promises[0] == Promise(usual, promises[0].date):
            return Word(promises[0].date)
    return [_promise(one) for one in promises] or None


def _promise(promise: Promise) -> Fields:
    return said(
        said=Word(promise.said), date=Word(promise.date), by=text_or_none(promise.by), why=text_or_none(promise.why)
    )


def _step(step: ContractStep) -> Fields:
    return said(
        at=Word(step.at),
        act=Word(step.act.value),
        by=text_or_none(step.by),
        why=text_or_none(step.why),
        to=text_or_none(step.to),
        date=word(step.date),
    )
