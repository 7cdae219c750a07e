"""Items to be ranked, read from tables, and the ranking written as one."""

import csv
import io

import pytest

from pilotage.exchange.priorities import Decision, PriorityTable, band, ranking_csv, read_priorities
from pilotage.plan.prioritizing.comparing import compare
from pilotage.plan.prioritizing.methods import RankingMethod
from pilotage.plan.prioritizing.settings import ScoreCriterion, Settings
from tests.plan.prioritizing.cases import TODAY, wsjf

SETTINGS = Settings(criteria=(ScoreCriterion(id="gain", title="Customer gain"),))


def read(text: str) -> PriorityTable:
    return read_priorities(("items.csv", text.encode()), SETTINGS)


def test_columns_are_found_by_id_or_by_name() -> None:
    found = read("ID;Summary;Job size;customer gain;Confidence, %;moscow\nA;Moor;3;7;80 %;M\n")
    assert found.ok
    assert found.items[0].title == "Moor"
    expected = {"curve": "standard", "size": 3.0, "c:gain": 7.0, "confidence": 80.0, "moscow": "must"}
    assert found.items[0].inputs == expected


def test_a_faulty_cell_is_told_with_its_place_and_the_rest_is_read() -> None:
    found = read("key,value,size\nA,3,0\nB,much,5\nB,1,1\n,1,1\n")
    assert [(item.key, dict(item.inputs)) for item in found.items] == [
        ("A", {"curve": "standard", "value": 3.0}),
        ("B", {"curve": "standard", "size": 5.0}),
    ]
    assert [(problem.id, problem.source.row if problem.source else None) for problem in found.problems] == [
        ("unreadable-input", 2),
        ("unreadable-input", 3),
        ("item-twice", 4),
        ("item-without-key", 5),
    ]


@pytest.mark.parametrize("text", ["", "a,b\n1,2\n", "PK\x03\x04 broken", "[]"])
def test_what_is_no_list_of_items_is_refused_or_empty(text: str) -> None:
    found = read(text)
    assert not found.items
    assert not found.ok or text == "[]"


def test_a_decision_comes_with_its_row() -> None:
    found = read("key,ahead_of,reason\nA,,\nB,A,Promised\n")
    assert found.decisions == (Decision("B", "A", "Promised"),)


def test_a_ranking_can_be_read_again() -> None:
    items = [wsjf("A", 3, 3, 3, 3), wsjf("B", 1, 1, 1, 1), wsjf("C", 8, 8, 8, 1)]
    found = compare(items, SETTINGS, TODAY)
    again = read_priorities(("ranked.csv", ranking_csv(found)), SETTINGS)
    assert not again.problems
    assert [item.key for item in again.items] == ["C", "A", "B"]
    assert {item.key: {**item.inputs} for item in again.items} == {
        item.key: {"curve": "standard", **item.inputs} for item in items
    }
    assert compare(again.items, SETTINGS, TODAY).rankings[RankingMethod.WSJF].first == (1, 2, 2)


def test_no_cell_is_taken_for_a_formula() -> None:
    found = compare([wsjf("=1+1", 1, 1, 1, 1), wsjf("@SUM(A1)", 2, 2, 2, 1)], SETTINGS, TODAY)
    rows = list(csv.reader(io.StringIO(ranking_csv(found).decode("utf-8-sig"))))
    assert [row[1] for row in rows[1:]] == ["'@SUM(A1)", "'=1+1"]


def test_a_band_is_no_date() -> None:
    assert [band(*each) for each in ((0, 0), (3, 3), (3, 5))] == [None, "3", "3 to 5"]
