"""``pilotage new``, run as a user runs it."""

import io
import json
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import pytest

from pilotage.cli.main import run
from pilotage.exchange import text


class Templates:
    """A workspace of which nothing but the folder of templates may be asked for."""

    def __init__(self, templates: Path) -> None:
        self.templates = templates


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def pilotage(*arguments: str) -> tuple[int, str, str]:
    out, err = io.StringIO(), io.StringIO()
    code = 0
    with redirect_stdout(out), redirect_stderr(err):
        try:
            run(Templates(Path("own")), list(arguments))  # type: ignore[arg-type]  # the rest must not be asked for
        except SystemExit as end:
            code = int(end.code or 0)
    return code, out.getvalue(), err.getvalue()


def test_without_a_title_the_templates_are_listed_own_ones_first(here: Path) -> None:
    (here / "own").mkdir()
    (here / "own" / "harbor.yaml").write_text("program: harbor\nactivities:\n  survey: { duration: 2d }\n")
    code, out, _err = pilotage("new", "-f", "json")
    rows = json.loads(out)
    assert code == 0
    assert [row["name"] for row in rows][:3] == ["harbor", "product", "infrastructure"]
    assert (len(rows), rows[0]["activities"]) == (8, 1)


def test_a_plan_is_written_from_the_day_that_was_chosen(here: Path) -> None:
    code, out, err = pilotage(
        "new", "Move to Dublin", "-t", "infrastructure", "--start", "2027-01-04", "-o", "plan.yaml"
    )
    assert (code, out.strip(), err) == (0, "plan.yaml", "")
    result = text.read(here / "plan.yaml")
    assert result.program is not None
    assert result.problems == ()
    assert (result.program.id, result.program.title) == ("move-to-dublin", "Move to Dublin")
    assert str(result.program.start).startswith("2027-01-04")


def test_nothing_is_overwritten_and_a_wrong_name_says_which_there_are(here: Path) -> None:
    assert pilotage("new", "Pier", "--start", "2027-01-04")[:2] == (0, "pier.yaml\n")
    code, _out, err = pilotage("new", "Pier")
    assert code == 1
    assert "pier.yaml is there already" in err
    code, _out, err = pilotage("new", "Quay", "-t", "harbour")
    assert code == 1
    assert "There are: product" in err
    assert not (here / "quay.yaml").exists()
