"""``pilotage issue``: a forecast of a program's work items, written into its ledger."""

import datetime as dt
from typing import TYPE_CHECKING, Annotated

import typer

from pilotage.cli.failures import FAULTY_INPUT, CommandError
from pilotage.cli.flow.forecasting.asking import named_teams
from pilotage.cli.output import Column, Format, FormatOption, write_json, write_rows
from pilotage.cli.server import machine, now
from pilotage.cli.workspace import opened
from pilotage.plan.language.messages import _

if TYPE_CHECKING:
    from pilotage.areas.flow.rules.answers import Issued, Question

_DAY = ["%Y-%m-%d"]


def issue(
    context: typer.Context,
    program: Annotated[str, typer.Argument(help="Id of the program.", show_default=False)],
    items: Annotated[int | None, typer.Option("--items", min=1, help="When will so many more items be done?")] = None,
    milestone: Annotated[str | None, typer.Option("--milestone", help="When will this milestone be done?")] = None,
    until: Annotated[
        dt.datetime | None, typer.Option("--until", formats=_DAY, help="How many by this day? Else: how likely?")
    ] = None,
    team: Annotated[
        list[str] | None,
        typer.Option("--team", help="Only this one; several, each with its items (Payments=30), must all finish."),
    ] = None,
    growing: Annotated[bool, typer.Option("--growing", help="What comes in meanwhile is to be done too.")] = False,
    as_of: Annotated[
        dt.datetime | None, typer.Option("--as-of", formats=_DAY, help="Know nothing after this day.")
    ] = None,
    form: FormatOption = Format.TABLE,
) -> None:
    """Forecast a program's work items and keep the forecast: it is scored once its time has come.

    The same question of the same items is issued once. Without a forecast for want of history the exit code is 1.

    Examples: [bold]pilotage issue atlas --items 40[/], [bold]pilotage issue atlas --milestone "EU beta" --until
    2026-11-06[/], [bold]pilotage issue atlas --team Edge=10 --team SRE=15[/]
    """
    question = _question(items, milestone, until, named_teams(team or ()), growing)
    opened(context)
    from pilotage.areas.errors import AreaError
    from pilotage.areas.flow.operations import issue_forecast

    day = None if as_of is None else as_of.date()
    try:
        act = issue_forecast(actor=machine(), program=program, question=question, as_of=day, now=now())
    except AreaError as error:
        raise CommandError(str(error), FAULTY_INPUT) from error
    _write(act.line.issued, act.line.told.grounds, act.new, form)
    if not (act.line.told.when or act.line.told.how_many):
        raise typer.Exit(1)


def _question(
    items: int | None,
    milestone: str | None,
    until: dt.datetime | None,
    teams: tuple[tuple[str, int | None], ...],
    growing: bool,
) -> "Question":
    """Raises CommandError: 2 where items are given twice, or not for each of several teams."""
    from pilotage.areas.flow.rules.answers import Question, Share

    own = [count for _name, count in teams if count is not None]
    if (own and items is not None) or (len(teams) > 1 and len(own) < len(teams)):
        raise CommandError(_("Give the items once: --items for one team, --team NAME=N for several."), FAULTY_INPUT)
    several = len(teams) > 1
    return Question(
        name=teams[0][0] if len(teams) == 1 else None,
        teams=tuple(Share(name, count or 0) for name, count in teams) if several else (),
        items=own[0] if own and not several else items,
        milestone=milestone,
        until=None if until is None else until.date(),
        growing=growing,
    )


def _write(issued: "Issued", grounds: str, new: bool, form: Format) -> None:
    if form is Format.JSON:
        import msgspec

        write_json({**msgspec.to_builtins(issued, str_keys=True), "grounds": grounds, "new": new})
        return
    if form is Format.TABLE:
        text = _("Forecast {n}, issued.") if new else _("Forecast {n}: the same was issued before.")
        typer.echo(issued.said)
        typer.echo(grounds)
        typer.echo(text.format(n=issued.number))
    if issued.when:
        rows = [{"level": each.level, "date": each.date.isoformat()} for each in issued.when]
        write_rows(rows, [Column("level", _("Percent"), right=True), Column("date", _("Done by"))], form)
    elif issued.how_many:
        counts = [{"level": each.level, "items": each.items} for each in issued.how_many]
        columns = [Column("level", _("Percent"), right=True), Column("items", _("At least"), right=True)]
        write_rows(counts, columns, form)
