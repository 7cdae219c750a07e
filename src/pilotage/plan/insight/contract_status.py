"""Dependency contracts with their status by rule: what was asked, what is promised, what the plan says."""

import datetime as dt
from collections.abc import Mapping

import msgspec

from pilotage.plan.forecasting.forecasts import Forecast
from pilotage.plan.insight.contracts.escalation import Escalation, RungInForce, escalation_of, rungs_in_force
from pilotage.plan.insight.contracts.life import (
    ContractState,
    Side,
    is_broken,
    slips,
    state_by_people,
    state_of,
    waits_for,
    waits_since,
)
from pilotage.plan.insight.milestones import day_difference
from pilotage.plan.insight.status import Status
from pilotage.plan.language.messages import _
from pilotage.plan.language.text import Mark, Text, fill
from pilotage.plan.language.wording import day, last_day, working_days
from pilotage.plan.scheduling.schedule import Schedule
from pilotage.plan.vocabulary.contracts import Contract

_LATE_WITHOUT_LINK = 5.0


class ContractView(msgspec.Struct, frozen=True, kw_only=True):
    """A contract and its trouble. ``late_days``: working days from needed to promised or delivered. ``waits_for`` is
    the side whose move it is, ``waits_since`` since when. ``slips`` were later promises, ``slips_in_row`` the last of
    them without an earlier one between.
    """

    contract: Contract
    provider_title: str
    consumer_title: str
    status: Status
    reason: Text
    late_days: float | None
    waiting_days: float | None  # working days since it was asked without a promise
    state: ContractState = ContractState.PROPOSED
    waits_for: Side | None = None
    waits_since: dt.date | None = None
    slips: int = 0
    slips_in_row: int = 0
    escalation: Escalation | None = None
    rungs: tuple[RungInForce, ...] = ()

    @property
    def in_trouble(self) -> bool:
        return self.status in (Status.OFF_TRACK, Status.AT_RISK, Status.UNKNOWN)


def contract_views(schedule: Schedule, today: dt.date, forecast: Forecast | None = None) -> tuple[ContractView, ...]:
    """All contracts, the worst first, then by the day they are needed. With a ``forecast`` of this very plan, a
    delivery that it sees after the need is a risk.
    """
    order = [Status.OFF_TRACK, Status.AT_RISK, Status.UNKNOWN, Status.ON_TRACK, Status.LANDED]
    views = [_view(contract, schedule, today, forecast) for contract in schedule.program.contracts]
    return tuple(sorted(views, key=lambda view: (order.index(view.status), view.contract.needed, view.contract.id)))


def provider_title(contract: Contract, teams: Mapping[str, str]) -> str:
    """The providing team, vendor or other program in words."""
    if not contract.external:
        return teams.get(contract.provider, contract.provider)
    if contract.vendor:
        return contract.vendor
    return contract.elsewhere.program if contract.elsewhere else ""


def _view(contract: Contract, schedule: Schedule, today: dt.date, forecast: Forecast | None) -> ContractView:
    teams = {team.id: team.title for team in schedule.program.teams}
    agreed = contract.delivered or contract.promised
    late = day_difference(schedule, contract.needed, agreed) if agreed else None
    waiting = None
    if agreed is None and contract.asked is not None:
        waiting = max(0.0, day_difference(schedule, contract.asked, today))
    status, reason = _rule(contract, schedule, late, waiting, today)
    if status is Status.ON_TRACK and forecast is not None:
        status, reason = _by_forecast(contract, forecast) or (status, reason)
    state = state_of(contract, status, today)
    times, in_row = slips(contract)
    return ContractView(
        contract=contract,
        provider_title=provider_title(contract, teams),
        consumer_title=teams.get(contract.consumer, contract.consumer),
        status=status,
        reason=reason,
        late_days=late,
        waiting_days=waiting,
        state=state,
        waits_for=waits_for(contract, state),
        waits_since=waits_since(contract, state),
        slips=times,
        slips_in_row=in_row,
        escalation=escalation_of(contract, state, schedule, today),
        rungs=rungs_in_force(schedule.program, contract),
    )


