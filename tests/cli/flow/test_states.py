"""States of a tracker on the command line: listed, and put right."""

import json
from pathlib import Path

import pytest

from tests.cli.test_files import pilotage

HEAD = "id,title,status,created,started,finished\n"
ROWS = "".join(
    f"A-{n},Item {n},{'Tasting' if n % 3 else 'Open'},2026-01-{1 + n % 28:02}T09:00:00Z,,\n" for n in range(30)
)


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "work.csv"
    path.write_text(HEAD + ROWS + "A-30,Done one,Eaten,2026-01-02T09:00:00Z,,2026-01-09T09:00:00Z\n", encoding="utf-8")
    return path


def run(*arguments: str | Path) -> tuple[int, str, str]:
    done = pilotage(*arguments)
    return done.returncode, done.stdout, done.stderr


def test_states_are_listed_with_their_guesses(table: Path) -> None:
    code, out, _err = run("flow", table, "--states", "-f", "json")
    assert code == 0
    told = {each["name"]: (each["category"], each["guessed"], each["items"]) for each in json.loads(out)}
    assert told == {"Open": ("todo", False, 10), "Tasting": ("todo", True, 20), "Eaten": ("done", True, 1)}
    _code, out, _err = run("flow", table, "--states")
    assert "by dates" in out
    assert '--state "Tasting=doing"' in out


def test_a_guess_is_put_right(table: Path) -> None:
    _code, out, _err = run("flow", table, "--states", "--state", "tasting = Doing", "-f", "json")
    told = {each["name"]: (each["category"], each["guessed"]) for each in json.loads(out)}
    assert told["Tasting"] == ("doing", False)
    _code, _out, before = run("flow", table, "--weeks", "4")
    assert "unclear-state" in before
    assert "Tasting" in before
    _code, _out, after = run("flow", table, "--weeks", "4", "--state", "Tasting=doing", "--state", "Eaten=done")
    assert "unclear-state" not in after


@pytest.mark.parametrize(
    ("option", "said"),
    [("Tastin=doing", "Tasting"), ("Tasting=eating", "todo|doing|done"), ("Tasting", "todo|doing|done")],
)
@pytest.mark.parametrize("command", ["flow", "backtest", "forecast"])
def test_a_state_that_is_not_there_and_a_category_that_is_none(
    table: Path, command: str, option: str, said: str
) -> None:
    more = ("--items", "5") if command == "forecast" else ()
    code, _out, err = run(command, table, "--state", option, *more)
    assert code == 2
    assert said in err
