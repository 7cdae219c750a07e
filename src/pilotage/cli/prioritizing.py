"""``pilotage prioritize``: the items of a table in order, by several methods side by side."""

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pilotage.cli.failures import FAULTY_INPUT, CommandError
from pilotage.cli.inputs import show
from pilotage.cli.output import Column, Format, FormatOption, write_rows
from pilotage.plan.language.messages import _, ngettext
from pilotage.plan.prioritizing.methods import FieldError, RankingMethod
from pilotage.plan.prioritizing.settings import ScoreCriterion, Settings, check

if TYPE_CHECKING:
    from pilotage.plan.prioritizing.comparing import Compared

_NAMES = {
    RankingMethod.WSJF: "WSJF",
    RankingMethod.RICE: "RICE",
    RankingMethod.WEIGHTED: "Weighted",
    RankingMethod.MOSCOW: "MoSCoW",
    RankingMethod.DELAY: "CD3",
}


def prioritize(
    file: Annotated[
        Path,
        typer.Argument(
            help="A table of items (CSV, XLSX or JSON): key, title, workstream, and inputs such as value, urgency, "
            "opportunity, size; reach, impact, confidence, effort; moscow; curve, per_week, step, date, half_life, "
            "weeks.",
            show_default=False,
        ),
    ],
    method: Annotated[RankingMethod, typer.Option("--method", "-m", help="What makes the order.")] = RankingMethod.WSJF,
    criterion: Annotated[
        list[str] | None,
        typer.Option(
            "--criterion", "-c", help='A column and its weight, "Gain=3"; below 0 where less is better; repeatable.'
        ),
    ] = None,
    scale: Annotated[str, typer.Option(help="From where to where the values of criteria go.")] = "0..10",
    within: Annotated[
        RankingMethod | None, typer.Option(help="What orders the items of one MoSCoW class.")
    ] = RankingMethod.WSJF,
    horizon: Annotated[float, typer.Option(help="Weeks of waiting that the cost of delay is of.")] = 12.0,
    top: Annotated[int, typer.Option(help="How many places are tried for robustness.")] = 10,
    spread: Annotated[float, typer.Option(help="How wrong an input may be there, as a share of it.")] = 0.25,
    seed: Annotated[int, typer.Option(help="Seed of these trials.")] = 1,
    today: Annotated[
        dt.datetime | None, typer.Option(formats=["%Y-%m-%d"], help="The day that dates are counted from.")
    ] = None,
    form: FormatOption = Format.TABLE,
) -> None:
    """Put items in order. What a method cannot score for want of an input stands last, and says why.

    Examples: [bold]pilotage prioritize features.csv[/], [bold]pilotage prioritize features.csv --method rice[/],
    [bold]pilotage prioritize ideas.csv -m weighted -c "Gain=3" -c "Effort=-2" --scale 1..5[/],
    [bold]pilotage prioritize features.csv -m delay -f csv > ranked.csv[/]
    """
    from pilotage.exchange.priorities import ranking_rows, read_priorities
    from pilotage.plan.prioritizing.comparing import compare

    settings = _settings(method, within, _criteria(criterion or [], scale), horizon=horizon, top=top, spread=spread)
    if not file.exists():
        raise CommandError(_("{path} does not exist.").format(path=file), FAULTY_INPUT)
    table = read_priorities(file, settings)
    show(table.problems)
    if not table.ok:
        raise CommandError(_("{path} cannot be ranked.").format(path=file), FAULTY_INPUT)
    day = today.date() if today else dt.date.today()  # noqa: DTZ011  # a door
    found = compare(table.items, settings, day)
    if form is Format.TABLE:
        write_rows(_rows(found, day, seed), _columns(found), form)
    else:
        rows = ranking_rows(found)
        names = list(rows[0]) if rows else ["place", "key"]
        write_rows(rows, [Column(name, name) for name in names], form)
    for sentence in _sentences(found, day):
        typer.echo(sentence, err=True)


def _settings(
    method: RankingMethod,
    within: RankingMethod | None,
    criteria: tuple[ScoreCriterion, ...],
    *,
    horizon: float,
    top: int,
    spread: float,
) -> Settings:
    found = Settings(method=method, within=within, criteria=criteria, horizon=horizon, top=top, spread=spread)
    try:
        check(found)
    except FieldError as error:
        raise CommandError(str(error), FAULTY_INPUT) from error
    return found


