"""Who is called in a text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pilotage.areas.discussion.rules.mentions import Member, mentioned

PEOPLE = (
    Member(1, "Ada", "ada@example.com"),
    Member(2, "Ada King", "king@example.com"),
    Member(3, "Jörg O'Neil", "joerg@example.com"),
    Member(4, "Ada", "other@example.com"),
)


@pytest.mark.parametrize(
    ("text", "called"),
    [
        ("@Ada King, is it so?", [2]),
        ("(@ada)", [1, 4]),
        ("@Ada @Ada King", [1, 2, 4]),
        ("@king@example.com: yes", [2]),
        ("@jörg o'neil.", [3]),
        ("write to ada@ada.com", []),
        ("@Adamant", []),
        ("@@Ada", []),
        ("Ada King", []),
        ("", []),
    ],
)
def test_longest_name_first_and_whole_words_only(text: str, called: list[int]) -> None:
    assert mentioned(text, PEOPLE) == called


@given(st.text(max_size=80), st.sampled_from(PEOPLE))
def test_a_name_between_spaces_is_always_found(noise: str, who: Member) -> None:
    assert who.id in mentioned(f"{noise} @{who.name} {noise}", PEOPLE)


def test_nobody_is_called_where_there_are_no_members() -> None:
    assert mentioned("@Ada", ()) == []
    assert mentioned("@", (Member(1, " ", ""),)) == []
