"""Track records and forecasts on a terminal."""

from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text as Line

from pilotage.cli.output import Column, Format, write_rows
from pilotage.plan.flow.forecasts import sentences
from pilotage.plan.flow.items.history import Sufficiency
from pilotage.plan.language.messages import _

if TYPE_CHECKING:
    from pilotage.plan.flow.calibration.track_record import Backtest, TrackRecord
    from pilotage.plan.flow.forecasts.forecast import FlowForecast
    from pilotage.plan.flow.items.history import Histories


def write_summary(judged: "Backtest", found: "Histories") -> None:
    console = Console(highlight=False, soft_wrap=True)
    console.print(Line(sentences.track(judged.pooled), style="bold"))
    if judged.teams and judged.team_error is not None and judged.teams_within is not None:
        text = _("Of {n} histories with enough separate forecasts, P85 is off by {error} points on average; ")
        text += _("{within} % are within 5 points.")
        error, within = f"{100 * judged.team_error:.1f}", f"{100 * judged.teams_within:.0f}"
        console.print(text.format(n=judged.teams, error=error, within=within))
    write_quality(found)
    if judged.dropped:
        text = _("{n} questions came before there was enough to learn from, and are not scored.")
        console.print(Line(text.format(n=f"{judged.dropped:,}"), style="dim"))
    console.print()


def write_quality(found: "Histories") -> None:
    if found.score is not None:
        text = _("Data quality {score} of 100 (items without a problem); known until {day}.")
        day = found.known.isoformat() if found.known is not None else "–"
        Console(highlight=False, soft_wrap=True).print(text.format(score=f"{found.score:.0f}", day=day))


def write_methods(record: "TrackRecord", against: str = _("CRPS to plain")) -> None:
    rows = [
        {
            "method": sentences.method(each.name),
            **{f"p{held.level}": f"{100 * held.share:.1f}" for held in each.coverage},
            "crps": "" if each.against_plain is None else f"{each.against_plain:+.0%}".replace("-", "−"),
        }
        for each in record.methods
    ]
    levels = [Column(f"p{held.level}", f"P{held.level}", right=True) for held in record.ours.coverage]
    columns = [Column("method", _("Share that held, %")), *levels, Column("crps", against, right=True)]
    write_rows(rows, columns, Format.TABLE)


def write_forecast(found: "FlowForecast") -> None:
    console = Console(highlight=False, soft_wrap=True)
    console.print(Line(sentences.answer(found), style="bold"))
    if found.state is not Sufficiency.ENOUGH:
        return
    console.print(sentences.grounds(found))
    console.print(sentences.track(found.held_all))
    if found.held is not None and found.held_all is not None and found.held.forecasts != found.held_all.forecasts:
        console.print(_("Of this history alone: {track}").format(track=sentences.track(found.held)))
    console.print()
    rows: list[dict[str, object]] = [
        {"level": f"{each.level} %", "date": f"{'≥ ' if each.beyond else ''}{each.date}", "weeks": f"{each.weeks:.1f}"}
        for each in found.when
    ]
    columns = [
        Column("level", _("Sure")),
        Column("date", _("Done by"), right=True),
        Column("weeks", _("Weeks"), right=True),
    ]
    if found.how_many:
        rows = [{"level": f"{each.level} %", "items": f"{each.items:,}"} for each in found.how_many]
        columns = [Column("level", _("Sure")), Column("items", _("At least, items"), right=True)]
    write_rows(rows, columns, Format.TABLE)
