"""Warnings of gates: begun without a go, due soon and not ready, actions of a conditional go that are late."""

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Final

from pilotage.plan.insight.gates import GateState, GateView, link_to, names_of
from pilotage.plan.insight.milestones import day_difference
from pilotage.plan.insight.warnings.model import EarlyWarning, Urgency
from pilotage.plan.language.messages import _
from pilotage.plan.language.text import Link, Mark, Text, fill
from pilotage.plan.language.wording import day, working_days
from pilotage.plan.scheduling.schedule import Schedule

_SOON: Final = 10.0
"""Working days before a gate within which open criteria are told: two weeks, enough to mend most of them."""


def of_gates(schedule: Schedule, gates: Sequence[GateView], today: dt.date) -> Iterator[EarlyWarning]:
    """Of each gate the most pressing."""
    titles = {each.id: each.title for each in schedule.program.activities}
    for view in gates:
        if view.begun is not None:
            yield _begun(view, titles.get(view.begun, view.begun))
        elif view.state is GateState.CONDITIONAL and view.late:
            yield _conditions(view)
        elif view.state in (GateState.OPEN, GateState.REFUSED) and view.plan is not None and view.met < view.total:
            left = day_difference(schedule, today, view.plan)
            if left <= _SOON:
                yield _not_ready(view, left, view.plan)


def _begun(view: GateView, title: str) -> EarlyWarning:
    return EarlyWarning(
        id=f"gate-without-go:{view.gate.id}",
        urgency=Urgency.HIGH,
        text=fill(
            _("{activity} has begun, and the gate “{gate}” is not decided as go"),
            activity=Mark(title, ref=Link("activity", view.begun or "")),
            gate=Mark(view.title, ref=link_to(view)),
        ),
        suggestion=(_("Decide the gate with what is open, or stop the work behind it."),),
        refs=(link_to(view), Link("activity", view.begun or "")),
    )


def _conditions(view: GateView) -> EarlyWarning:
    n = len(view.late)
    text = _("{gate}: go with conditions, and one of them is late") if n == 1 else _("{gate}: {n} conditions are late")
    return EarlyWarning(
        id=f"gate-conditions:{view.gate.id}",
        urgency=Urgency.MEDIUM,
        text=fill(text, gate=Mark(view.title, ref=link_to(view)), n=Mark(str(n), tone="at")),
        suggestion=_ask(view),
        refs=(link_to(view),),
    )


def _not_ready(view: GateView, left: float, plan: dt.date) -> EarlyWarning:
    open_ = view.total - view.met
    days = working_days(abs(left))
    when = _("was due {days} ago") if left < 0 else _("is due in {days}, {date}")
    return EarlyWarning(
        id=f"gate-not-ready:{view.gate.id}",
        urgency=Urgency.HIGH if left < 0 else Urgency.MEDIUM,
        text=fill(
            _("The gate “{gate}” {when}; {n} of {total} criteria are open"),
            gate=Mark(view.title, ref=link_to(view)),
            when=when.format(days=days, date=day(plan)),
            n=Mark(str(open_), fact=view.met_fact, tone="at"),
            total=str(view.total),
        ),
        suggestion=_ask(view),
        refs=(link_to(view),),
        days=max(0.0, -left),
    )


def _ask(view: GateView) -> Text:
    names = names_of([act for act in view.next if not act.decides])
    if names:
        return fill(_("Ask {names} what is missing."), names=names)
    return (_("Name an owner for each open criterion."),)
