"""``pilotage forecast --team A=30 --team B=20``: when all teams have finished."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import typer
from rich.console import Console
from rich.text import Text as Line

from pilotage.cli.failures import FAULTY_INPUT, CommandError
from pilotage.cli.flow.documents import dates, numbers, recorded
from pilotage.cli.flow.drawing import draw
from pilotage.cli.flow.forecasting.asking import Asked, history_of, items_of, known, taught
from pilotage.cli.flow.forecasting.words import write_quality
from pilotage.cli.flow.sources import Read
from pilotage.cli.output import Column, Format, write_json, write_rows
from pilotage.plan.flow.forecasts import sentences
from pilotage.plan.flow.forecasts.forecast import When
from pilotage.plan.flow.forecasts.joint import JointForecast, forecast_together
from pilotage.plan.language.messages import _
from pilotage.plan.language.wording import chance, percent
from pilotage.plan.vocabulary.work_items import WorkItem

_LEVELS = (50, 85)


def forecast_of_teams(read: Sequence[Read], asked: Asked, form: Format) -> None:
    """Exit code 1 where one of the teams has no forecast."""
    there = known(read, asked)
    pairs = [(history_of(there, name), items or 0) for name, items in asked.teams]
    names = [history.name for history, _items in pairs]
    if len(set(names)) < len(names):
        raise CommandError(_("A team is named twice: {names}.").format(names=", ".join(names)), FAULTY_INPUT)
    trained = taught(there, [history for history, _items in pairs], asked.seed)
    found = forecast_together(pairs, trained, as_of=there.origin, until=asked.until, seed=asked.seed)
    shared = _shared({name: items_of(read, there.origin, name) for name, _items in asked.teams})
    if form is Format.JSON:
        problems = [{"id": each.id, "message": each.message, "hint": each.hint} for each in there.then.problems]
        write_json({**_document(found), "shared_items": shared, "data_quality": there.then.score, "problems": problems})
    elif form is Format.CSV:
        columns = [Column(key, key) for key in ("team", "items", "level", "date", "beyond", "last")]
        write_rows(_levels(found), columns, form)
    else:
        _write(found, shared)
        write_quality(there.then)
    if asked.charts is not None:
        from pilotage.reports.charts.forecast import joint_chart

        draw([joint_chart(found)], asked.charts)
    if not found.when:
        raise typer.Exit(1)


def _shared(groups: Mapping[str, Sequence[WorkItem]]) -> int:
    """Items that several of the teams count as theirs."""
    counted = Counter(item.key for items in groups.values() for item in items)
    return sum(times > 1 for times in counted.values())


def _document(found: JointForecast) -> dict[str, Any]:
    return {
        "as_of": found.as_of,
        "until": found.until,
        "when": dates(found.when),
        "on_time": found.on_time,
        "independent": found.independent,
        "percentiles": found.percentiles,
        "teams": [{**numbers(part.forecast), "last": part.last} for part in found.parts],
        "seed": found.seed,
        "track_record": recorded(found.parts[0].forecast.held_all),
        "sentences": [sentences.joint_answer(found), sentences.joint_grounds(found)],
    }


def _levels(found: JointForecast) -> list[dict[str, Any]]:
    """A row for each team and level; the team of all is empty."""
    groups: list[tuple[dict[str, Any], Sequence[When]]] = [({"team": "", "items": None, "last": None}, found.when)]
    groups += [
        ({"team": part.forecast.history, "items": part.forecast.items, "last": part.last}, part.forecast.when)
        for part in found.parts
    ]
    return [
        {**head, "level": each.level, "date": each.date, "beyond": each.beyond}
        for head, when in groups
        for each in when
    ]


def _write(found: JointForecast, shared: int) -> None:
    console = Console(highlight=False, soft_wrap=True)
    console.print(Line(sentences.joint_answer(found), style="bold"))
    if not found.when:
        return
    console.print(sentences.joint_grounds(found))
    console.print(_("Of one team at a time: {track}").format(track=sentences.track(found.parts[0].forecast.held_all)))
    if shared:
        text = _("{n} items belong to several of these teams: their work counts once for each.")
        console.print(text.format(n=f"{shared:,}"))
    console.print()
    rows = [_row(part.forecast.history, part.forecast, part.last) for part in found.parts]
    rows.append(_row(_("all of them"), found, None))
    heads = [Column("team", _("Team")), Column("items", _("Items"), right=True)]
    heads += [Column(f"p{level}", f"P{level}", right=True) for level in _LEVELS]
    if found.until is not None:
        heads.append(Column("chance", _("On time"), right=True))
    write_rows(rows, [*heads, Column("last", _("Is the last"), right=True)], Format.TABLE)


def _row(team: str, found: Any, last: float | None) -> dict[str, object]:
    by_level = {each.level: f"{'≥ ' if each.beyond else ''}{each.date}" for each in found.when}
    return {
        "team": team,
        "items": getattr(found, "items", ""),
        **{f"p{level}": by_level[level] for level in _LEVELS},
        "chance": "" if found.on_time is None else chance(found.on_time),
        "last": "" if last is None else percent(last),
    }
