"""Warnings of promises between teams."""

from collections.abc import Iterator, Sequence

from pilotage.plan.insight.contract_status import ContractView
from pilotage.plan.insight.status import Status
from pilotage.plan.insight.warnings.model import EarlyWarning, Urgency
from pilotage.plan.language.messages import _
from pilotage.plan.language.text import Link, Mark, Text, fill
from pilotage.plan.language.wording import day, working_days


def of_contracts(contracts: Sequence[ContractView]) -> Iterator[EarlyWarning]:
    """No promise since it was asked for; promised after it is needed."""
    for view in contracts:
        if view.status is Status.UNKNOWN and view.waiting_days:
            yield _unanswered(view, view.waiting_days)
        elif view.late_days and view.late_days > 0 and view.contract.promised and view.contract.delivered is None:
            yield _late(view, view.late_days)


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
