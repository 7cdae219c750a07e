"""Forecasts and track records in words: how sure, on what history, and how often such a forecast has held."""

import datetime as dt
from typing import Final

from pilotage.engine.throughput.walking import LEAST_RATE, LEAST_WEEKS
from pilotage.plan.flow.calibration.library import Lent
from pilotage.plan.flow.calibration.track_record import TrackRecord
from pilotage.plan.flow.forecasts.forecast import FlowForecast
from pilotage.plan.flow.forecasts.joint import JointForecast
from pilotage.plan.flow.forecasts.milestones import MilestoneForecast
from pilotage.plan.flow.items.history import Sufficiency
from pilotage.plan.language.messages import _, ngettext
from pilotage.plan.language.wording import chance, listing, number, percent

_SAID = 85


def answer(found: FlowForecast) -> str:
    """The bottom line."""
    name = found.history or _("the whole source")
    if found.state is not Sufficiency.ENOUGH:
        return _("No forecast for {name}: {reason}").format(name=name, reason=_reason(found))
    return " ".join(part for part in (_when(found, name), _by(found, name)) if part)


def _when(found: FlowForecast, name: str) -> str:
    if not found.when or found.items is None:
        return ""
    sure, even = (next(each for each in found.when if each.level == level) for level in (_SAID, 50))
    text = ngettext(
        "{n} more item of {name} is done by {date} with {level} % confidence, by {even} with 50 %.",
        "{n} more items of {name} are done by {date} with {level} % confidence, by {even} with 50 %.",
        found.items,
    )
    date, evenly = _or_later(sure.date, sure.beyond), _or_later(even.date, even.beyond)
    return text.format(n=f"{found.items:,}", name=name, level=_SAID, date=date, even=evenly)


def _by(found: FlowForecast, name: str) -> str:
    if found.until is None:
        return ""
    if found.on_time is not None:
        text = _("The chance that this is by {date} is {chance}.")
        return text.format(date=_day(found.until), chance=chance(found.on_time))
    sure, even = (next(each.items for each in found.how_many if each.level == level) for level in (_SAID, 50))
    text = _("By {date} {name} finishes at least {n} items with {level} % confidence, at least {even} with 50 %.")
    return text.format(date=_day(found.until), name=name, n=f"{sure:,}", level=_SAID, even=f"{even:,}")


def joint_answer(found: JointForecast) -> str:
    """When all teams are done, and which of them decides that."""
    names = listing([part.forecast.history or _("the whole source") for part in found.parts])
    if not found.when:
        silent = next(part.forecast for part in found.parts if not part.forecast.when)
        return answer(silent)
    sure, even = (next(each for each in found.when if each.level == level) for level in (_SAID, 50))
    text = _("{names} are all done by {date} with {level} % confidence, by {even} with 50 %.")
    date, evenly = _or_later(sure.date, sure.beyond), _or_later(even.date, even.beyond)
    parts = [text.format(names=names, level=_SAID, date=date, even=evenly)]
    if found.on_time is not None and found.independent is not None and found.until is not None:
        text = _("The chance of all by {date} is {chance} (their chances multiplied: {independent}).")
        date, product = _day(found.until), chance(found.independent)
        parts.append(text.format(date=date, chance=chance(found.on_time), independent=product))
    last = max(found.parts, key=lambda part: part.last or 0.0)
    text = _("{name} is the last in {share} of the runs.")
    parts.append(text.format(name=last.forecast.history, share=percent(last.last or 0.0)))
    return " ".join(parts)


def joint_grounds(found: JointForecast) -> str:
    """On what a forecast of several teams stands."""
    text = _("Each team's own forecast, bound together by replays in which all teams live through the same weeks. ")
    text += _("What stops several teams at once and is not in their past is not in it either.")
    bare = [part.forecast.history for part in found.parts if part.forecast.when and not part.forecast.calibrated]
    lent = [part.forecast.history for part in found.parts if part.forecast.library is not None]
    if bare:
        text += " " + _("Not calibrated, since too few earlier forecasts have ended: {names}.").format(
            names=listing(bare)
        )
    if lent:
        text += " " + _("Calibrated by the shipped library: {names}.").format(names=listing(lent))
    return text


def milestone_answer(found: MilestoneForecast) -> str:
    """When a milestone is done, and on what that stands."""
    if found.state == "done":
        return _("{name} is done: {done} of {n} items.").format(name=found.milestone, done=found.done, n=found.items)
    if not found.when:
        text = _(
            "No forecast for {name}: {n} items are known and {done} done; 10, 5, and 3 in the last 8 weeks are needed."
        )
        return text.format(name=found.milestone, n=found.items, done=found.done)
    sure, even = (next(each for each in found.when if each.level == level) for level in (_SAID, 50))
    text = _("{name} is done by {date} with {level} % confidence, by {even} with 50 %.")
    date, evenly = _or_later(sure.date, sure.beyond), _or_later(even.date, even.beyond)
    parts = [text.format(name=found.milestone, level=_SAID, date=date, even=evenly)]
    if found.on_time is not None and found.until is not None:
        text = _("The chance that this is by {date} is {chance}.")
        parts.append(text.format(date=_day(found.until), chance=chance(found.on_time)))
    return " ".join(parts)


