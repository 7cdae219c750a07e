import pytest

from pilotage.engine.flow.control_charts import DEFAULT, NELSON, WESTERN_ELECTRIC, Rule
from pilotage.plan.flow.measures import flow, rules_named
from pilotage.plan.flow.measures.findings import findings
from tests.plan.flow.measures.test_comparing import finished
from tests.plan.flow.measures.tracked import TODAY


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("default", DEFAULT),
        ("nelson", NELSON),
        ("western-electric", WESTERN_ELECTRIC),
        ("1,3", (Rule.BEYOND_LIMITS, Rule.SIX_RISING_OR_FALLING)),
        ("eight_on_one_side, 1, 1", (Rule.EIGHT_ON_ONE_SIDE, Rule.BEYOND_LIMITS)),
    ],
)
def test_rules_by_name(text: str, rules: tuple[Rule, ...]) -> None:
    assert rules_named(text) == rules


@pytest.mark.parametrize("text", ["", "9", "nelson,1", "west"])
def test_an_unknown_rule_is_refused_with_what_there_is(text: str) -> None:
    with pytest.raises(ValueError, match=r"western-electric.*1, 2, 3"):
        rules_named(text)


def test_only_chosen_rules_are_looked_for() -> None:
    rising = finished([4, 4, 5, 4, 1, 2, 3, 4, 5, 6, 7, 4, 5, 4])
    quiet = flow("", rising, as_of=TODAY, weeks=14)
    assert quiet.control is not None
    assert quiet.control.signals == ()
    found = flow("", rising, as_of=TODAY, weeks=14, rules=rules_named("3"))
    assert found.control is not None
    assert [signal.rule for signal in found.control.signals] == [Rule.SIX_RISING_OR_FALLING]
    assert "7 weeks in a row rising, from 11 Jul on: something makes it faster." in findings(found)


@pytest.mark.parametrize("rule", Rule)
def test_every_rule_has_words(rule: Rule) -> None:
    """On numbers that break each of them somewhere."""
    counts = {
        Rule.BEYOND_LIMITS: [5, 6] * 7 + [30],
        Rule.NINE_ON_ONE_SIDE: [9, 8] * 5 + [1, 2] * 5,
        Rule.EIGHT_ON_ONE_SIDE: [9, 8] * 5 + [1, 2] * 5,
        Rule.SIX_RISING_OR_FALLING: [4, 4, 5, 4, 1, 2, 3, 4, 5, 6, 7, 4, 5, 4],
        Rule.FOURTEEN_ALTERNATING: [4, 6] * 9,
        Rule.TWO_OF_THREE_FAR: [5, 5, 6, 5, 6, 5, 6, 5, 11, 11, 5, 6, 5, 6, 5, 6, 5, 6],
        Rule.FOUR_OF_FIVE_APART: [4, 4, 5, 4, 5, 4, 5, 4, 9, 9, 9, 9, 4, 5, 4, 5, 4, 5],
        Rule.FIFTEEN_CLOSE: [0, 20] + [10] * 16 + [20, 0],
        Rule.EIGHT_APART_ON_BOTH_SIDES: [10, 10, 10, 10, 0, 0, 0, 0, 20, 20, 20, 20, 10, 10, 10, 10],
    }[rule]
    found = flow("", finished(counts), as_of=TODAY, weeks=len(counts), rules=(rule,))
    assert found.control is not None
    assert found.control.signals
    told = [sentence for sentence in findings(found) if "week" in sentence.lower()]
    assert len(told) > 1


def test_less_than_an_item_a_week_makes_no_chart() -> None:
    seldom = flow("", finished([1, 0] * 6 + [1]), as_of=TODAY, weeks=13)
    assert seldom.control is None
    assert any("Too little was finished for a control chart" in sentence for sentence in findings(seldom))
    assert flow("", finished([1] * 13), as_of=TODAY, weeks=13).control is not None
