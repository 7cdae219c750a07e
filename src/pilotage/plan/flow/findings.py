"""What the flow of work says, in sentences: nothing that its numbers do not show."""

import datetime as dt
from collections.abc import Iterator

from pilotage.engine.flow.control_charts import Rule
from pilotage.plan.flow.measures import EXPECTED, Basis, Flow, Signal
from pilotage.plan.language.messages import _, ngettext
from pilotage.plan.language.wording import day, number, percent

_FEW_DAYS = 0.15
"""Little's law off by more than this share, or work in progress or its age that grew by more, is worth a sentence."""


def findings(flow: Flow) -> tuple[str, ...]:
    """The bottom line first."""
    return tuple(
        sentence for part in (_pace, _expected, _signals, _balance, _old, _stability) for sentence in part(flow)
    )


def _pace(flow: Flow) -> Iterator[str]:
    done = sum(week.finished for week in flow.weeks)
    text = ngettext(
        "{n} item was finished in {weeks} weeks, {rate} a week.",
        "{n} items were finished in {weeks} weeks, {rate} a week.",
        done,
    )
    yield text.format(n=f"{done:,}", weeks=len(flow.weeks), rate=number(done / len(flow.weeks)))


def _expected(flow: Flow) -> Iterator[str]:
    durations = flow.cycle_time if flow.basis is Basis.STARTED else flow.lead_time
    if flow.expected is None:
        text = _("Too few items were finished to say how long one takes: {n}.")
        yield text.format(n=durations.items)
        return
    text = (
        _("{share} % of items take {days} days or less from start to finish, half of them {half}.")
        if flow.basis is Basis.STARTED
        else _("{share} % of items take {days} days or less from creation to finish, half of them {half}.")
    )
    yield text.format(share=EXPECTED, days=flow.expected, half=durations.percentiles[50])
    if flow.basis is Basis.CREATED:
        yield _("The data does not tell when work began, so ages count from the day an item came in.")


def _signals(flow: Flow) -> Iterator[str]:
    if flow.control is None:
        return
    for signal in flow.control.signals:
        yield signal_sentence(flow, signal)


def signal_sentence(flow: Flow, signal: Signal) -> str:
    """What a signal of the control chart says."""
    assert flow.control is not None
    if signal.rule is Rule.BEYOND_LIMITS:
        done = next(week.finished for week in flow.weeks if week.last == signal.first)
        text = _("{n} items in the week to {date}, where chance alone gives {low} to {high}: something happened.")
        return text.format(
            n=done, date=_day(signal.first, flow), low=number(flow.control.lower), high=number(flow.control.upper)
        )
    text = (
        _("{weeks} weeks above the mean of {mean}: the process changed around {date}.")
        if signal.side > 0
        else _("{weeks} weeks below the mean of {mean}: the process changed around {date}.")
    )
    began = signal.first - dt.timedelta(days=6)
    return text.format(weeks=signal.weeks, mean=number(flow.control.mean), date=_day(began, flow))


def _balance(flow: Flow) -> Iterator[str]:
    came = sum(week.arrived for week in flow.weeks)
    done = sum(week.finished for week in flow.weeks)
    if came > done:
        yield _("{came} came in, so {n} more are open than {weeks} weeks ago.").format(
            came=f"{came:,}", n=f"{came - done:,}", weeks=len(flow.weeks)
        )
    elif came < done:
        yield _("{came} came in, so {n} fewer are open than {weeks} weeks ago.").format(
            came=f"{came:,}", n=f"{done - came:,}", weeks=len(flow.weeks)
        )


def _old(flow: Flow) -> Iterator[str]:
    late = sum(1 for each in flow.ageing if flow.expected is not None and each.age > flow.expected)
    if late:
        text = (
            _("{n} of {all} items in progress are past {days} days.")
            if flow.basis is Basis.STARTED
            else _("{n} of {all} open items are past {days} days.")
        )
        yield text.format(n=f"{late:,}", all=f"{len(flow.ageing):,}", days=flow.expected)


def _stability(flow: Flow) -> Iterator[str]:
    """Little's law beside what it takes for granted."""
    law = flow.little
    if law.residual is None or abs(law.residual) <= _FEW_DAYS or law.cycle_time is None or law.expected is None:
        return
    text = _("Little's law expects {expected} days an item, it took {actual}: the process is not stable.")
    grounds = []
    if law.started != law.finished:
        grounds.append(_("{a} began and {b} ended").format(a=f"{law.started:,}", b=f"{law.finished:,}"))
    if law.age_after > law.age_before * (1 + _FEW_DAYS):
        before, after = number(law.age_before), number(law.age_after)
        grounds.append(_("open work aged from {a} to {b} days").format(a=before, b=after))
    because = _(" Since {reasons}.").format(reasons=", ".join(grounds)) if grounds else ""
    yield text.format(expected=number(law.expected), actual=number(law.cycle_time)) + because


def efficiency(flow: Flow) -> str:
    """Flow efficiency in words; empty where no state changes are known."""
    if flow.efficiency is None:
        return ""
    text = _("Items were worked on in {share} of the time from start to finish ({n} items with known states).")
    return text.format(share=percent(flow.efficiency), n=f"{flow.efficiency_items:,}")


def _day(date: dt.date, flow: Flow) -> str:
    return day(date, near=flow.as_of)