def _rule(
    contract: Contract, schedule: Schedule, late: float | None, waiting: float | None, today: dt.date
) -> tuple[Status, Text]:
    """Delivered is landed; no promise is unknown; a declined need and a broken promise are off track. A promise after
    the need is at risk while the waiting work's float covers it, else off track; a promise that the provider's own plan
    misses is at risk.
    """
    decided = _decided(contract)
    if decided is not None:
        return decided
    if late is None or contract.promised is None:
        return _unanswered(contract, waiting)
    if is_broken(contract, today):
        days = Mark(working_days(day_difference(schedule, contract.promised, today)), tone="off")
        return Status.OFF_TRACK, fill(
            _("Promised for {promised}, {days} ago, and not delivered"), promised=day(contract.promised), days=days
        )
    if late > 0:
        covered = _covered(contract, schedule, late)
        status = Status.AT_RISK if covered else Status.OFF_TRACK
        days = Mark(working_days(late), tone="at" if covered else "off")
        return status, fill(_("Promised {days} after it is needed"), days=days)
    planned = _planned(contract, schedule)
    if planned is not None and planned > contract.promised:
        return Status.AT_RISK, fill(
            _("Promised {promised}, but the plan delivers {planned}"),
            promised=day(contract.promised),
            planned=Mark(day(planned), tone="at"),
        )
    return Status.ON_TRACK, fill(_("Promised {date}, in time"), date=day(contract.promised))


def _decided(contract: Contract) -> tuple[Status, Text] | None:
    """What people have settled."""
    state = state_by_people(contract)
    last = contract.steps[-1] if contract.steps else None
    why = last.why if last else ""
    if state is ContractState.WITHDRAWN:
        return Status.LANDED, fill(_("Withdrawn: {why}"), why=why) if why else (_("Withdrawn"),)
    if state is ContractState.DECLINED:
        return Status.OFF_TRACK, fill(_("Declined: {why}"), why=why) if why else (_("Declined"),)
    if contract.delivered is None:
        return None
    if contract.accepted is not None:
        return Status.LANDED, fill(_("Delivered {date} and accepted"), date=day(contract.delivered))
    return Status.LANDED, fill(_("Delivered {date}"), date=day(contract.delivered))


def _unanswered(contract: Contract, waiting: float | None) -> tuple[Status, Text]:
    if contract.offer is not None:
        return Status.UNKNOWN, fill(
            _("{date} is offered; {needed} was asked for"),
            date=Mark(day(contract.offer.date), tone="at"),
            needed=day(contract.needed),
        )
    if waiting is None:
        return Status.UNKNOWN, (_("No promise yet"),)
    return Status.UNKNOWN, fill(_("No promise, waiting {days}"), days=working_days(waiting))


def _by_forecast(contract: Contract, forecast: Forecast) -> tuple[Status, Text] | None:
    """At risk where fewer than 85 % of the runs deliver by the day it is needed."""
    if contract.delivers is None or contract.delivers not in forecast.schedule.index:
        return None
    late = last_day(forecast.percentiles_of(contract.delivers)[1])
    if late <= contract.needed:
        return None
    return Status.AT_RISK, fill(
        _("Promised {promised}; 85 % confidence of delivery takes until {late}"),
        promised=day(contract.promised) if contract.promised else "",
        late=Mark(day(late), tone="at"),
    )


def _covered(contract: Contract, schedule: Schedule, late: float) -> bool:
    """Whether the float of the waiting work takes the delay. A plan that already counts with the promise shows the
    float that is left; otherwise the delay is still to come out of it.
    """
    waits = contract.needed_by_activity
    if waits is None or waits not in schedule.index:
        return late <= _LATE_WITHOUT_LINK
    left = schedule.at(waits).total_float_days
    planned = _planned(contract, schedule)
    counted = planned is not None and contract.promised is not None and planned >= contract.promised
    return left > 0 if counted else left >= late


def _planned(contract: Contract, schedule: Schedule) -> dt.date | None:
    if contract.delivers is None or contract.delivers not in schedule.index:
        return None
    return last_day(schedule.at(contract.delivers).finish)
