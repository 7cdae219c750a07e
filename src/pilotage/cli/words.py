"""Answers in words on a terminal."""

import datetime as dt

from rich.console import Console
from rich.table import Table
from rich.text import Text as Line

from pilotage.plan.forecasting.forecasts import Forecast
from pilotage.plan.insight.diff import ProgramDiff
from pilotage.plan.insight.side_by_side import SideBySide
from pilotage.plan.insight.why import Why
from pilotage.plan.language.messages import _
from pilotage.plan.language.text import plain
from pilotage.plan.language.wording import chance, day, last_day, number, signed


def write_why(answer: Why, forecast: Forecast, compared: SideBySide | None = None) -> None:
    """The answer to "why this date?"."""
    console = Console(highlight=False)
    head = [f"{_('plan')} {day(answer.plan)}"]
    p50, p85 = forecast.percentiles_of(answer.id)
    head += [f"P50 {day(last_day(p50))}", f"P85 {day(last_day(p85))}"]
    milestone = forecast.milestones.get(answer.id)
    if milestone is not None and milestone.on_time is not None and milestone.target is not None:
        head.append(_("{chance} by {target}").format(chance=chance(milestone.on_time), target=day(milestone.target)))
    console.print(Line(answer.title, style="bold"), Line(" · ".join(head)))
    console.print()
    console.print(Line(plain(answer.sentence)), soft_wrap=not console.is_terminal)
    console.print()
    console.print(_chain(answer))
    lines = [(line.label, plain(line.value)) for line in answer.floats]
    lines += [
        (f"{each.title} ({each.calendar}), {each.dates}", _("{n} d lost").format(n=number(each.days)))
        for each in answer.lost
    ]
    _list(console, _("Float and calendars"), lines)
    if answer.drivers:
        _list(
            console,
            _("What moves the P85 most, working days, not additive"),
            [(driver.title, signed(driver.days)) for driver in answer.drivers],
        )
    if answer.baseline is not None and answer.baseline.days is not None:
        title = _("Against {baseline} of {date}: {days} working days").format(
            baseline=answer.baseline.title, date=day(answer.baseline.taken), days=signed(answer.baseline.days)
        )
        _list(console, title, [(part.title, signed(part.days)) for part in answer.baseline.contributions])
    if compared is not None:
        _beside(console, compared)


def _beside(console: Console, compared: SideBySide) -> None:
    paced = compared.paced

    def both(p50: dt.date, p85: dt.date) -> str:
        return f"P50 {day(p50, near=paced.as_of)}, P85 {day(p85, near=paced.as_of)}"

    dates = [
        (_("Plan"), both(compared.network_p50, compared.network_p85)),
        (_("Pace of {name}").format(name=compared.name), both(paced.p50, paced.p85)),
    ]
    _list(console, _("Two forecasts of this milestone"), dates)
    for text in (compared.text, compared.knows):
        console.print(Line(plain(text)), soft_wrap=not console.is_terminal)


def _chain(answer: Why) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold", title=_("Driving chain"), title_justify="left")
    table.add_column(_("Activity"), overflow="fold")
    for head in (_("Start"), _("Finish"), _("Days")):
        table.add_column(head, justify="right")
    table.add_column(_("Because it"))
    for link in answer.chain:
        reason = f"{link.reason} {link.lag}".rstrip()
        table.add_row(Line(link.title), day(link.start), day(link.finish), number(link.duration_days), Line(reason))
    return table


def _list(console: Console, title: str, lines: list[tuple[str, str]]) -> None:
    if not lines:
        return
    console.print()
    console.print(Line(title, style="bold"))
    width = min(60, max(len(label) for label, _value in lines))
    for label, value in lines:
        console.print(Line(f"  {label:<{width}}  {value}".rstrip()), soft_wrap=not console.is_terminal)


def write_diff(found: ProgramDiff) -> None:
    """Moves first, then what was changed."""
    console = Console(highlight=False)
    if not found.changes:
        console.print(_("Nothing has changed."))
        return
    for move in found.moves:
        console.print(Line(move.text + ".", style="bold" if move.days > 0 else ""), soft_wrap=not console.is_terminal)
    if not found.moves:
        console.print(_("No milestone moves."))
    _list(console, _("Changed"), [(change.text, "") for change in found.changes])