def milestone_grounds(found: MilestoneForecast) -> str:
    """What was known of it."""
    text = _(
        "Known until {as_of}: {done} of {n} items done; each week {finishing} are finished and {arriving} come in."
    )
    parts = [
        text.format(
            as_of=_day(found.as_of),
            done=found.done,
            n=found.items,
            finishing=number(found.finishing),
            arriving=number(found.arriving),
        ),
        _scope_known(found),
    ]
    if found.library is not None:
        lent = found.library
        text = _("Too few of its milestones have ended: calibrated by the shipped library of {n} forecasts of ")
        text += _("{milestones} public milestones.")
        parts += [text.format(n=f"{lent.forecasts:,}", milestones=lent.histories), _lenders_record(lent)]
    elif found.calibrated:
        text = _("Corrected by the errors of forecasts of {n} milestones that have ended.")
        parts.append(text.format(n=found.ended))
    else:
        parts.append(_("Not calibrated: too few milestones have ended. Expect it to be too sure of itself."))
    return " ".join(parts)


def _scope_known(found: MilestoneForecast) -> str:
    """From when its items are known to be its items."""
    if found.dated == found.items:
        return _("The tracker tells when each item was put into it.")
    if not found.dated:
        return _("The data does not tell when items were put into it, so they count from their creation.")
    text = _("The tracker tells of {dated} of them when they were put into it; the others count from their creation.")
    return text.format(dated=found.dated)


def grounds(found: FlowForecast) -> str:
    """On what history, and what it was corrected by."""
    text = _("Known until {as_of}: {done} items finished since {since}, {recent} a week over the last 12 weeks.")
    parts = [
        text.format(
            as_of=_day(found.as_of),
            done=f"{found.done:,}",
            since=_day(found.since) if found.since is not None else "–",
            recent=number(found.recent),
        )
    ]
    if found.library is not None:
        parts.append(_borrowed(found.library))
    elif found.calibrated:
        text = _("Corrected by the errors of {n} earlier forecasts, {own} of them of this history.")
        parts.append(text.format(n=f"{found.learned:,}", own=f"{found.own:,}"))
    else:
        parts.append(_("Not calibrated: too few earlier forecasts have ended. Expect it to be too sure of itself."))
    if found.growth is not None:
        text = _(
            "The scope grows: {n} items come in each week, {share} of them for it, and half as many six weeks later. "
        )
        text += _("How such growth holds was tested on milestones only.")
        parts.append(text.format(n=number(found.growth.arriving), share=percent(found.growth.share)))
    if not found.tried:
        parts.append(_("Scopes of this length were not tested (2 to 26 weeks were): take it with caution."))
    return " ".join(parts)


def _borrowed(lent: Lent) -> str:
    text = _("Too few of its own forecasts have ended: calibrated by the shipped library of {n} forecasts from ")
    text += _("{histories} public histories.")
    return text.format(n=f"{lent.forecasts:,}", histories=lent.histories) + " " + _lenders_record(lent)


def _lenders_record(lent: Lent) -> str:
    held = next(each for each in lent.held if each.level == _SAID)
    text = _("Dates that such libraries gave with {level} % for work unknown to them held {share} [{low}, {high}] of ")
    text += _("{tested} times.")
    low, high = f"{held.low * 100:.0f}", f"{held.high * 100:.0f}"
    return text.format(level=_SAID, share=percent(held.share), low=low, high=high, tested=f"{lent.tested:,}")


def track(record: TrackRecord | None, level: int = _SAID) -> str:
    """How often such a forecast has held."""
    if record is None:
        return _("No earlier forecast could be scored yet.")
    held = next(each for each in record.ours.coverage if each.level == level)
    text = ngettext(
        "Dates given with {level} % held {share} [{low}, {high}] of {n} earlier forecast",
        "Dates given with {level} % held {share} [{low}, {high}] of {n} earlier forecasts",
        record.forecasts,
    ).format(
        level=level,
        share=percent(held.share),
        low=f"{held.low * 100:.0f}",
        high=f"{held.high * 100:.0f}",
        n=f"{record.forecasts:,}",
    )
    text += _(", which overlap and tell as much as {n} separate ones").format(n=number(round(record.effective)))
    if not record.enough:
        text += _("; too few to judge by")
    return text + "."


def method(name: str) -> str:
    """What a method of forecasting is called."""
    return _METHODS.get(name, name)


_METHODS: Final = {
    "calibrated": _("Pilotage"),
    "plain": _("Plain bootstrap, 12 weeks"),
    "mean_velocity": _("Mean velocity, 12 weeks"),
    "last_sprints": _("Last three sprints"),
    "growing_scope": _("Replay, growing scope"),
    "frozen_scope": _("Replay, frozen scope"),
}


def _reason(found: FlowForecast) -> str:
    if found.state is Sufficiency.EMPTY:
        return _("nothing was finished by {date}.").format(date=_day(found.as_of))
    if found.state is Sufficiency.FAR:
        return _("the question reaches more than five years ahead.")
    if found.state is Sufficiency.SHORT and found.since is not None:
        weeks = (found.as_of - found.since).days // 7
        return _("its history is {weeks} weeks long, {least} are needed.").format(weeks=weeks, least=LEAST_WEEKS)
    text = _("it finished fewer than {least} items a week over the last 12 weeks.")
    return text.format(least=number(LEAST_RATE))


def _or_later(day: dt.date, beyond: bool) -> str:
    return _("{date} or later").format(date=_day(day)) if beyond else _day(day)


def _day(day: dt.date) -> str:
    return f"{day.day} {day:%b} {day.year}"
