"""``pilotage issue`` on the workspace of the tests."""

import json

import pytest

from pilotage.areas.flow.models import IssuedForecast
from pilotage.areas.programs.models import Program
from pilotage.cli.main import run


class Open:
    """A workspace that is open already."""

    def open(self) -> None:
        return


def issue(*arguments: str) -> int:
    try:
        run(Open(), ["issue", *arguments])  # type: ignore[arg-type]
    except SystemExit as end:
        return int(end.code or 0)
    return 0


def test_a_command_issues_into_the_ledger_once(tracked: Program, capsys: pytest.CaptureFixture[str]) -> None:
    assert issue(tracked.slug, "--items", "20") == 0
    told = capsys.readouterr().out
    kept = IssuedForecast.objects.get(program=tracked)
    assert kept.origin == "cli"
    assert f"Forecast {kept.number}, issued." in told
    assert issue(tracked.slug, "--items", "20", "-f", "json") == 0
    again = json.loads(capsys.readouterr().out)
    assert (again["number"], again["new"], again["question"]["items"]) == (kept.number, False, 20)
    assert [each["level"] for each in again["when"]] == [50, 70, 85, 95]
    assert IssuedForecast.objects.filter(program=tracked).count() == 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "Say what to forecast"),
        (["--team", "A=3", "--team", "B"], "Give the items once"),
        (["--team", "A=3", "--items", "4"], "Give the items once"),
        (["--team", "Nobody", "--items", "4"], "Nobody"),
    ],
)
def test_a_question_that_does_not_hang_together_is_refused(
    tracked: Program, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    assert issue(tracked.slug, *arguments) == 2
    assert said in capsys.readouterr().err
    assert not IssuedForecast.objects.filter(program=tracked).exists()


def test_an_unknown_program_is_told(tracked: Program, capsys: pytest.CaptureFixture[str]) -> None:
    assert issue("nowhere", "--items", "4") == 2
    assert "nowhere" in capsys.readouterr().err
