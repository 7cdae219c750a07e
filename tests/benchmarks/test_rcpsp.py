"""The benchmark of leveling: what it reads, what it refuses, and the line it ends in."""

import json
import re
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest
from benchmarks.rcpsp import instances, solvers
from benchmarks.rcpsp.scores import score

TINY = """\
4 1
2
0 0 2 2 3
3 1 1 4
2 2 1 4
0 0 0
"""
"""Two jobs between a start and an end; both together ask 3 of 2, so they follow each other: 5 slots."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "tiny.rcp").write_text(TINY)
    (tmp_path / "unknown.rcp").write_text(TINY)
    (tmp_path / "best_known.json").write_text(json.dumps({"tiny": 5}))
    return tmp_path


def test_an_instance_is_read(folder: Path) -> None:
    made = instances.read(folder / "tiny.rcp")
    assert made == instances.Instance([0, 3, 2, 0], [[0], [1], [2], [0]], [2], [(0, 1), (0, 2), (1, 3), (2, 3)])


@pytest.mark.parametrize(
    ("start", "finish", "why"),
    [([0, 0, 0, 3], 3, "gives 3 of 2"), ([0, 0, 3, 3], 5, "before 2 is done"), ([0, 0, 3, 5], 4, "not 4")],
)
def test_a_schedule_that_breaks_a_rule_is_refused(folder: Path, start: list[int], finish: int, why: str) -> None:
    with pytest.raises(AssertionError, match=why):
        instances.check(instances.read(folder / "tiny.rcp"), start, finish)


@pytest.mark.parametrize(
    "solve",
    [
        solvers.pilotage,
        pytest.param(solvers.cp_sat, marks=pytest.mark.skipif(not find_spec("ortools"), reason="no ortools")),
        pytest.param(solvers.pyjobshop, marks=pytest.mark.skipif(not find_spec("pyjobshop"), reason="no pyjobshop")),
    ],
)
def test_every_solver_finds_and_proves_the_least_finish(folder: Path, solve: solvers.Solver) -> None:
    found = score({"it": solve}, [folder / "tiny.rcp"], {"tiny": 5}, seconds=10.0, cores=1)["it"]
    assert (found.above, found.proven) == ([0.0], 1)


def test_a_sample_is_spread_over_what_is_known(folder: Path) -> None:
    assert [path.stem for path in instances.spread(folder, {"tiny": 5}, None)] == ["tiny"]
    known = {f"i{n}": 1 for n in range(10)}
    for stem in known:
        (folder / f"{stem}.rcp").write_text(TINY)
    assert [path.stem for path in instances.spread(folder, known, 3)] == ["i0", "i3", "i6"]


def test_the_command_ends_in_the_average_percentage(folder: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.rcpsp", str(folder), "--seconds", "1"],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=True,
    )
    last = done.stdout.splitlines()[-1]
    assert re.fullmatch(r"average above best known: 0\.00 %", last)
