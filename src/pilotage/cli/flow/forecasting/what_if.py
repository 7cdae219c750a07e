"""What-ifs beside a forecast on the command line."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from rich.console import Console
from rich.text import Text as Line

from pilotage.cli.flow.documents import numbers
from pilotage.cli.flow.forecasting.asking import Asked, Known, items_of
from pilotage.cli.flow.sources import Read
from pilotage.cli.output import Column, Format, write_rows
from pilotage.engine.flow.counting import LittlesLaw
from pilotage.plan.flow.calibration.track_record import Trained
from pilotage.plan.flow.forecasts.forecast import FlowForecast, Question
from pilotage.plan.flow.forecasts.milestones import MilestoneForecast
from pilotage.plan.flow.forecasts.what_if import Supposed, SupposedMilestone, supposition, what_if
from pilotage.plan.flow.forecasts.what_if_words import shifted, told, words
from pilotage.plan.flow.items.history import WorkHistory
from pilotage.plan.flow.measures import Basis, flow
from pilotage.plan.language.messages import _
from pilotage.plan.language.wording import chance

_LEVELS = (50, 85)


def supposed(
    found: Known, history: WorkHistory, trained: Trained, question: Question, asked: Asked
) -> tuple[Supposed, ...]:
    """Raises ValueError where one is not understood, or leaves nothing to forecast."""
    each = [supposition(text) for text in asked.what_if]
    limited = any(one.limit is not None for one in each)
    law = little(found.read, found.origin, asked.teams[0][0] if asked.teams else None) if limited else None
    return what_if(history, trained, question, each, flow=law)


def little(read: Sequence[Read], origin: dt.date, name: str | None) -> LittlesLaw | None:
    """Little's law of the history of that name; None where nobody knows when work began."""
    items = items_of(read, origin, name)
    measured = flow(name or "", items, as_of=origin) if items else None
    return measured.little if measured is not None and measured.basis is Basis.STARTED else None


def supposed_numbers(each: Supposed | SupposedMilestone) -> dict[str, Any]:
    """For JSON."""
    import msgspec

    return {
        "what_if": words(each.supposition),
        "days": {f"p{level}": days for level, days in each.days.items()},
        "chance": each.chance,
        "sentence": told(each),
        "forecast": numbers(each.forecast),
        "first": numbers(each.first) if isinstance(each, Supposed) and each.first is not None else None,
        "limited": msgspec.to_builtins(each.limited),
    }


def supposed_rows(
    found: FlowForecast | MilestoneForecast, others: Sequence[Supposed | SupposedMilestone]
) -> list[dict[str, Any]]:
    """For CSV: a row for each level; what is as it is has an empty ``what_if``."""
    rows = [{"what_if": "", **row} for row in _levels(found)]
    return rows + [{"what_if": words(each.supposition), **row} for each in others for row in _levels(each.forecast)]


def _levels(found: FlowForecast | MilestoneForecast) -> list[dict[str, Any]]:
    dates: list[dict[str, Any]] = [
        {"level": each.level, "date": each.date, "weeks": round(each.weeks, 1), "items": found.items}
        | {"beyond": each.beyond}
        for each in found.when
    ]
    many = found.how_many if isinstance(found, FlowForecast) else ()
    told = {"date": found.until, "weeks": None, "beyond": False}
    return dates + [{"level": each.level, "items": each.items, **told} for each in many]


def write_supposed(base: FlowForecast | MilestoneForecast, others: Sequence[Supposed | SupposedMilestone]) -> None:
    """A row for each beside the base, then what each takes for granted."""
    console = Console(highlight=False, soft_wrap=True)
    console.print()
    rows = [_row(_("as it is"), base, None), *(_row(words(each.supposition), each.forecast, each) for each in others)]
    heads = [Column("what_if", _("What if")), *(Column(f"p{level}", f"P{level}", right=True) for level in _LEVELS)]
    if base.when:
        heads.append(Column("days", _("P85 moves, days"), right=True))
    if base.on_time is not None:
        heads.append(Column("chance", _("On time"), right=True))
    write_rows(rows, heads, Format.TABLE)
    for each in others:
        console.print(Line(f"{words(each.supposition)}: ", style="bold").append(Line(told(each), style="not bold")))


def _row(
    title: str, found: FlowForecast | MilestoneForecast, changed: Supposed | SupposedMilestone | None
) -> dict[str, object]:
    dates = {each.level: f"{'≥ ' if each.beyond else ''}{each.date}" for each in found.when}
    asked = found.how_many if isinstance(found, FlowForecast) else ()
    many = {each.level: f"{each.items:,}" for each in asked}
    cells = {f"p{level}": dates.get(level) or many.get(level, "–") for level in _LEVELS}
    days = "" if changed is None else shifted(changed.days.get(85, 0))
    return {"what_if": title, **cells, "days": days, "chance": "" if found.on_time is None else chance(found.on_time)}
