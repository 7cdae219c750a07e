"""``pilotage prioritize``, run as a user runs it."""

import csv
import io
import json
from pathlib import Path

import pytest

from tests.cli.test_new import here, pilotage

__all__ = ["here"]

TABLE = """key,title,team,value,urgency,opportunity,size,per_week,weeks,moscow,Gain
A,Dredge,Quay,3,3,3,3,100,2,must,5
B,Moor,Quay,5,3,1,3,300,2,could,1
C,Paint,Cranes,8,5,3,2,90,3,should,8
D,Think,Cranes,8,,3,2,,,,
"""


@pytest.fixture
def table(here: Path) -> str:
    (here / "items.csv").write_text(TABLE)
    return "items.csv"


def test_a_table_is_ranked_with_ties_and_reasons(table: str) -> None:
    code, out, err = pilotage("prioritize", table)
    assert code == 0
    lines = [line.split() for line in out.splitlines()[1:]]
    assert lines[0][:2] == ["1", "C"]
    assert [" ".join(line[:4]) for line in lines[1:3]] == ["2 to 3 A", "2 to 3 B"]
    assert "Not scored: “Time criticality” missing." in out
    assert "1 item is not scored." in err
    assert "Kendall’s tau-b" in err


def test_the_cost_of_the_order_of_the_file_is_told(table: str) -> None:
    """Quay: 2 x 100 + 4 x 300 as it is, 2 x 300 + 4 x 100 at best; Cranes: 3 x 90."""
    _code, _out, err = pilotage("prioritize", table, "--method", "delay")
    assert "waiting costs 1,670; the best order costs 1,270." in err


def test_json_and_csv_carry_all_methods(table: str) -> None:
    _code, out, _err = pilotage("prioritize", table, "-m", "weighted", "-c", "Gain=2", "-f", "json")
    rows = json.loads(out)
    assert [row["key"] for row in rows] == ["C", "A", "B", "D"]
    assert (rows[0]["weighted score"], rows[0]["wsjf places"]) == (80, "1")
    _code, out, _err = pilotage("prioritize", table, "-m", "moscow", "-f", "csv")
    assert [row["key"] for row in csv.DictReader(io.StringIO(out))] == ["A", "C", "B", "D"]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("nothing.csv",), "nothing.csv does not exist"),
        (("items.csv", "-c", "Gain"), "is not of the form NAME=WEIGHT"),
        (("items.csv", "-c", "Gain=0"), "is more than 0"),
        (("items.csv", "--horizon", "0"), "The horizon is from 1 to 520"),
    ],
)
def test_a_wrong_question_is_one_sentence(table: str, arguments: tuple[str, ...], told: str) -> None:
    code, out, err = pilotage("prioritize", *arguments)
    assert (code, out) == (2, "")
    assert told in err
