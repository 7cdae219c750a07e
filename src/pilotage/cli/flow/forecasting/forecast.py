"""``pilotage forecast``: when so many items will be done, or how many by a day, from a team's own history."""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pilotage.cli.failures import FAULTY_INPUT, CommandError
from pilotage.cli.flow.drawing import ChartsOption, draw
from pilotage.cli.flow.forecasting.asking import Asked, history_of, known, named_teams, sentence, taught
from pilotage.cli.flow.sources import Read, Sources, StateOption, read_sources
from pilotage.cli.inputs import GoodPart, Mapping
from pilotage.cli.output import Column, Format, FormatOption, write_json, write_rows
from pilotage.plan.flow.items.history import Histories
from pilotage.plan.language.messages import _

if TYPE_CHECKING:
    from pilotage.plan.flow.forecasts.forecast import FlowForecast
    from pilotage.plan.flow.forecasts.what_if import Supposed


def forecast(
    sources: Sources,
    items: Annotated[int | None, typer.Option("--items", min=1, help="When will so many more items be done?")] = None,
    until: Annotated[
        dt.datetime | None,
        typer.Option("--until", formats=["%Y-%m-%d"], help="How many by this day? With --items: how likely?"),
    ] = None,
    as_of: Annotated[
        dt.datetime | None,
        typer.Option(
            "--as-of", formats=["%Y-%m-%d"], help="Know nothing after this day; default: the last in the data."
        ),
    ] = None,
    milestone: Annotated[
        str | None, typer.Option("--milestone", help="When will this fix version be done, though its scope grows?")
    ] = None,
    team: Annotated[
        list[str] | None,
        typer.Option(
            "--team",
            help="Only this team, project, component or type; default: all items. Several, each with its items "
            "(Payments=30), must all finish.",
        ),
    ] = None,
    growing: Annotated[
        bool, typer.Option("--growing", help="What comes in meanwhile is to be done too, in proportion.")
    ] = False,
    what_if: Annotated[
        list[str] | None,
        typer.Option(
            "--what-if",
            help='Shown beside: "drop 10", "add 10", "people 5 to 6 in 8 weeks", "pace 120 %", "start 2026-03-01", '
            '"split 20", "wip 5"; a comma joins several; repeatable.',
        ),
    ] = None,
    seed: Annotated[int, typer.Option(help="The same seed gives the same numbers.")] = 1,
    charts: ChartsOption = None,
    state: StateOption = None,
    mapping: Mapping = None,
    good_part: GoodPart = False,
    form: FormatOption = Format.TABLE,
) -> None:
    """When so many items will be done, or how many by a day, from the history of finished items.

    Says how sure, on what history, and how often such forecasts would have held. A history too short or too thin for a
    forecast gets none, and the exit code is 1.

    Examples: [bold]pilotage forecast issues.jsonl --items 40[/], [bold]pilotage forecast jira.csv --until 2026-12-01
    --team Payments[/], [bold]pilotage forecast jira.csv --items 40 --until 2026-12-01 -f json[/],
    [bold]pilotage forecast jira.csv --milestone 2.4.0[/], [bold]pilotage forecast jira.csv --team Web=30 --team
    Payments=20[/], [bold]pilotage forecast jira.csv --items 40 --what-if "drop 10"[/]
    """
    asked = Asked(
        teams=named_teams(team or ()),
        items=items,
        until=None if until is None else until.date(),
        as_of=None if as_of is None else as_of.date(),
        growing=growing,
        what_if=tuple(what_if or ()),
        seed=seed,
        charts=charts,
    )
    _check(asked, milestone)
    read = read_sources(sources, mapping, good_part, state)
    if milestone is not None:
        from pilotage.cli.flow.forecasting.milestone import forecast_of_milestone

        forecast_of_milestone(read, milestone, asked, form)
    elif len(asked.teams) > 1:
        from pilotage.cli.flow.forecasting.joint import forecast_of_teams

        forecast_of_teams(read, asked, form)
    else:
        _forecast_of_one(read, asked, form)