def _criteria(given: list[str], scale: str) -> tuple[ScoreCriterion, ...]:
    low, _dots, high = scale.partition("..")
    found = []
    for each in given:
        title, _equals, weight = each.rpartition("=")
        try:
            number, ends = float(weight), (float(low), float(high))
        except ValueError:
            text = _("--criterion {text!r} is not of the form {form}, or the scale is not of the form 0..10.")
            raise CommandError(text.format(text=each, form="NAME=WEIGHT"), FAULTY_INPUT) from None
        name = " ".join(title.split())
        found.append(
            ScoreCriterion(
                id=name[:40],
                title=name,
                weight=abs(number),
                higher_is_better=number > 0,
                low=ends[0],
                high=ends[1],
            )
        )
    return tuple(found)


def _columns(found: "Compared") -> list[Column]:
    chosen = found.settings.method
    columns = [
        Column("places", _("place")),
        Column("key", _("key"), style="bold"),
        Column("title", _("title")),
        Column("workstream", _("workstream")),
    ]
    if chosen is not RankingMethod.MOSCOW:
        columns.append(Column("score", _NAMES[chosen], right=True))
    columns.append(Column("robust", _("in the first {n}").format(n=found.settings.top), right=True))
    others = [method for method in RankingMethod if method is not chosen and found.rankings[method].scored]
    return [*columns, *(Column(method.value, _NAMES[method]) for method in others), Column("why", "")]


def _rows(found: "Compared", today: dt.date, seed: int) -> list[dict[str, Any]]:
    from pilotage.exchange.priorities import band
    from pilotage.plan.prioritizing.methods import plain
    from pilotage.plan.prioritizing.robustness import top_shares
    from pilotage.plan.prioritizing.scoring import columns_of, why_not

    settings = found.settings
    shares = top_shares(settings.method, columns_of(found.items, settings, today), settings, seed)
    rows = []
    for at in found.order:
        item, score = found.items[at], found.scores[settings.method][at]
        row: dict[str, Any] = {"key": item.key, "title": item.title, "workstream": item.workstream}
        row["places"] = band(found.chosen.first[at], found.chosen.last[at]) or "\N{EN DASH}"
        row["score"] = None if score is None else plain(score)
        row["robust"] = None if not found.chosen.first[at] else f"{shares[at]:.0%}"
        row |= {method.value: band(each.first[at], each.last[at]) for method, each in found.rankings.items()}
        row["why"] = why_not(settings.method, item.inputs, settings)
        rows.append(row)
    return rows


def _sentences(found: "Compared", today: dt.date) -> list[str]:
    from pilotage.plan.prioritizing.comparing import agreements
    from pilotage.plan.prioritizing.scoring import musts
    from pilotage.plan.prioritizing.sequence import delay_cost_of

    said = []
    unscored = len(found.items) - found.chosen.scored
    if unscored:
        text = ngettext("{n} item is not scored.", "{n} items are not scored.", unscored)
        said.append(text.format(n=unscored))
    given = delay_cost_of(found.settings.method, found.items, range(len(found.items)), found.settings, today)
    if given is not None and given.items:
        text = _("Done as the file has them, waiting costs {present:,.0f}; the best order costs {best:,.0f}{proven}.")
        proven = "" if given.proven else _(" (the best that was found)")
        said.append(text.format(present=given.present, best=given.best, proven=proven))
    if found.settings.method is RankingMethod.MOSCOW:
        share = musts(found.items, found.settings)
        if share.share is not None:
            text = _("Musts are {share:.0%} of the effort; at most {most:.0%} is the rule.")
            said.append(text.format(share=share.share, most=share.most))
    for each in agreements(found.rankings):
        if found.settings.method in (each.one, each.other) and each.tau is not None:
            other = each.other if each.one is found.settings.method else each.one
            text = _("{one} and {other} agree by {tau:.2f} (Kendall’s tau-b, {n} items).")
            names = {"one": _NAMES[found.settings.method], "other": _NAMES[other]}
            said.append(text.format(**names, tau=each.tau, n=each.items))
    return said
