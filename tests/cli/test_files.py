"""Commands on files, run as a user runs them."""

import csv
import io
import json
import re
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

import pytest

from pilotage.cli.main import run

ATLAS = Path(__file__).parents[2] / "examples/atlas"
CYCLE = """\
program: p
workstreams:
  w:
    activities:
      backfill: { duration: 1d, after: rehearsal }
      cutover: { duration: 1d, after: backfill }
      rehearsal: { duration: 1d, after: cutover }
"""
HALF = """\
program: p
start: 2026-09-07
activities:
  good: { title: Good, duration: 2d }
  bad: { title: Bad, duration: soon }
"""


@dataclass(frozen=True)
class Done:
    returncode: int
    stdout: str
    stderr: str


class NoWorkspace:
    """Commands on files must not ask for a workspace."""


def pilotage(*arguments: object) -> Done:
    """Run a command in this process, as the installed entry point would."""
    out, err = io.StringIO(), io.StringIO()
    code = 0
    with redirect_stdout(out), redirect_stderr(err):
        try:
            run(NoWorkspace(), [str(each) for each in arguments])  # type: ignore[arg-type]
        except SystemExit as end:
            code = int(end.code or 0)
    return Done(code, out.getvalue(), err.getvalue())


@pytest.fixture
def write(tmp_path: Path) -> object:
    def _write(name: str, text: str) -> Path:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return _write


def test_schedule_as_json_gives_dates_and_float() -> None:
    done = pilotage("schedule", ATLAS, "--format", "json")
    assert (done.returncode, done.stderr) == (0, "")
    rows = {row["id"]: row for row in json.loads(done.stdout)}
    assert rows["ga"]["finish"].startswith("2026-12-11")
    assert rows["ga"]["critical"] is True
    assert rows["tokens/key-service"]["driver"] == "tokens/ceremony>tokens/key-service:FS"


def test_schedule_as_csv_can_be_read_back() -> None:
    done = pilotage("schedule", ATLAS, "--critical", "-f", "csv")
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    assert rows
    assert {row["critical"] for row in rows} == {"True"}


def test_simulate_is_reproducible_and_the_seed_matters() -> None:
    runs = [pilotage("simulate", ATLAS, "-n", 2000, "--seed", seed, "-f", "json") for seed in (7, 7, 8)]
    assert runs[0].stdout == runs[1].stdout != runs[2].stdout
    ga = next(row for row in json.loads(runs[0].stdout) if row["id"] == "ga")
    assert ga["p10"] <= ga["p50"] <= ga["p85"] <= ga["p90"]
    assert 0 < ga["on_time"] < ga["kept"] < 1


def test_why_finds_an_activity_by_title_and_answers_in_words() -> None:
    done = pilotage("why", ATLAS, "GA in three regions", "-n", 1000)
    assert done.returncode == 0
    assert "GA in three regions lands on 11 Dec because HSM delivery, Frankfurt runs until" in done.stdout
    assert "Replication lag in backfill" in done.stdout


def test_why_of_an_activity_tells_how_sure_it_is_and_what_moves_it() -> None:
    done = pilotage("why", ATLAS, "ledger/backfill", "-n", 1000)
    assert re.search(r"^Backfill 400 M rows plan 2 Nov · P50 \d+ Nov · P85 \d+ Nov$", done.stdout, re.MULTILINE)
    moves = done.stdout.partition("What moves the P85 most")[2].splitlines()
    assert any(line.split()[-1].startswith("+") for line in moves[1:3])


def test_why_of_something_unknown_proposes_what_is_near() -> None:
    done = pilotage("why", ATLAS, "ledger/backfil")
    assert done.returncode == 2
    assert "Did you mean ledger/backfill" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(("suffix", "start"), [("html", b"<!doctype html>"), ("md", b"# Atlas"), ("pdf", b"%PDF-")])
@pytest.mark.parametrize("audience", ["exec", "engineering"])
def test_report(tmp_path: Path, suffix: str, start: bytes, audience: str) -> None:
    out = tmp_path / f"status.{suffix}"
    done = pilotage("report", ATLAS, "--audience", audience, "--out", out, "-n", 1000)
    assert done.returncode == 0, done.stderr
    assert out.read_bytes().startswith(start)


def test_report_into_an_unknown_format_says_which_are_known(tmp_path: Path) -> None:
    done = pilotage("report", ATLAS, "-o", tmp_path / "status.docx")
    assert done.returncode == 1
    assert ".html, .md or .pdf" in done.stderr


