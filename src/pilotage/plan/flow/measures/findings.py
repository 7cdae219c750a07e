"""What the flow of work says, in sentences: nothing that its numbers do not show."""

import datetime as dt
from collections.abc import Iterator
from typing import Final

from pilotage.engine.flow.control_charts import Rule
from pilotage.plan.flow.measures import EXPECTED, Basis, Flow, Signal
from pilotage.plan.flow.measures.stability import NOTABLE
from pilotage.plan.language.messages import _, ngettext
from pilotage.plan.language.wording import day, number, percent

_MOST_SIGNALS: Final = 3


def findings(flow: Flow) -> tuple[str, ...]:
    """The bottom line first."""
    parts = (_pace, _expected, _signals, _balance, _old, _blocked, _reopened, _sprints, _delivery, _stability)
    return tuple(sentence for part in parts for sentence in part(flow))


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
    yield from signal_sentences(flow)


def signal_sentences(flow: Flow) -> tuple[str, ...]:
    """What the signals of the control chart say: the newest ones, and how many came before."""
    if flow.control is None:
        return (_("Too little was finished for a control chart: it takes an item a week, and some weeks."),)
    newest = sorted(flow.control.signals, key=lambda signal: (signal.last, signal.weeks), reverse=True)
    told = [_signal(flow, signal) for signal in newest[:_MOST_SIGNALS]]
    more = len(newest) - len(told)
    if more:
        text = ngettext("{n} earlier signal is in the chart.", "{n} earlier signals are in the chart.", more)
        told.append(text.format(n=more))
    return tuple(told)


def _signal(flow: Flow, signal: Signal) -> str:
    assert flow.control is not None
    if signal.rule is Rule.BEYOND_LIMITS:
        done = next(week.finished for week in flow.weeks if week.last == signal.first)
        text = ngettext(
            "{n} item in the week to {date}, where chance alone gives {low} to {high}: something happened.",
            "{n} items in the week to {date}, where chance alone gives {low} to {high}: something happened.",
            done,
        )
        return text.format(
            n=done, date=_day(signal.first, flow), low=number(flow.control.lower), high=number(flow.control.upper)
        )
    template, other = _RUNS[signal.rule]
    began = signal.first - dt.timedelta(days=6)
    return (template if signal.side >= 0 else other).format(
        weeks=signal.weeks, mean=number(flow.control.mean), date=_day(began, flow)
    )


_RUNS = {
    rule: (
        _("{weeks} weeks above the mean of {mean}: the process changed around {date}."),
        _("{weeks} weeks below the mean of {mean}: the process changed around {date}."),
    )
    for rule in (Rule.EIGHT_ON_ONE_SIDE, Rule.NINE_ON_ONE_SIDE)
} | {
    Rule.SIX_RISING_OR_FALLING: (
        _("{weeks} weeks in a row rising, from {date} on: something makes it faster."),
        _("{weeks} weeks in a row falling, from {date} on: something makes it slower."),
    ),
    Rule.FOURTEEN_ALTERNATING: (
        _("{weeks} weeks up and down in turn, from {date} on: two patterns alternate."),
        _("{weeks} weeks up and down in turn, from {date} on: two patterns alternate."),
    ),
    Rule.TWO_OF_THREE_FAR: (
        _("Two of three weeks far above the mean of {mean}, from {date} on: it may be changing."),
        _("Two of three weeks far below the mean of {mean}, from {date} on: it may be changing."),
    ),
    Rule.FOUR_OF_FIVE_APART: (
        _("Four of five weeks well above the mean of {mean}, from {date} on: it may be changing."),
        _("Four of five weeks well below the mean of {mean}, from {date} on: it may be changing."),
    ),
    Rule.FIFTEEN_CLOSE: (
        _("{weeks} weeks close to the mean of {mean}, from {date} on: the limits are wider than the process."),
        _("{weeks} weeks close to the mean of {mean}, from {date} on: the limits are wider than the process."),
    ),
    Rule.EIGHT_APART_ON_BOTH_SIDES: (
        _("{weeks} weeks far from the mean of {mean} on both sides, from {date} on: two kinds of work are mixed."),
        _("{weeks} weeks far from the mean of {mean} on both sides, from {date} on: two kinds of work are mixed."),
    ),
}


