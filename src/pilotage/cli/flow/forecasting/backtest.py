"""``pilotage backtest``: how often forecasts from these histories would have held."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from pilotage.cli.failures import FAULTY_INPUT, CommandError
from pilotage.cli.flow.drawing import ChartsOption, draw
from pilotage.cli.flow.sources import ByOption, Sources, StateOption, all_histories, read_sources
from pilotage.cli.inputs import GoodPart, Mapping
from pilotage.cli.output import Column, Format, FormatOption, write_json, write_rows
from pilotage.cli.progress import walking
from pilotage.plan.flow.items.history import By
from pilotage.plan.language.messages import _

if TYPE_CHECKING:
    from pilotage.plan.flow.calibration.track_record import Backtest, Method, TrackRecord
    from pilotage.plan.flow.items.history import Histories

_LEVELS = ("p50", "p70", "p85", "p95")


def backtest(
    sources: Sources,
    by: ByOption = By.AUTO,
    milestones: Annotated[
        bool, typer.Option("--milestones", help="Test forecasts of milestones whose scope grows instead.")
    ] = False,
    seed: Annotated[int, typer.Option(help="The same seed gives the same numbers.")] = 1,
    charts: ChartsOption = None,
    state: StateOption = None,
    mapping: Mapping = None,
    good_part: GoodPart = False,
    form: FormatOption = Format.TABLE,
) -> None:
    """How often throughput forecasts would have held: walk forward through histories, knowing only what was known.

    Every fourth week asks when 4, 8 and 13 weeks' worth of items will be done, and compares the answer with what
    happened; the plain bootstrap, the mean velocity and the last three sprints answer beside.

    Examples: [bold]pilotage backtest issues.jsonl.gz[/], [bold]pilotage backtest histories/ -f json[/],
    [bold]pilotage backtest jira.csv --by component[/], [bold]pilotage backtest jira.csv --milestones[/]
    """
    read = read_sources(sources, mapping, good_part, state)
    if milestones:
        from pilotage.cli.flow.forecasting.milestone import backtest_of_milestones

        backtest_of_milestones(read, seed, form, charts)
        return
    found = all_histories(read, by)
    judged = _judged(found, seed)
    write_backtest(found, judged, seed, form)
    if charts is not None:
        from pilotage.reports.charts.held import pit_chart, track_record_chart

        draw([track_record_chart(judged.pooled), pit_chart(judged.pooled)], charts)


def _judged(found: "Histories", seed: int) -> "Backtest":
    from pilotage.plan.flow.calibration.track_record import judge, train

    with walking() as progress:
        judged = judge(train(found.asked, found.teachers, seed=seed, progress=progress))
    if judged.pooled is None:
        text = _("No history is long enough to be tested: half a year, then a few more quarters, at an item a week.")
        raise CommandError(text, FAULTY_INPUT)
    return judged


def write_backtest(found: "Histories", judged: "Backtest", seed: int, form: Format) -> None:
    if form is Format.JSON:
        write_json(_document(found, judged, seed))
    elif form is Format.CSV:
        rows = [_row(record) for record in _records(judged)]
        write_rows(rows, [Column(key, key) for key in rows[0]], form)
    else:
        _write_table(found, judged)


def _records(judged: "Backtest") -> list["TrackRecord"]:
    return [*([judged.pooled] if judged.pooled is not None else []), *judged.histories]


def _document(found: "Histories", judged: "Backtest", seed: int) -> dict[str, Any]:
    assert judged.pooled is not None
    silent = {each.name for each in found.asked} - {each.history for each in judged.histories}
    return {
        **told(judged.pooled),
        "histories": [told(each) for each in judged.histories],
        "insufficient": sorted(silent),
        "dropped": judged.dropped,
        "teams": judged.teams,
        "team_error_p85": judged.team_error,
        "teams_within_5_points": judged.teams_within,
        "data_quality": found.score,
        "problems": [{"id": each.id, "message": each.message, "hint": each.hint} for each in found.problems],
        "seed": seed,
    }


def told(record: "TrackRecord", against: str = "plain") -> dict[str, Any]:
    """For JSON; ``against`` names the method that CRPS is compared with."""
    ours = record.ours
    return {
        "history": record.history,
        "forecasts": record.forecasts,
        "effective": record.effective,
        "enough": record.enough,
        "beyond_horizon": record.capped,
        **_scores(ours, against),
        "peers": {each.name: _scores(each, against) for each in record.methods[1:]},
    }


def _scores(method: "Method", against: str) -> dict[str, Any]:
    return {
        "coverage": {f"p{each.level}": each.share for each in method.coverage},
        "interval": {f"p{each.level}": [each.low, each.high] for each in method.coverage},
        "crps": method.crps,
        f"crps_against_{against}": method.against_plain,
        "pinball": method.pinball,
        "pit": list(method.pit),
    }


def _row(record: "TrackRecord") -> dict[str, Any]:
    ours = record.ours
    shares = {f"p{each.level}": each.share for each in ours.coverage}
    plain = next(each.share(85) for each in record.methods if each.name == "plain")
    head = {"history": record.history, "forecasts": record.forecasts, "effective": record.effective}
    return {**head, **shares, "crps_against_plain": ours.against_plain, "plain_p85": plain, "enough": record.enough}


def _write_table(found: "Histories", judged: "Backtest") -> None:
    import sys

    from pilotage.cli.flow.forecasting.words import write_methods, write_summary

    assert judged.pooled is not None
    write_summary(judged, found)
    write_methods(judged.pooled)
    sys.stdout.write("\n")
    rows = []
    for record in judged.histories:
        row = _row(record)
        shares = {key: _share(row[key]) for key in _LEVELS}
        gain = ours if (ours := row["crps_against_plain"]) is not None else 0.0
        rows.append(
            {
                **shares,
                "history": record.history or _("(all)"),
                "forecasts": f"{record.forecasts:,}",
                "effective": f"{record.effective:.0f}" + ("" if record.enough else " *"),
                "plain": _share(row["plain_p85"]),
                "crps": f"{gain:+.0%}".replace("-", "−"),
            }
        )
    columns = [
        Column("history", _("History")),
        Column("forecasts", _("Forecasts"), right=True),
        Column("effective", _("Separate"), right=True),
        *(Column(key, key.upper(), right=True, style="bold" if key == "p85" else None) for key in _LEVELS),
        Column("plain", _("plain P85"), right=True),
        Column("crps", _("CRPS to plain"), right=True),
    ]
    write_rows(rows, columns, Format.TABLE)
    if not all(record.enough for record in judged.histories):
        sys.stdout.write(_("* too few separate forecasts to judge by\n"))


def _share(value: float) -> str:
    return f"{100 * value:.1f}"