def test_convert_there_and_back_keeps_the_dates(tmp_path: Path) -> None:
    xml, text = tmp_path / "atlas.xml", tmp_path / "back.yaml"
    assert pilotage("convert", ATLAS, xml).returncode == 0
    assert pilotage("convert", xml, text).returncode == 0
    found = pilotage("schedule", text, "-f", "json")
    finishes = {row["title"]: row["finish"][:10] for row in json.loads(found.stdout)}
    assert finishes["EU keys served"] == "2026-10-16"


def test_diff_tells_which_date_moves_and_why(tmp_path: Path) -> None:
    old = tmp_path / "old.yaml"
    assert pilotage("convert", ATLAS, old).returncode == 0
    text = old.read_text()
    assert text.count("4d/6d/13d") == 1
    new = tmp_path / "new.yaml"
    new.write_text(text.replace("4d/6d/13d", "4d/11d/20d"))
    done = pilotage("diff", old, new)
    assert done.returncode == 0, done.stderr
    assert "GA in three regions moves from 11 Dec to" in done.stdout
    assert "because Backfill 400 M rows: estimate 4d/6d/13d to 4d/11d/20d" in done.stdout


def test_a_cycle_is_named_whole_and_ends_with_code_2(write) -> None:  # type: ignore[no-untyped-def]
    done = pilotage("schedule", write("p.yaml", CYCLE))
    assert done.returncode == 2
    assert "dependency-cycle" in done.stderr
    for name in ("backfill", "cutover", "rehearsal"):
        assert name in done.stderr.casefold()
    assert done.stdout == ""


def test_a_faulty_file_stops_unless_its_good_part_is_wanted(write) -> None:  # type: ignore[no-untyped-def]
    path = write("half.yaml", HALF)
    stopped = pilotage("schedule", path)
    assert (stopped.returncode, stopped.stdout) == (2, "")
    assert "half.yaml:5:" in stopped.stderr
    went_on = pilotage("schedule", path, "--good-part", "-f", "json")
    assert went_on.returncode == 0
    assert "good" in [row["id"] for row in json.loads(went_on.stdout)]


def test_errors_of_the_plan_count_like_errors_of_the_file(write) -> None:  # type: ignore[no-untyped-def]
    path = write("p.yaml", "program: p\nactivities:\n  a: { started: 2026-09-10, finished: 2026-09-01 }\n")
    done = pilotage("schedule", path)
    assert done.returncode == 2
    assert "finish-before-start" in done.stderr
    assert pilotage("schedule", path, "--good-part").returncode == 0


def test_small_commands_load_neither_compiler_nor_web_framework() -> None:
    code = (
        "import sys; from pilotage.config.command import main; sys.argv = ['pilotage', 'schedule', sys.argv[1]]\n"
        "try: main()\nexcept SystemExit: pass\n"
        "print([name for name in ('numba', 'django', 'scipy', 'typst') if name in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code, str(ATLAS)], capture_output=True, text=True, check=True)
    assert done.stderr.strip() == "[]"


def test_every_command_has_help_with_an_example() -> None:
    root = pilotage("--help").stdout
    for name in ("schedule", "simulate", "why", "report", "convert", "diff", "demo", "serve", "import", "export"):
        assert name in root
        assert "xample" in pilotage(name, "--help").stdout, name


def test_a_missing_file_is_a_sentence() -> None:
    done = pilotage("schedule", "no-such.yaml")
    assert (done.returncode, done.stderr) == (2, "pilotage: no-such.yaml does not exist.\n")


def test_simulate_stops_when_it_is_sure_enough() -> None:
    done = pilotage("simulate", ATLAS, "-n", 100000, "--tolerance", 0.05)
    assert done.returncode == 0
    assert "100,000 runs" not in done.stderr
    assert " runs, seed 1" in done.stderr


def test_risk_shows_what_is_behind_a_date() -> None:
    done = pilotage("risk", ATLAS, "-n", 2048, "-f", "json")
    view = json.loads(done.stdout)
    finishes = [each["finish"] for each in view["percentiles"]]
    assert finishes == sorted(finishes)
    assert view["drivers"]
    assert view["risks"]
    assert view["sensitivity"][0]["index"] >= view["sensitivity"][-1]["index"]
    table = pilotage("risk", ATLAS, "-n", 2048)
    assert "What each risk adds to the P85" in table.stdout
    unknown = pilotage("risk", ATLAS, "nowhere", "-n", 200)
    assert unknown.returncode != 0
    assert "no milestone" in unknown.stderr
