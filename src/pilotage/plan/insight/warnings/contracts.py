"""Warnings of promises between teams."""

from collections.abc import Iterator, Sequence

from pilotage.plan.insight.contract_status import ContractView
from pilotage.plan.insight.contracts.escalation import Cause, Escalation
from pilotage.plan.insight.contracts.life import CLOSED, ContractState
from pilotage.plan.insight.status import Status
from pilotage.plan.insight.warnings.model import EarlyWarning, Urgency
from pilotage.plan.language.messages import _
from pilotage.plan.language.text import Link, Mark, Text, fill
from pilotage.plan.language.wording import day, working_days
from pilotage.plan.vocabulary.contracts import Contract


def of_contracts(contracts: Sequence[ContractView]) -> Iterator[EarlyWarning]:
    """Of each contract the most pressing: an escalation that is due, a broken promise, no promise since it was asked
    for, promised after it is needed. What was declined waits for the consumer, not for a date.
    """
    for view in contracts:
        if view.state in CLOSED:
            continue
        if view.escalation is not None and view.escalation.is_due:
            yield _due(view, view.escalation)
        elif view.state is ContractState.BROKEN:
            yield _broken(view)
        elif view.status is Status.UNKNOWN and view.waiting_days:
            yield _unanswered(view, view.waiting_days)
        elif view.late_days and view.late_days > 0 and view.contract.promised:
            yield _late(view, view.late_days)


def _due(view: ContractView, escalation: Escalation) -> EarlyWarning:
    contract = view.contract
    rung = escalation.rungs[escalation.due - 1]
    return EarlyWarning(
        id=f"escalation-due:{contract.id}",
        urgency=Urgency.HIGH,
        text=fill(
            _due_words(escalation.cause),
            what=Mark(contract.what, ref=Link("contract", contract.id)),
            team=view.provider_title,
            whom=rung.title,
            date=Mark(day(rung.fires), tone="off"),
        ),
        suggestion=fill(_("Escalate to {whom}: {decide}"), whom=rung.title, decide=rung.decide)
        if rung.decide
        else fill(_("Escalate to {whom}."), whom=rung.title),
        refs=_refs(contract, rung.person),
        days=view.waiting_days if escalation.cause is Cause.UNANSWERED else view.late_days,
    )


def _due_words(cause: Cause) -> str:
    if cause is Cause.BROKEN:
        return _("{what}: {team} broke its promise; it goes to {whom} since {date}")
    if cause is Cause.SET:
        return _("{what} of {team}: its escalation was set for {date}; it goes to {whom}")
    return _("{what}: asked of {team}, no promise; it goes to {whom} since {date}")


def _refs(contract: Contract, person: str | None) -> tuple[Link, ...]:
    about = Link("contract", contract.id)
    return (about,) if person is None else (about, Link("person", person))


def _broken(view: ContractView) -> EarlyWarning:
    contract = view.contract
    return EarlyWarning(
        id=f"broken-promise:{contract.id}",
        urgency=Urgency.HIGH,
        text=fill(
            _("{what}: promised for {promised} and not delivered"),
            what=Mark(contract.what, ref=Link("contract", contract.id)),
            promised=Mark(day(contract.promised) if contract.promised else "", tone="off"),
        ),
        suggestion=fill(_("Get a new date from {team}, with its reason."), team=view.provider_title),
        refs=(Link("contract", contract.id),),
        days=view.late_days,
    )


def _unanswered(view: ContractView, waiting: float) -> EarlyWarning:
    contract = view.contract
    return EarlyWarning(
        id=f"no-promise:{contract.id}",
        urgency=Urgency.MEDIUM,
        text=fill(
            _("{what}: asked of {team}, no promise after {days}"),
            what=Mark(contract.what, ref=Link("contract", contract.id)),
            team=view.provider_title,
            days=working_days(waiting),
        ),
        suggestion=fill(_("Get a date from {team}, or escalate."), team=view.provider_title),
        refs=(Link("contract", contract.id),),
        days=waiting,
    )


def _late(view: ContractView, late: float) -> EarlyWarning:
    contract = view.contract
    return EarlyWarning(
        id=f"promised-after-needed:{contract.id}",
        urgency=Urgency.HIGH if view.status is Status.OFF_TRACK else Urgency.MEDIUM,
        text=fill(
            _("{what}: promised for {promised}, needed by {needed}"),
            what=Mark(contract.what, ref=Link("contract", contract.id)),
            promised=Mark(day(contract.promised) if contract.promised else "", tone="off"),
            needed=day(contract.needed),
        ),
        suggestion=_escalation(view),
        refs=(Link("contract", contract.id),),
        days=late,
    )


def _escalation(view: ContractView) -> Text:
    if view.contract.escalates is not None:
        return fill(
            _("Escalate on {date}: agree on an earlier date, or re-plan what waits for it."),
            date=day(view.contract.escalates),
        )
    return (_("Agree on an earlier date, or re-plan what waits for it."),)
