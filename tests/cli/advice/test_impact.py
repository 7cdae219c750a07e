import csv
import io
import json

from tests.cli.test_files import ATLAS, pilotage


def test_an_activity_that_moves_says_who_is_hit() -> None:
    done = pilotage("impact", ATLAS, "tokens/key-service", "--days", "5")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("EU key service, 5 working days later. There is no room")
    assert "GA in three regions" in done.stdout
    assert "Teams: Identity" in done.stdout


def test_a_contract_moves_what_delivers_it_and_the_forms_agree() -> None:
    document = json.loads(pilotage("impact", ATLAS, "eu-token-service", "-d", "5", "-f", "json").stdout)
    rows = list(csv.DictReader(io.StringIO(pilotage("impact", ATLAS, "eu-token-service", "-f", "csv").stdout)))
    assert document["subject"] == "contract"
    assert "after" not in document
    assert [row["id"] for row in rows if row["kind"] == "milestone"] == [each["id"] for each in document["milestones"]]
    assert [row["id"] for row in rows if row["kind"] == "team"] == [each["id"] for each in document["teams"]]
    assert rows


def test_what_cannot_move_is_refused_in_words() -> None:
    done = pilotage("impact", ATLAS, "drain")
    assert done.returncode != 0
    assert "is delivered: it moves no more" in done.stderr
    assert "There is no activity" in pilotage("impact", ATLAS, "nowhere").stderr
