"""``pilotage check``: the quality of a schedule, for people and for continuous integration."""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pilotage.cli.analysis import scheduled
from pilotage.cli.failures import FAULTY_INPUT, CommandError
from pilotage.cli.inputs import AsOf, File, GoodPart, Mapping, named_record, read_program
from pilotage.cli.output import Column, Format, FormatOption, write_json, write_rows
from pilotage.plan.language.messages import _
from pilotage.plan.vocabulary.history import baseline_in_use

if TYPE_CHECKING:
    from pilotage.plan.quality.assessment import Assessment
    from pilotage.plan.quality.model import Reports, ScorePoint
    from pilotage.plan.quality.parts import PartScores
    from pilotage.plan.vocabulary.history import Baseline
    from pilotage.plan.vocabulary.program import Program


def check(
    file: File,
    fail_under: Annotated[
        float | None, typer.Option("--fail-under", min=0, max=100, help="End with code 1 where the score is lower.")
    ] = None,
    baseline: Annotated[
        str | None, typer.Option("--baseline", help="Id or title of the baseline; default: the one in use.")
    ] = None,
    team: Annotated[str | None, typer.Option("--team", help="Only this team's part: its id or title.")] = None,
    workstream: Annotated[
        str | None, typer.Option("--workstream", help="Only this workstream: its id or title.")
    ] = None,
    only: Annotated[
        list[str] | None, typer.Option("--only", help="Show only this check, by its id; may be repeated.")
    ] = None,
    parts: Annotated[bool, typer.Option("--parts", help="Also the score of each team and workstream.")] = False,
    findings: Annotated[int, typer.Option("--findings", min=0, help="Findings of each failed check in the table.")] = 3,
    mapping: Mapping = None,
    good_part: GoodPart = False,
    status_date: AsOf = None,
    form: FormatOption = Format.TABLE,
) -> None:
    """Schedule quality: the DCMA 14 points and their agile twins, each finding with its fix, and a score.

    JSON holds all checks with all findings, CSV one row a finding. A folder with earlier states has a trend, and is
    searched for work that nobody reports on.

    Examples: [bold]pilotage check plan.yaml --parts[/], [bold]pilotage check plan.xml --fail-under 80[/],
    [bold]pilotage check atlas/ --only logic -f csv > open-ends.csv[/]
    """
    from pilotage.plan.quality.model import Scope
    from pilotage.plan.quality.parts import part_scores

    program = read_program(file, mapping, good_part, status_date)
    against = _baseline(program, baseline)
    scope = Scope(
        named_record(program.teams, team, _("team")), named_record(program.workstreams, workstream, _("workstream"))
    )
    found, trend, reports = _assessed(file, program, against, scope)
    scores = part_scores(found.grounds.schedule, baseline=against, reports=reports) if parts else None
    shown = _checks(found, only)
    if form is Format.JSON:
        write_json(_document(program, found, trend, shown, scores))
    elif form is Format.CSV:
        _write_findings(found, shown)
    else:
        from pilotage.cli.quality.words import write_parts, write_quality

        write_quality(found, trend, shown, findings)
        if scores is not None:
            write_parts(scores)
    if fail_under is not None and found.score is not None and found.score < fail_under:
        text = _("The score {score} is under {least}.")
        raise CommandError(text.format(score=f"{found.score:g}", least=f"{fail_under:g}"))


def _assessed(
    file: Path, program: "Program", baseline: "Baseline | None", scope: Any
) -> "tuple[Assessment, tuple[ScorePoint, ...], Reports | None]":
    """The assessment of the present state, the score of each earlier one that the folder holds, and what they tell of
    reports.
    """
    from pilotage.plan.quality.answer import score_point
    from pilotage.plan.quality.assessment import assess
    from pilotage.plan.quality.history import reports_of

    states = _states(file, program)
    trend = []
    for place, (day, earlier) in enumerate(states[:-1]):
        found = assess(scheduled(earlier), baseline=None, reports=reports_of(states[: place + 1]), scope=scope)
        trend.append(score_point(found, day))
    reports = reports_of(states)
    found = assess(scheduled(program), baseline=baseline, reports=reports, scope=scope)
    if states[:-1]:
        trend.append(score_point(found, states[-1][0]))
    return found, tuple(trend), reports


def _states(file: Path, program: "Program") -> "list[tuple[dt.date, Program]]":
    """The states that a folder keeps, oldest first, the present one last."""
    if not file.is_dir():
        return [(program.status_date or dt.date.min, program)]
    from pilotage.exchange import text

    earlier = [
        (day, state)
        for day, state in text.read_earlier(file)
        if program.status_date is None or day < program.status_date
    ]
    return [*earlier, (program.status_date or dt.date.max, program)]


def _baseline(program: "Program", name: str | None) -> "Baseline | None":
    """The baseline of that id or title, the one in use where none is named."""
    if name is None:
        return baseline_in_use(program.baselines)
    code = named_record(program.baselines, name, _("baseline"))
    return next(each for each in program.baselines if each.id == code)


def _checks(found: "Assessment", only: Sequence[str] | None) -> list[str]:
    """Ids of the checks to show."""
    known = [result.check.id for result in found.results]
    for name in only or ():
        if name not in known:
            text = _("There is no check {name!r}. There are: {names}.")
            raise CommandError(text.format(name=name, names=", ".join(known)), FAULTY_INPUT)
    return [each for each in known if not only or each in only]


def _document(
    program: "Program",
    found: "Assessment",
    trend: "tuple[ScorePoint, ...]",
    shown: Sequence[str],
    scores: "PartScores | None",
) -> dict[str, Any]:
    import msgspec

    from pilotage.plan.quality.answer import answer

    told: dict[str, Any] = msgspec.to_builtins(answer(found, trend))
    checks = [
        {**each, "findings": msgspec.to_builtins(found.findings(each["id"]))}
        for each in told["checks"]
        if each["id"] in shown
    ]
    more = {} if scores is None else {"parts": msgspec.to_builtins(scores.parts)}
    return {"program": {"id": program.id, "title": program.title}, **told, "checks": checks, **more}


def _write_findings(found: "Assessment", shown: Sequence[str]) -> None:
    keys = ("check", "verdict", "kind", "id", "activity", "title", "team", "measure", "unit", "detail", "fix")
    rows = [
        {**{key: getattr(each, key, None) for key in keys}, "verdict": found.result(check).verdict.value}
        for check in shown
        for each in found.findings(check)
    ]
    write_rows(rows, [Column(key, key) for key in keys], Format.CSV)