def _balance(flow: Flow) -> Iterator[str]:
    came = sum(week.arrived for week in flow.weeks)
    swept = sum(week.swept for week in flow.weeks)
    gone = sum(week.finished for week in flow.weeks) + swept
    if swept:
        text = ngettext(
            "{n} more item was closed in bulk, which is no throughput.",
            "{n} more items were closed in bulk, which is no throughput.",
            swept,
        )
        yield text.format(n=f"{swept:,}")
    if came != gone:
        text = (
            _("{came} came in, so {n} more are open than {weeks} weeks ago.")
            if came > gone
            else _("{came} came in, so {n} fewer are open than {weeks} weeks ago.")
        )
        yield text.format(came=f"{came:,}", n=f"{abs(came - gone):,}", weeks=len(flow.weeks))


def _old(flow: Flow) -> Iterator[str]:
    late = sum(1 for each in flow.ageing if flow.expected is not None and each.age > flow.expected)
    if late:
        text = (
            _("{n} of {all} items in progress are past {days} days.")
            if flow.basis is Basis.STARTED
            else _("{n} of {all} open items are past {days} days.")
        )
        yield text.format(n=f"{late:,}", all=f"{len(flow.ageing):,}", days=flow.expected)


def _blocked(flow: Flow) -> Iterator[str]:
    found = flow.blocked
    if found is None:
        return
    if found.now:
        text = ngettext(
            "{n} item is blocked, {key} for {days} days.", "{n} items are blocked, {key} the longest, for {days} days.",
            len(found.now),
        )  # fmt: skip
        longest = found.now[0]
        yield text.format(n=len(found.now), key=longest.key, days=number(longest.days))
    if found.items:
        text = _("{n} of {all} finished items had been blocked, for {share} of the time of all.")
        yield text.format(n=f"{found.items:,}", all=f"{found.of:,}", share=percent(found.share))


def _reopened(flow: Flow) -> Iterator[str]:
    found = flow.reopened
    if found is not None and found.items:
        text = ngettext(
            "{n} item was reopened; still open: {open}.",
            "{n} items were reopened; still open: {open}.",
            found.items,
        )
        yield text.format(n=f"{found.items:,}", open=f"{found.still:,}")


def _sprints(flow: Flow) -> Iterator[str]:
    if flow.sprints is None:
        return
    over = [each for each in flow.sprints.sprints if each.closed is not None or each.finish < flow.as_of]
    done, carried = sum(each.done for each in over), sum(each.carried for each in over)
    if over and done + carried:
        text = ngettext(
            "The last sprint finished {share} of its items and carried {n} over.",
            "The last {sprints} sprints finished {share} of their items and carried {n} over.",
            len(over),
        )
        yield text.format(sprints=len(over), share=percent(done / (done + carried)), n=f"{carried:,}")


def _delivery(flow: Flow) -> Iterator[str]:
    found = flow.delivery
    if found is None or not found.deployments:
        return
    text = _("{n} deployments, {rate} a week")
    parts = [text.format(n=f"{found.deployments:,}", rate=number(found.per_week))]
    if found.fail_rate is not None:
        parts.append(_("{share} failed").format(share=percent(found.fail_rate)))
    if found.lead_hours is not None:
        parts.append(_("half of the changes took {n} hours or less to production").format(n=number(found.lead_hours)))
    yield "; ".join(parts) + "."


def _stability(flow: Flow) -> Iterator[str]:
    """Little's law beside those of its assumptions that do not hold."""
    law = flow.little
    if law.residual is None or abs(law.residual) <= NOTABLE or law.cycle_time is None or law.expected is None:
        return
    text = _("Little's law expects {expected} days an item, it took {actual}: the process is not stable.")
    broken = [each.text for each in flow.assumptions if each.holds is False]
    yield " ".join([text.format(expected=number(law.expected), actual=number(law.cycle_time)), *broken])


def efficiency(flow: Flow) -> str:
    """Flow efficiency in words; empty where no state changes are known."""
    if flow.efficiency is None:
        return ""
    text = _("Items were worked on in {share} of the time from start to finish ({n} items with known states).")
    return text.format(share=percent(flow.efficiency), n=f"{flow.efficiency_items:,}")


def _day(date: dt.date, flow: Flow) -> str:
    return day(date, near=flow.as_of)
