import pytest

from pilotage.plan.vocabulary.problems import Problem, Severity, Source


@pytest.mark.parametrize(
    ("message", "hint", "text"),
    [
        ("no such column", "Map it.", "f.csv:2: no such column. Map it."),
        ("No such column.", "Map it.", "f.csv:2: No such column. Map it."),
        ("no such column", "", "f.csv:2: no such column"),
        ("Which column?", "Map it.", "f.csv:2: Which column? Map it."),
    ],
)
def test_the_hint_is_a_sentence_of_its_own(message: str, hint: str, text: str) -> None:
    problem = Problem(id="x", severity=Severity.ERROR, message=message, hint=hint, source=Source(file="f.csv", line=2))
    assert str(problem) == text
