"""The forecast of many plans as one table."""

import datetime as dt
import sys
from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import typer

from pilotage.cli.failures import FAULTY_INPUT, CommandError
from pilotage.cli.inputs import read_program
from pilotage.cli.output import Column, Format, write_json, write_rows
from pilotage.cli.portfolio.cluster import connected
from pilotage.cli.progress import counting
from pilotage.engine.simulation import rank
from pilotage.plan.forecasting.portfolio import PortfolioForecast, Together, simulate_portfolio
from pilotage.plan.language.messages import _
from pilotage.plan.language.wording import chance, day, number
from pilotage.plan.working_time.calendar_tables import moment

_FIELDS = ("id", "title", "target", "plan", "p10", "p50", "p85", "p90", "on_time", "commitment", "kept")


def simulate_plans(
    plans: Sequence[Path],
    *,
    iterations: int,
    seed: int,
    together: bool,
    cluster: str | None,
    mapping: Path | None,
    good_part: bool,
    as_of: dt.datetime | None,
    form: Format,
) -> None:
    """Simulate and write. A plan that cannot be read or scheduled is told on stderr, and the exit code is 2 then."""
    if not plans:
        raise CommandError(_("There is no plan in the folder."), FAULTY_INPUT)
    unread: list[str] = []

    def programs() -> Iterator[bytes]:
        for path in plans:
            try:
                program = read_program(path, mapping, good_part, as_of)
            except CommandError as failure:
                unread.append(f"{path}: {failure}")
            else:
                yield msgspec.json.encode(program)

    with connected(cluster) if cluster else nullcontext() as there, counting(len(plans)) as progress:
        found = simulate_portfolio(
            programs(),
            iterations=iterations,
            seed=seed,
            together=together,
            spread=there.spread if there is not None else None,
            progress=None if progress is None else lambda done: progress(done, len(plans)),
        )
    _write(found, form)
    problems = [*unread, *(f"{each.id}: {each.problem}" for each in found.programs if each.problem)]
    for problem in problems:
        sys.stderr.write(_("error: {problem}\n").format(problem=problem))
    if problems:
        raise typer.Exit(FAULTY_INPUT)


def _write(found: PortfolioForecast, form: Format) -> None:
    if form is Format.JSON:
        write_json(_document(found))
    elif form is Format.CSV:
        rows = [
            {"program": each.id, **msgspec.structs.asdict(landing)}
            for each in found.programs
            for landing in each.milestones
        ]
        write_rows(rows, [Column(key, key) for key in ("program", *_FIELDS)], form)
    else:
        _write_table(found)


def _document(found: PortfolioForecast) -> dict[str, Any]:
    programs = [
        {**msgspec.structs.asdict(each), "milestones": [msgspec.structs.asdict(one) for one in each.milestones]}
        for each in found.programs
    ]
    together = None if found.together is None else _together(found.together)
    return {"iterations": found.iterations, "seed": found.seed, "programs": programs, "together": together}


def _together(found: Together) -> dict[str, Any]:
    return {
        "programs": found.programs,
        "targets": found.targets,
        **{f"p{round(100 * p)}": _last(found, p) for p in (0.1, 0.5, 0.85, 0.9)},
        "on_time_expected": float(found.on_time.mean()) if found.targets else None,
        "all_on_time": float((found.on_time == found.targets).mean()) if found.targets else None,
    }


def _last(found: Together, p: float) -> dt.datetime:
    """When all have landed, at this percentile."""
    return moment(int(np.sort(found.last)[rank(p, len(found.last))]), dt.UTC)


def _write_table(found: PortfolioForecast) -> None:
    """One line a program: its final milestone."""
    rows = []
    for each in found.programs:
        landing = next((one for one in each.milestones if one.id == each.final), None)
        if landing is not None:
            on_time = "" if landing.on_time is None else chance(landing.on_time)
            rows.append({"program": each.title, **msgspec.structs.asdict(landing), "chance": on_time})
    columns = [
        Column("program", _("Program")),
        Column("title", _("Milestone")),
        Column("target", _("Target"), right=True),
        Column("plan", _("Plan"), right=True),
        Column("p50", "P50", right=True),
        Column("p85", "P85", right=True, style="bold"),
        Column("chance", _("On time"), right=True),
    ]
    write_rows(rows, columns, Format.TABLE)
    if found.together is not None:
        _write_together(_together(found.together))
    text = _("{programs:,} programs, {n:,} runs each, seed {seed}\n")
    sys.stderr.write(text.format(programs=len(found.programs), n=found.iterations, seed=found.seed))


def _write_together(together: dict[str, Any]) -> None:
    text = _("\nAll {n} have landed by {p50} (P50), {p85} (P85).")
    p50, p85 = (f"{day(together[key])} {together[key].year}" for key in ("p50", "p85"))
    sys.stdout.write(text.format(n=together["programs"], p50=p50, p85=p85))
    if together["targets"]:
        text = _(" On time: {expected} of {targets} expected, all of them {chance}.")
        expected, all_of_them = number(together["on_time_expected"]), chance(together["all_on_time"])
        sys.stdout.write(text.format(expected=expected, targets=together["targets"], chance=all_of_them))
    sys.stdout.write("\n")
