"""Early warnings: contradictions and slips found in the plan, each with its evidence and a suggested move."""

import datetime as dt
from collections.abc import Iterable, Sequence
from enum import StrEnum

import msgspec

from pilotage.plan.insight.contract_status import ContractView
from pilotage.plan.insight.load import Overload
from pilotage.plan.insight.milestones import MilestoneView, ordinal
from pilotage.plan.insight.status import Status
from pilotage.plan.language.messages import _
from pilotage.plan.language.text import Link, Mark, Text, fill
from pilotage.plan.language.wording import chance, day, last_day, listing, percent, working_days
from pilotage.plan.scheduling.schedule import Schedule
from pilotage.plan.vocabulary.activities import Activity, ActivityKind
from pilotage.plan.vocabulary.risks import Risk, RiskState

_SLIPS = 3
_CERTAIN_RISK = 0.3
_MANY_WITHOUT_ESTIMATE = 0.25


class Urgency(StrEnum):
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class EarlyWarning(msgspec.Struct, frozen=True, kw_only=True):
    """What looks wrong, why, and what to do next. ``id`` is stable while the cause lasts."""

    id: str
    urgency: Urgency
    text: Text
    suggestion: Text
    refs: tuple[Link, ...] = ()


def warnings(
    schedule: Schedule,
    *,
    today: dt.date,
    milestones: Sequence[MilestoneView] = (),
    contracts: Sequence[ContractView] = (),
    overloads: Sequence[Overload] = (),
) -> tuple[EarlyWarning, ...]:
    """All warnings, the most urgent first. Quiet by default: one warning a cause, none for what is on track."""
    found = [
        *_contract_warnings(contracts),
        *_milestone_warnings(milestones),
        *_overload_warnings(overloads),
        *_risk_warnings(schedule.program.risks, today),
        *_activity_warnings(schedule),
    ]
    order = list(Urgency)
    return tuple(sorted(found, key=lambda warning: order.index(warning.urgency)))


def _contract_warnings(contracts: Sequence[ContractView]) -> Iterable[EarlyWarning]:
    for view in contracts:
        contract = view.contract
        what = Mark(contract.what, ref=Link("contract", contract.id))
        refs = (Link("contract", contract.id),)
        if view.status is Status.UNKNOWN and view.waiting_days:
            yield EarlyWarning(
                id=f"no-promise:{contract.id}",
                urgency=Urgency.MEDIUM,
                text=fill(
                    _("{what}: asked of {team}, no promise after {days}"),
                    what=what,
                    team=view.provider_title,
                    days=working_days(view.waiting_days),
                ),
                suggestion=fill(_("Get a date from {team}, or escalate."), team=view.provider_title),
                refs=refs,
            )
        elif view.late_days and view.late_days > 0 and contract.promised and contract.delivered is None:
            yield EarlyWarning(
                id=f"promised-after-needed:{contract.id}",
                urgency=Urgency.HIGH if view.status is Status.OFF_TRACK else Urgency.MEDIUM,
                text=fill(
                    _("{what}: promised for {promised}, needed by {needed}"),
                    what=what,
                    promised=Mark(day(contract.promised), tone="off"),
                    needed=day(contract.needed),
                ),
                suggestion=_escalation(view),
                refs=refs,
            )


def _escalation(view: ContractView) -> Text:
    if view.contract.escalates is not None:
        return fill(
            _("Escalate on {date}: agree on an earlier date, or re-plan what waits for it."),
            date=day(view.contract.escalates),
        )
    return (_("Agree on an earlier date, or re-plan what waits for it."),)


def _milestone_warnings(milestones: Sequence[MilestoneView]) -> Iterable[EarlyWarning]:
    for view in milestones:
        title = Mark(view.title, ref=Link("milestone", view.id))
        if view.slips >= _SLIPS and view.landed is None:
            yield EarlyWarning(
                id=f"slips:{view.id}",
                urgency=Urgency.HIGH,
                text=fill(_("{title}: {nth} slip in a row"), title=title, nth=ordinal(view.slips)),
                suggestion=(_("Open Why this date? and settle what drives it, before committing again."),),
                refs=(Link("milestone", view.id),),
            )
        if view.kept is not None and view.commitment and view.kept < 0.5 and view.landed is None:
            yield EarlyWarning(
                id=f"commitment:{view.id}",
                urgency=Urgency.HIGH,
                text=fill(
                    _("{title}: committed for {date}, {chance} likely to be kept"),
                    title=title,
                    date=day(view.commitment),
                    chance=Mark(chance(view.kept), fact=f"kept:{view.id}", tone="off"),
                ),
                suggestion=(_("Tell those it was promised to, with the P85 date."),),
                refs=(Link("milestone", view.id),),
            )