def _check(asked: Asked, milestone: str | None) -> None:
    """Raises CommandError: 2 where the question does not hang together."""
    several = len(asked.teams) > 1
    given = [items for _name, items in asked.teams if items is not None]
    if milestone is not None and (asked.items is not None or asked.teams or asked.growing):
        text = _("A milestone has its own items and grows anyway: leave out --items, --team and --growing.")
    elif several and (len(given) < len(asked.teams) or asked.items is not None):
        text = _("Several teams need each its items: --team Web=30 --team Payments=20, without --items.")
    elif several and (asked.growing or asked.what_if):
        text = _("--growing and --what-if are for one team.")
    elif given and asked.items is not None:
        text = _("The items are given twice: by --team NAME=N and by --items.")
    elif milestone is None and not given and asked.items is None and asked.until is None:
        text = _("Say what to forecast: --items N, --until DATE, both, or --milestone NAME.")
    elif asked.growing and not given and asked.items is None:
        text = _("--growing needs a number of items.")
    else:
        return
    raise CommandError(text, FAULTY_INPUT)


def _forecast_of_one(read: list[Read], asked: Asked, form: Format) -> None:
    from pilotage.cli.flow.forecasting.what_if import supposed
    from pilotage.plan.flow.forecasts.forecast import Question
    from pilotage.plan.flow.forecasts.forecast import forecast as made

    found = known(read, asked)
    name, own = asked.teams[0] if asked.teams else (None, None)
    history = history_of(found, name)
    question = Question(
        as_of=found.origin,
        items=own if own is not None else asked.items,
        until=asked.until,
        growing=asked.growing,
        seed=asked.seed,
    )
    trained = taught(found, [history], asked.seed)
    try:
        told = made(history, trained, question)
        others = supposed(found, history, trained, question, asked) if told.when or told.how_many else ()
    except ValueError as error:
        raise CommandError(sentence(error), FAULTY_INPUT) from error
    _write(told, others, found.then, form)
    if asked.charts is not None:
        _draw(told, others, asked.charts)
    if not (told.when or told.how_many):
        raise typer.Exit(1)


def _write(found: "FlowForecast", others: "Sequence[Supposed]", then: Histories, form: Format) -> None:
    if form is Format.JSON:
        write_json(_document(found, others, then))
    elif form is Format.CSV:
        from pilotage.cli.flow.forecasting.what_if import supposed_rows

        columns = [Column(key, key) for key in ("what_if", "level", "date", "items", "beyond")]
        write_rows(supposed_rows(found, others), columns, form)
    else:
        from pilotage.cli.flow.forecasting.what_if import write_supposed
        from pilotage.cli.flow.forecasting.words import write_forecast, write_quality

        write_forecast(found)
        if others:
            write_supposed(found, others)
        write_quality(then)


def _draw(found: "FlowForecast", others: "Sequence[Supposed]", folder: Path) -> None:
    from pilotage.plan.flow.forecasts.what_if_words import words
    from pilotage.reports.charts.forecast import Curve, forecast_chart
    from pilotage.reports.charts.held import pit_chart, track_record_chart

    beside = [Curve.of(words(each.supposition), each.forecast) for each in others if each.forecast.percentiles]
    record = found.held_all
    draw([forecast_chart(found, beside), track_record_chart(record), pit_chart(record)], folder)


def _document(found: "FlowForecast", others: "Sequence[Supposed]", then: Histories) -> dict[str, Any]:
    from pilotage.cli.flow.documents import numbers, recorded
    from pilotage.cli.flow.forecasting.what_if import supposed_numbers
    from pilotage.plan.flow.forecasts import sentences

    records = {"history": recorded(found.held), "pooled": recorded(found.held_all)}
    return {
        **numbers(found),
        "track_record": records,
        "sentences": [sentences.answer(found), sentences.grounds(found), sentences.track(found.held_all)],
        "what_if": [supposed_numbers(each) for each in others],
        "data_quality": then.score,
        "problems": [{"id": each.id, "message": each.message, "hint": each.hint} for each in then.problems],
    }
