"""The page on schedule quality tells every check as it is judged."""

import re
from pathlib import Path

import pytest

from pilotage.plan.quality.answer import CheckAnswer, QualityAnswer, answer
from pilotage.plan.quality.assessment import score_in_words
from pilotage.plan.quality.catalogue import CHECKS, RULE
from pilotage.plan.quality.model import Check, Finding
from tests.plan.quality.plans import judged, program
from tests.plan.stories import task

PAGE = (Path(__file__).parents[3] / "docs/explanation/quality.md").read_text()
FLAT = " ".join(PAGE.split())


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.id)
def test_each_check_stands_there_with_its_threshold_and_points(check: Check) -> None:
    (row,) = re.findall(rf"^\| {check.number} \| .*`{check.id}` \|.*$", PAGE, flags=re.MULTILINE)
    cells = [cell.strip() for cell in row.split("|")]
    told = next(each for each in answer(judged(program(task("a", 1)))).checks if each.id == check.id)
    assert cells[4] == (told.threshold_text or "told only")
    assert cells[5] == (str(check.points) if check.points else "–")
    assert cells[2].startswith(check.title)


def test_the_rule_of_the_score_stands_there_word_for_word() -> None:
    assert score_in_words() in FLAT
    assert f"`{RULE}`" in PAGE


@pytest.mark.parametrize("struct", [QualityAnswer, CheckAnswer, Finding])
def test_every_field_is_named(struct: type) -> None:
    missing = [name for name in struct.__struct_fields__ if f"`{name}`" not in PAGE]  # type: ignore[attr-defined]  # msgspec's
    assert [name for name in missing if not name.endswith("_text")] == []