def _overload_warnings(overloads: Sequence[Overload]) -> Iterable[EarlyWarning]:
    for overload in overloads:
        yield EarlyWarning(
            id=f"overload:{overload.person}:{overload.start.isoformat()}",
            urgency=Urgency.MEDIUM,
            text=overload.text,
            suggestion=(_("Move one of the activities, or give it to somebody with room."),),
            refs=(Link("person", overload.person), *(Link("activity", activity) for activity in overload.activities)),
        )


def _risk_warnings(risks: Sequence[Risk], today: dt.date) -> Iterable[EarlyWarning]:
    for risk in risks:
        if risk.state is not RiskState.OPEN:
            continue
        title = Mark(risk.title, ref=Link("risk", risk.id))
        response = risk.response
        if response is not None and response.due is not None and response.due < today and not response.done:
            yield EarlyWarning(
                id=f"response-overdue:{risk.id}",
                urgency=Urgency.MEDIUM,
                text=fill(_("{risk}: its response was due {date}"), risk=title, date=day(response.due)),
                suggestion=(_("Ask its owner whether it is done; if so, lower the probability."),),
                refs=(Link("risk", risk.id),),
            )
        elif risk.probability >= _CERTAIN_RISK and risk.owner is None:
            yield EarlyWarning(
                id=f"risk-without-owner:{risk.id}",
                urgency=Urgency.LOW,
                text=fill(
                    _("{risk}: {chance} likely and without an owner"), risk=title, chance=percent(risk.probability)
                ),
                suggestion=(_("Name an owner."),),
                refs=(Link("risk", risk.id),),
            )


def _activity_warnings(schedule: Schedule) -> Iterable[EarlyWarning]:
    open_tasks = [
        activity
        for activity in schedule.program.activities
        if activity.kind is ActivityKind.TASK and activity.actual_finish is None and activity.progress < 1
    ]
    missed = [activity for activity in open_tasks if _past_deadline(activity, schedule)]
    for activity in missed:
        yield EarlyWarning(
            id=f"deadline:{activity.id}",
            urgency=Urgency.HIGH,
            text=fill(
                _("{title}: planned for {plan}, after its deadline of {deadline}"),
                title=Mark(activity.title, ref=Link("activity", activity.id)),
                plan=day(last_day(schedule.at(activity.id).finish)),
                deadline=day(last_day(activity.deadline)) if activity.deadline else "",
            ),
            suggestion=(_("Shorten what drives it, or agree on another deadline."),),
            refs=(Link("activity", activity.id),),
        )
    unowned = [a for a in open_tasks if a.owner is None and not a.assignments and schedule.at(a.id).critical]
    if unowned:
        yield EarlyWarning(
            id="critical-without-owner",
            urgency=Urgency.MEDIUM,
            text=fill(_("On the critical path without an owner: {titles}"), titles=_titles(unowned)),
            suggestion=(_("Name an owner for each."),),
            refs=tuple(Link("activity", activity.id) for activity in unowned),
        )
    bare = [a for a in open_tasks if a.estimate is None and a.actual_start is None]
    if open_tasks and len(bare) > _MANY_WITHOUT_ESTIMATE * len(open_tasks):
        yield EarlyWarning(
            id="without-estimate",
            urgency=Urgency.LOW,
            text=fill(
                _("{n} of {all} open activities have no three-point estimate"),
                n=str(len(bare)),
                all=str(len(open_tasks)),
            ),
            suggestion=(_("Ask for low, likely and high: a single number hides how unsure it is."),),
            refs=tuple(Link("activity", activity.id) for activity in bare[:20]),
        )


def _past_deadline(activity: Activity, schedule: Schedule) -> bool:
    return activity.deadline is not None and schedule.at(activity.id).finish > activity.deadline


def _titles(activities: Sequence[Activity]) -> str:
    names = [activity.title for activity in activities[:3]]
    if len(activities) > 3:
        names.append(_("{n} more").format(n=len(activities) - 3))
    return listing(names)
