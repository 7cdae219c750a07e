"""What a file is, and what is said of files that are nothing we know."""

import os
import threading
from pathlib import Path

import pytest

from pilotage import exchange
from pilotage.exchange.tabular import shipped_names
from tests.exchange.tabular.tables import ids, mapping_of, program_of, read_csv

YAML = b"program: atlas\ntitle: Atlas\nmilestones:\n  ga: { title: GA }\n"
MSPDI = b'<?xml version="1.0"?>\n<Project xmlns="http://schemas.microsoft.com/project"><Tasks/></Project>'


@pytest.mark.parametrize(
    ("name", "data", "format_", "mapping"),
    [
        ("a.yaml", YAML, "text", ""),
        ("a.txt", YAML, "text", ""),
        ("a.xml", MSPDI, "mspdi", ""),
        ("a", MSPDI, "mspdi", ""),
        ("a.xml", b"<APIBusinessObjects/>", "pmxml", ""),
        ("a.xer", b"ERMHDR\t8.0\n", "xer", ""),
        ("a.mpp", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 100, "mpp", ""),
        ("a.csv", b"Task Name,Duration\nA,1d\n", "csv", "activities-csv"),
        ("a.csv", b"Risk,Likelihood\nA,10%\n", "csv", "risks-csv"),
        ("a.csv", b"Summary,Issue key\nA,B-1\n", "csv", "jira-csv"),
        ("a.csv", b"Colour,Weight\nred,1\n", "csv", ""),
        ("a.json", b'[{"key":"A-1","fields":{"summary":"x","status":{"name":"Open"}}}]', "json", "jira-json"),
        ("a.json", b'[{"title":"x","kep-number":1,"owning-sig":"s","status":"i"}]', "json", "kep"),
        ("a.jsonl", b'{"key":"A-1","fields":{"summary":"x","status":{"name":"Open"}}}\n', "jsonl", "jira-json"),
        ("a.json", b'{"id":"p","title":"P","zone":"UTC","activities":[],"calendars":[]}', "program-json", ""),
    ],
)
def test_files_are_recognized(name: str, data: bytes, format_: str, mapping: str) -> None:
    found = exchange.detect((name, data))
    assert found is not None
    assert (found.format, found.mapping) == (format_, mapping)


@pytest.mark.parametrize(
    "data", [b"\x89PNG\r\n\x1a\n" + bytes(range(256)), b"dear all,\nplease see below", b"%PDF-1.7"]
)
def test_other_files_are_told_what_is_accepted(data: bytes) -> None:
    result = exchange.read(("holiday.bin", data))
    assert ids(result) == ["unrecognized-file"]
    assert "csv" in result.problems[0].message
    assert "xlsx" in result.problems[0].hint


def test_a_table_that_no_mapping_fits_names_its_columns() -> None:
    result = read_csv("Colour,Weight\nred,1\n")
    assert ids(result) == ["unrecognized-columns"]
    assert "Colour, Weight" in result.problems[0].message
    assert "jira-csv" in result.problems[0].message


def test_a_named_format_wins(tmp_path: Path) -> None:
    path = tmp_path / "plan.dat"
    path.write_bytes(b"Task Name;Duration\nA;1d\n")
    assert program_of(exchange.read(path, format="csv")).activities[0].title == "A"
    assert program_of(exchange.read(path, format="activities-csv")).activities[0].title == "A"
    assert ids(exchange.read(path, format="word")) == ["unknown-format"]


def test_a_mapping_makes_a_table_of_a_file_that_does_not_look_like_one() -> None:
    mapping = mapping_of('[source]\nformat = "csv"\n[activities]\ntitle = "Only"\n')
    result = exchange.read(("list.dat", b"Only\nA\nB\n"), mapping=mapping)
    assert [a.title for a in program_of(result).activities] == ["A", "B"]


def test_text_folders_and_mspdi_are_handed_on(tmp_path: Path) -> None:
    (tmp_path / "program.yaml").write_bytes(YAML)
    assert program_of(exchange.read(tmp_path)).id == "atlas"
    assert exchange.read(("a.xml", MSPDI)).format == "mspdi"


def test_a_missing_file_raises() -> None:
    with pytest.raises(FileNotFoundError):
        exchange.read("no-such-file.csv")


def test_formats_name_what_is_read_and_written() -> None:
    names = {one.name: one for one in exchange.formats()}
    assert names["xlsx"].reads
    assert names["xlsx"].writes
    assert not names["mpp"].writes
    assert shipped_names()[-1] == "activities-csv"


def test_a_pipe_is_read_like_a_file(tmp_path: Path) -> None:
    pipe = tmp_path / "plan.csv"
    os.mkfifo(pipe)
    writer = threading.Thread(target=pipe.write_text, args=("Id,Title,Duration\n1,Dig,2d\n",))
    writer.start()
    result = exchange.read(pipe)
    writer.join()
    assert result.program is not None
    assert [activity.title for activity in result.program.activities] == ["Dig"]
