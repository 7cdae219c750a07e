"""What-ifs in words: what is supposed, what that changes, and what it takes for granted."""

from pilotage.plan.flow.forecasts.forecast import FlowForecast
from pilotage.plan.flow.forecasts.what_if import People, Supposed, SupposedMilestone, Supposition
from pilotage.plan.language.messages import _, ngettext
from pilotage.plan.language.wording import MINUS, chance, day, number

_SAID = 85


def words(supposed: Supposition) -> str:
    """In the words in which it can be asked for."""
    parts = []
    if supposed.drop:
        text = _("drop {n}") if supposed.drop > 0 else _("add {n}")
        parts.append(text.format(n=abs(supposed.drop)))
    if supposed.people is not None:
        parts.append(_people(supposed.people))
    if supposed.pace != 1:
        parts.append(_("pace {share} %").format(share=round(100 * supposed.pace)))
    if supposed.start is not None:
        parts.append(_("start {date}").format(date=supposed.start.isoformat()))
    if supposed.split is not None:
        parts.append(_("split {n}").format(n=supposed.split))
    if supposed.limit is not None:
        parts.append(_("wip {n}").format(n=supposed.limit))
    return ", ".join(parts)


def _people(people: People) -> str:
    text = _("people {now} to {then}").format(now=people.now, then=people.then)
    if people.then > people.now:
        text += " " + _("in {weeks} weeks").format(weeks=number(people.ramp))
    return text


def told(found: Supposed | SupposedMilestone) -> str:
    """What it changes, then what it takes for granted."""
    return " ".join(part for part in (_change(found), _first(found), _limit(found), assumed(found)) if part)


def _change(found: Supposed | SupposedMilestone) -> str:
    forecast = found.forecast
    if not found.supposition.moves_dates:
        return ""
    if not forecast.when:
        many = forecast.how_many if isinstance(forecast, FlowForecast) else ()
        sure = next((each.items for each in many if each.level == _SAID), None)
        return "" if sure is None else _("At least {n} items with {level} %.").format(n=f"{sure:,}", level=_SAID)
    sure_by = next(each for each in forecast.when if each.level == _SAID)
    text = _("By {date} with {level} %, {change}.")
    date = day(sure_by.date, near=forecast.as_of)
    said = text.format(date=date, level=_SAID, change=_moved(found.days.get(_SAID, 0)))
    if forecast.on_time is not None:
        said += " " + _("The chance to be on time becomes {chance}.").format(chance=chance(forecast.on_time))
    return said


def _moved(days: int) -> str:
    if not days:
        return _("as before")
    text = (
        ngettext("{n} day later", "{n} days later", days)
        if days > 0
        else ngettext("{n} day earlier", "{n} days earlier", -days)
    )
    return text.format(n=abs(days))


def shifted(days: int) -> str:
    """``+5``, ``−12``, ``0``."""
    return f"{MINUS}{-days}" if days < 0 else f"+{days}" if days else "0"


def _first(found: Supposed | SupposedMilestone) -> str:
    if isinstance(found, SupposedMilestone) or found.first is None or not found.first.when:
        return ""
    sure = next(each for each in found.first.when if each.level == _SAID)
    text = _("The first {n} by {date} with {level} %, the rest with the whole.")
    return text.format(n=found.first.items, date=day(sure.date, near=found.first.as_of), level=_SAID)


def _limit(found: Supposed | SupposedMilestone) -> str:
    if found.supposition.limit is None:
        return ""
    text = _("A limit of work in progress moves no date by itself: as many items are finished a week.")
    if found.limited is None:
        more = _("It is not known to change anything: fewer are in progress anyway, or nobody knows how many.")
        return f"{text} {more}"
    more = _("One item would take {days} days instead of {now} (Little's law, if the pace stays).")
    if found.limited.limit < found.limited.now / 2:
        more += " " + _("Less than half of what is in progress now would leave people without work, so it would not.")
    return f"{text} " + more.format(days=number(found.limited.days), now=number(found.limited.days_now))


def assumed(found: Supposed | SupposedMilestone) -> str:
    """What the change takes for granted."""
    supposition = found.supposition
    parts = []
    if supposition.people is not None:
        parts.append(_("everybody does an equal share"))
        if supposition.people.then > supposition.people.now:
            text = _("who comes is at full pace after {weeks} weeks and takes nobody's time until then")
            parts.append(text.format(weeks=number(supposition.people.ramp)))
    if supposition.start is not None:
        parts.append(_("the pace then is the pace now"))
    if supposition.split is not None:
        parts.append(_("the first part is worked on alone until it is done"))
    return _("Assumed: {parts}.").format(parts="; ".join(parts)) if parts else ""
