"""``pilotage forecast``: when so many items will be done, or how many by a day, from a team's own history."""

import datetime as dt
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pilotage.cli.failures import FAULTY_INPUT, CommandError
from pilotage.cli.flow.sources import Read, Sources, StateOption, all_histories, read_sources, today
from pilotage.cli.inputs import GoodPart, Mapping
from pilotage.cli.output import Column, Format, FormatOption, write_json, write_rows
from pilotage.cli.progress import walking
from pilotage.plan.flow.history import By, Histories, WorkHistory
from pilotage.plan.language.messages import _

if TYPE_CHECKING:
    from pilotage.plan.flow.forecast import FlowForecast


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
        str | None, typer.Option("--team", help="Only this team, project, component or type; default: all items.")
    ] = None,
    seed: Annotated[int, typer.Option(help="The same seed gives the same numbers.")] = 1,
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
    [bold]pilotage forecast jira.csv --milestone 2.4.0[/]
    """
    if items is None and until is None and milestone is None:
        text = _("Say what to forecast: --items N, --until DATE, both, or --milestone NAME.")
        raise CommandError(text, FAULTY_INPUT)
    if milestone is not None and (items is not None or team is not None):
        raise CommandError(_("A milestone has its own items: leave out --items and --team."), FAULTY_INPUT)
    read = read_sources(sources, mapping, good_part, state)
    if milestone is not None:
        from pilotage.cli.flow.milestone import forecast_of_milestone

        forecast_of_milestone(read, milestone, until, as_of, seed, form)
        return
    found, then = _made(read, items, until, as_of, team, seed)
    _write(found, then, form)
    if not (found.when or found.how_many):
        raise typer.Exit(1)


def _made(
    read: list[Read],
    items: int | None,
    until: dt.datetime | None,
    as_of: dt.datetime | None,
    team: str | None,
    seed: int,
) -> "tuple[FlowForecast, Histories]":
    from pilotage.plan.flow.forecast import Question
    from pilotage.plan.flow.forecast import forecast as made
    from pilotage.plan.flow.track_record import train

    then = all_histories(read, By.AUTO, as_of.date() if as_of is not None else today())
    origin = as_of.date() if as_of is not None else then.known
    if origin is None:
        raise CommandError(_("No item has a date."), FAULTY_INPUT)
    if until is not None and until.date() <= origin:
        text = _("--until {until} is not after {origin}, the day up to which the data is known.")
        raise CommandError(text.format(until=until.date(), origin=origin), FAULTY_INPUT)
    history = _history(read, then, team, origin)
    # a group that holds the very same items is the same history, and must not teach twice
    history = next((each for each in then.asked if each[1:5] == history[1:5]), history)
    taught = {each.name for each in (*then.asked, *then.teachers)}
    extra = () if history.name in taught else (history,)
    with walking() as progress:
        trained = train(
            then.asked, (*then.teachers, *extra), until=origin, seed=seed, compared=False, progress=progress
        )
    wanted = until.date() if until is not None else None
    return made(history, trained, Question(as_of=origin, items=items, until=wanted, seed=seed)), then


def _history(read: list[Read], then: Histories, team: str | None, origin: dt.date) -> WorkHistory:
    """The history of a team, project, component or type by that name; of all items where none is named."""
    from pilotage.plan.flow.history import one_history

    found = one_history((item for source in read for item in source.items), team, as_of=origin)
    if found is not None:
        return found
    names = ", ".join(each.name for each in then.asked[:20])
    text = _("There is no team, project, component or type {team!r}. There are: {names}.")
    raise CommandError(text.format(team=team, names=names), FAULTY_INPUT)


def _write(found: "FlowForecast", then: Histories, form: Format) -> None:
    if form is Format.JSON:
        write_json(_document(found, then))
    elif form is Format.CSV:
        rows: list[dict[str, Any]] = [
            {"level": each.level, "date": each.date, "items": found.items, "beyond": each.beyond} for each in found.when
        ]
        rows += [{"level": each.level, "date": found.until, "items": each.items} for each in found.how_many]
        rows = [{"beyond": False, **row} for row in rows]
        write_rows(rows, [Column(key, key) for key in ("level", "date", "items", "beyond")], form)
    else:
        from pilotage.cli.flow.words import write_forecast, write_quality

        write_forecast(found)
        write_quality(then)


def _document(found: "FlowForecast", then: Histories) -> dict[str, Any]:
    import msgspec

    from pilotage.plan.flow import sentences

    told: dict[str, Any] = msgspec.to_builtins(found)
    when = {f"p{each.level}": {"date": each.date, "weeks": each.weeks, "beyond": each.beyond} for each in found.when}
    many = {f"p{each.level}": each.items for each in found.how_many}
    records = {
        key: None
        if record is None
        else {
            "forecasts": record.forecasts,
            "effective": record.effective,
            "coverage": {f"p{each.level}": each.share for each in record.ours.coverage},
            "interval": {f"p{each.level}": [each.low, each.high] for each in record.ours.coverage},
        }
        for key, record in (("history", found.held), ("pooled", found.held_all))
    }
    return {
        **{key: value for key, value in told.items() if key not in ("held", "held_all", "when", "how_many")},
        "when": when,
        "how_many": many,
        "track_record": records,
        "sentences": [sentences.answer(found), sentences.grounds(found), sentences.track(found.held_all)],
        "data_quality": then.score,
        "problems": [{"id": each.id, "message": each.message, "hint": each.hint} for each in then.problems],
    }
