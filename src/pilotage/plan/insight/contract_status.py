"""Dependency contracts with their status by rule: what was asked, what is promised, what the plan says."""

import datetime as dt

import msgspec

from pilotage.plan.insight.milestones import day_difference
from pilotage.plan.insight.status import Status
from pilotage.plan.language.messages import _
from pilotage.plan.language.text import Mark, Text, fill
from pilotage.plan.language.wording import day, last_day, working_days
from pilotage.plan.scheduling.schedule import Schedule
from pilotage.plan.vocabulary.contracts import Contract

_LATE_WITHOUT_LINK = 5.0


class ContractView(msgspec.Struct, frozen=True, kw_only=True):
    """A contract and its trouble. ``late_days``: working days from needed to promised or delivered."""

    contract: Contract
    provider_title: str
    consumer_title: str
    status: Status
    reason: Text
    late_days: float | None
    waiting_days: float | None  # working days since it was asked without a promise

    @property
    def in_trouble(self) -> bool:
        return self.status in (Status.OFF_TRACK, Status.AT_RISK, Status.UNKNOWN)


def contract_views(schedule: Schedule, today: dt.date) -> tuple[ContractView, ...]:
    """All contracts, the worst first, then by the day they are needed."""
    order = [Status.OFF_TRACK, Status.AT_RISK, Status.UNKNOWN, Status.ON_TRACK, Status.LANDED]
    views = [_view(contract, schedule, today) for contract in schedule.program.contracts]
    return tuple(sorted(views, key=lambda view: (order.index(view.status), view.contract.needed, view.contract.id)))


def _view(contract: Contract, schedule: Schedule, today: dt.date) -> ContractView:
    teams = {team.id: team.title for team in schedule.program.teams}
    agreed = contract.delivered or contract.promised
    late = day_difference(schedule, contract.needed, agreed) if agreed else None
    waiting = None
    if agreed is None and contract.asked is not None:
        waiting = max(0.0, day_difference(schedule, contract.asked, today))
    status, reason = _rule(contract, schedule, late, waiting)
    return ContractView(
        contract=contract,
        provider_title=teams.get(contract.provider, contract.provider),
        consumer_title=teams.get(contract.consumer, contract.consumer),
        status=status,
        reason=reason,
        late_days=late,
        waiting_days=waiting,
    )


def _rule(contract: Contract, schedule: Schedule, late: float | None, waiting: float | None) -> tuple[Status, Text]:
    """Delivered is landed; no promise is unknown; a promise after the need is at risk while the waiting work's float
    covers it, else off track; a promise that the provider's own plan misses is at risk.
    """
    if contract.delivered is not None:
        return Status.LANDED, fill(_("Delivered {date}"), date=day(contract.delivered))
    if late is None or contract.promised is None:
        if waiting is None:
            return Status.UNKNOWN, (_("No promise yet"),)
        return Status.UNKNOWN, fill(_("No promise, waiting {days}"), days=working_days(waiting))
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
