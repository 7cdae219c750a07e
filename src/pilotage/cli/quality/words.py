"""The quality of a schedule on a terminal: the bottom line, the checks, and what to do first."""

from collections.abc import Sequence

from rich.console import Console
from rich.text import Text as Line

from pilotage.cli.output import Column, Format, write_rows
from pilotage.plan.language.messages import _
from pilotage.plan.language.wording import day, number
from pilotage.plan.quality.answer import CheckAnswer, answer
from pilotage.plan.quality.assessment import Assessment
from pilotage.plan.quality.model import Family, ScorePoint, Verdict
from pilotage.plan.quality.parts import PartScores

_WORDS = {
    Verdict.PASS: _("pass"),
    Verdict.FAIL: _("FAIL"),
    Verdict.INFORMATION: _("information"),
    Verdict.NOT_APPLICABLE: _("not applicable"),
}

_KINDS = {"team": _("team"), "workstream": _("workstream")}


def write_quality(found: Assessment, trend: Sequence[ScorePoint], shown: Sequence[str], most: int) -> None:
    """The headline, the table of checks, then up to ``most`` findings of each failed check, the costliest first."""
    console = Console(highlight=False, soft_wrap=True)
    told = answer(found, trend)
    console.print(Line(told.headline, style="bold"))
    if len(trend) > 1:
        console.print(_("So far: {scores}").format(scores=", ".join(_point(each) for each in trend)))
    console.print()
    checks = [each for each in told.checks if each.id in shown]
    write_rows([_row(each) for each in checks], _columns(), Format.TABLE)
    failed = [each for each in checks if each.verdict == Verdict.FAIL or (len(shown) == 1 and each.count)]
    for each in sorted(failed, key=lambda each: -each.gain):
        _write_findings(console, found, each, most)
    reasons = [each for each in checks if each.reason]
    if reasons:
        console.print()
        console.print(Line(_("Not judged"), style="bold"))
    for each in reasons:
        console.print(Line(f"  {each.title}: {each.reason}"))
    console.print()
    console.print(Line(told.how, style="dim"))


def _point(point: ScorePoint) -> str:
    score = "–" if point.score is None else number(point.score)
    return f"{score} ({day(point.day)})"


def _columns() -> list[Column]:
    return [
        Column("number", "", style="dim"),
        Column("title", _("Check")),
        Column("verdict", _("Verdict")),
        Column("measure", _("Measure"), right=True),
        Column("threshold", _("Threshold"), right=True),
        Column("found", _("Found"), right=True),
        Column("gain", _("Costs"), right=True),
    ]


def _row(check: CheckAnswer) -> dict[str, str]:
    family = "DCMA" if check.family == Family.DCMA else _("twin")
    return {
        "number": f"{family} {check.number}",
        "title": check.title,
        "verdict": _WORDS[Verdict(check.verdict)],
        "measure": check.measure_text,
        "threshold": check.threshold_text,
        "found": _("{count:,} of {population:,}").format(count=check.count, population=check.population)
        if not check.reason
        else "",
        "gain": number(check.gain) if check.gain else "",
    }


def _write_findings(console: Console, found: Assessment, check: CheckAnswer, most: int) -> None:
    if not most:
        return
    console.print()
    console.print(Line(f"{check.title} [{check.id}]", style="bold"), Line(check.means, style="dim"))
    for each in found.findings(check.id, 0, most):
        console.print(Line(f"  {each.title}: {each.detail}. {each.fix}"))
    if check.count > most:
        text = _("  and {n} more: --only {check} --findings {all}")
        console.print(Line(text.format(n=check.count - most, check=check.id, all=check.count), style="dim"))


def write_parts(scores: PartScores) -> None:
    """A line for each team and workstream, the lowest score first."""
    console = Console(highlight=False, soft_wrap=True)
    console.print()
    rows = [
        {
            "title": each.title,
            "kind": _KINDS[each.kind],
            "score": "–" if each.score is None else number(each.score),
            "failed": each.failed,
            "activities": each.activities,
            "worst": each.worst,
        }
        for each in scores.parts
    ]
    columns = [
        Column("title", _("Part")),
        Column("kind", "", style="dim"),
        Column("score", _("Score"), right=True),
        Column("failed", _("Failed"), right=True),
        Column("activities", _("Activities"), right=True),
        Column("worst", _("Most is lost by")),
    ]
    write_rows(rows, columns, Format.TABLE)
    if scores.left_out:
        console.print(Line(_("{n} small parts are left out.").format(n=scores.left_out), style="dim"))
