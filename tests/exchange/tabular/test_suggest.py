"""The first guess at what the columns of a table are."""

import json

import pytest

from pilotage import exchange
from pilotage.exchange.tabular import suggest_mapping
from tests.exchange.tabular.tables import TODAY, program_of

PLAN = (
    "Ref;Task Title;Who is responsible;Planned start date;Est. duration;Mood\n"
    "1;Schema;Ann;01.09.2026;5 days;good\n"
    "2;Backfill;Bob;13.09.2026;10 days;bad\n"
)


def test_every_column_is_listed_with_samples_and_a_guess() -> None:
    found = suggest_mapping(("plan.csv", PLAN.encode()))
    assert found.section == "activities"
    assert [(guess.column, guess.field) for guess in found.columns] == [
        ("Ref", ""),
        ("Task Title", "title"),
        ("Who is responsible", "owner"),
        ("Planned start date", "start"),
        ("Est. duration", "duration"),
        ("Mood", ""),
    ]
    assert found.columns[1].samples == ("Schema", "Backfill")
    assert all(0.5 <= guess.confidence <= 1 for guess in found.columns if guess.field)


def test_a_suggestion_can_be_used_at_once() -> None:
    source = ("plan.csv", PLAN.encode())
    program = program_of(exchange.read(source, mapping=suggest_mapping(source).mapping, today=TODAY))
    assert [(a.title, a.owner, a.duration and a.duration.minutes) for a in program.activities] == [
        ("Schema", "ann", 2400),
        ("Backfill", "bob", 4800),
    ]


def test_content_speaks_against_a_name() -> None:
    found = suggest_mapping(("p.csv", b"Title,Start\nA,blue\nB,green\n"))
    assert [guess.field for guess in found.columns] == ["title", ""]


@pytest.mark.parametrize(
    ("header", "row", "section"),
    [
        ("Issue key,Summary,Status,Sprint", "A-1,Do it,Open,Sprint 1", "work_items"),
        ("Risk title,Likelihood,Mitigation,Cost impact", "Lag,30%,Link,400", "risks"),
        ("Activity Name,Original Duration,Predecessors", "Do it,5d,", "activities"),
    ],
)
def test_the_kind_of_rows_is_guessed(header: str, row: str, section: str) -> None:
    assert suggest_mapping(("x.csv", f"{header}\n{row}\n".encode())).section == section


def test_json_paths_are_listed_too() -> None:
    rows = [{"name": "A", "plan": {"duration": "5d"}, "tags": ["x"], "people": [{"name": "Ann"}]}]
    found = suggest_mapping(("x.json", json.dumps(rows).encode()), section="activities")
    assert [guess.column for guess in found.columns] == ["name", "plan.duration", "tags[]", "people[].name"]
    assert found.columns[1].field == "duration"


def test_a_file_that_is_no_table_suggests_nothing() -> None:
    assert suggest_mapping(("x.bin", b"\x89PNG\r\n\x1a\n\0\0\0\0")).columns == ()


def test_a_table_with_the_names_of_git_hosts() -> None:
    text = (
        "key,title,state,created_at,closed_at,assignee,milestone,html_url\n"
        "1,Gate,opened,2026-01-02T10:00:00Z,,ann,v1,https://example.org/1\n"
        "2,Door,closed,2026-01-02T10:00:00Z,2026-02-02T10:00:00Z,bo,v2,https://example.org/2\n"
    )
    found = suggest_mapping(("issues.csv", text.encode()))
    assert found.section == "work_items"
    fields = {guess.column: guess.field for guess in found.columns}
    assert fields["created_at"] == "created"
    assert fields["closed_at"] == "resolved"
    assert fields["milestone"] == "versions"
