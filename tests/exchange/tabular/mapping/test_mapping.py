"""Mapping files: what they can say, and what is said about their mistakes."""

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest

from pilotage import exchange
from pilotage.exchange.tabular import load_mapping, read_mapping, shipped, shipped_names, write_mapping
from pilotage.exchange.tabular.shipped import shipped_text
from tests.exchange.tabular.tables import TODAY, ids, mapping_of, program_of, read_csv


def read_json(rows: list[dict[str, Any]], mapping: str) -> exchange.ReadResult:
    return exchange.read(("rows.json", json.dumps(rows).encode()), mapping=mapping_of(mapping), today=TODAY)


def titles(rows: list[dict[str, Any]], mapping: str) -> list[str]:
    return [a.title for a in program_of(read_json(rows, mapping)).activities]


@pytest.mark.parametrize("name", shipped_names())
def test_shipped_mappings_have_no_mistakes_and_survive_a_round_trip(name: str) -> None:
    mapping = shipped(name)
    assert mapping is not None
    again, problems = read_mapping(write_mapping(mapping), folder=mapping.folder)
    assert again == mapping
    assert problems == ()
    path = Path(mapping.folder) / f"{name}.toml"
    text = path.read_text("utf-8")
    assert read_mapping(text, path.name, folder=mapping.folder, base=shipped_text) == (mapping, ())


def test_odd_names_survive_a_round_trip() -> None:
    text = (
        '[activities]\ntitle = "Say \\"Titel\\"\\\\ \\u007f"\nnote = { const = 3 }\n'
        '["lookups"."a b".table]\n"1.0" = "x"\n'
    )
    mapping = mapping_of(text)
    assert read_mapping(write_mapping(mapping))[0] == mapping


@pytest.mark.parametrize(
    ("text", "problem", "line", "column"),
    [
        ('name = "x"\n[activites]\ntitle = "T"\n', "unknown-mapping-key", 2, 2),
        ('[activities]\ntitle = "T"\nfinnish = "F"\n', "unknown-mapping-key", 3, 1),
        ('[activities]\ntitle = { path = "T", spilt = "," }\n', "unknown-mapping-key", 2, 23),
        ('[source]\nheader_row = "one"\n', "mapping-invalid-value", 1, 2),
        ('[[activities]]\ntitle = "T"\n[[activities]]\nnope = "N"\n', "unknown-mapping-key", 4, 1),
        ("[activities]\ntitle = 5\n", "mapping-invalid-value", 2, 1),
        ('[program]\nzones = "UTC"\n', "unknown-mapping-key", 2, 1),
        ('[lookups.release]\nfiles = "x"\n', "unknown-mapping-key", 2, 1),
    ],
)
def test_mistakes_are_told_with_their_place(text: str, problem: str, line: int, column: int) -> None:
    mapping, problems = read_mapping(text, "map.toml")
    assert mapping is not None
    assert [(p.id, p.source.file, p.source.line, p.source.column) for p in problems] == [
        (problem, "map.toml", line, column)
    ]


def test_a_near_miss_is_suggested() -> None:
    _mapping, (problem,) = read_mapping('[activities]\nfinnish = "F"\n', "map.toml")
    assert "finish" in problem.hint


def test_text_that_is_not_toml() -> None:
    mapping, (problem,) = read_mapping("title =", "map.toml")
    assert mapping is None
    assert problem.id == "malformed-mapping"


def test_a_missing_mapping_is_told(tmp_path: Path) -> None:
    assert load_mapping(tmp_path / "none.toml")[1][0].id == "unknown-mapping"
    assert ids(read_csv("Title\nA\n", mapping="no-such")) == ["unknown-mapping"]


def test_an_unknown_column_is_told_with_the_nearest_one() -> None:
    mapping = mapping_of('[activities]\ntitle = "Titel"\nid = "ID"\n')
    problem = read_csv("ID,Title\na,A\n", mapping=mapping).problems[0]
    assert problem.id == "unknown-column"
    assert "Title" in problem.hint


def test_transforms_in_their_order() -> None:
    rows = [{"n": 7, "s": "In PROGRESS", "tags": "a| b |a", "v": "v1.30", "p": {"q": "x"}, "e": ""}]
    text = """
        [lookups.days.table]
        "1.30" = "2024-04-17"
        [activities]
        id = { template = "row-{n}" }
        title = { path = "v", extract = "\\\\d+\\\\.\\\\d+", template = "Release {@} of {p.q}" }
        labels = { path = "tags", split = "|", ignore = ["b"] }
        note.lines = [
          { path = "s", values = { "in progress" = "doing" }, prefix = "Status: " }, { path = "e" }, { const = "end" },
        ]
        target = { path = "v", extract = "1\\\\.\\\\d+", lookup = "days" }
        team = { path = "missing", default = "Unknown" }
        owner = [{ path = "e" }, { path = "p.q" }]
        """
    program = program_of(read_json(rows, text))
    (one,) = program.activities
    assert (one.id, one.title, one.labels) == ("row-7", "Release 1.30 of x", ("a",))
    assert (one.note, one.target) == ("Status: doing\nend", dt.date(2024, 4, 17))
    assert (one.team, one.owner) == ("unknown", "x")


def test_known_words_are_put_right_and_strange_ones_left_out() -> None:
    rows = [{"t": "A", "s": "implemented"}, {"t": "B", "s": "imlpemented"}, {"t": "C", "s": "whatever"}]
    text = '[activities]\ntitle = "t"\nnote = { path = "s", known = ["implemented", "planned"] }\n'
    result = read_json(rows, text)
    assert [a.note for a in program_of(result).activities] == ["implemented", "implemented", ""]
    assert [(p.id, p.source.row) for p in result.problems] == [("misspelt-word", 2), ("unknown-word", 3)]


def test_conditions_choose_rows_and_values() -> None:
    rows = [
        {"t": "A", "k": "bug", "d": "2026-09-01"},
        {"t": "B", "k": "task", "d": "2026-12-01"},
        {"t": "C", "d": "2026-09-01"},
    ]
    text = """
        [activities]
        title = "t"
        target = { path = "d", past = false }
        note = { const = "old", when = { path = "d", past = true } }
        when = [{ path = "k", filled = true }, { path = "k", none_of = ["Epic"] }]
        """
    found = program_of(read_json(rows, text)).activities
    assert [(a.title, a.target, a.note) for a in found] == [("A", None, "old"), ("B", dt.date(2026, 12, 1), "")]


def test_a_map_is_expanded_into_a_chain_of_milestones() -> None:
    rows = [
        {
            "n": 1,
            "t": "Probes",
            "stage": "beta",
            "m": {"stable": "2026-12-01", "alpha": "2026-01-10", "beta": "2026-05-10", "odd": "x"},
        },
        {"n": 2, "t": "None", "stage": None, "m": None},
    ]
    text = """
        [[activities]]
        id = { template = "k{n}" }
        title = "t"
        [[activities]]
        expand = { path = "m", order = ["alpha", "beta", "stable"] }
        id = { template = "k{n}-{@key}" }
        title = { template = "{t}: {@key} ({@index})" }
        parent = { template = "k{n}" }
        kind = { const = "milestone" }
        target = "@value"
        finished = { path = "@value", when = { use = "reached", filled = true } }
        chain = "FS"
        [values.reached]
        const = "yes"
        when = { path = "stage", order = ["alpha", "beta", "stable"], at_least = "@key" }
        [[activities]]
        otherwise = true
        id = { template = "k{n}-undated" }
        title = { template = "{t}: undated" }
        parent = { template = "k{n}" }
        kind = { const = "milestone" }
        """
    result = read_json(rows, text)
    program = program_of(result)
    assert [
        (a.id, a.parent, a.target and a.target.isoformat(), a.actual_finish is not None) for a in program.activities
    ] == [
        ("k1", None, None, False),
        ("k1-alpha", "k1", "2026-01-10", True),
        ("k1-beta", "k1", "2026-05-10", True),
        ("k1-stable", "k1", "2026-12-01", False),
        ("k2", None, None, False),
        ("k2-undated", "k2", None, False),
    ]
    assert [d.id for d in program.dependencies] == ["k1-alpha>k1-beta:FS", "k1-beta>k1-stable:FS"]
    assert ids(result) == ["unknown-entry"]


def test_stages_that_run_backwards_are_told() -> None:
    text = """
        [activities]
        expand = { path = "m" }
        title = "@key"
        target = "@value"
        chain = "FS"
        """
    assert "dates-run-backwards" in ids(read_json([{"m": {"a": "2026-05-01", "b": "2026-04-01"}}], text))


def test_a_lookup_in_a_file_beside_the_mapping(tmp_path: Path) -> None:
    (tmp_path / "schedule.csv").write_text(
        "release,what,date\n1.30,freeze,2024-02-01\n1.30,v1.30.0 released,2024-04-17\n"
    )
    (tmp_path / "map.toml").write_text(
        """
        [lookups.release]
        file = "schedule.csv"
        key = "release"
        value = "date"
        where = { what = "released$" }
        assumed = { "1.31" = "2024-08-13" }
        [activities]
        title = "t"
        target = { path = "r", lookup = "release" }
        """
    )
    source = ("rows.json", b'[{"t": "A", "r": "1.30"}, {"t": "B", "r": "1.31"}, {"t": "C", "r": "1.99"}]')
    result = exchange.read(source, mapping=tmp_path / "map.toml")
    assert [a.target for a in program_of(result).activities] == [dt.date(2024, 4, 17), dt.date(2024, 8, 13), None]
    assert ids(result) == ["assumed-value", "not-in-lookup"]


@pytest.mark.parametrize("file", ["../secret.csv", "/etc/passwd", "none.csv"])
def test_a_lookup_may_not_leave_the_folder_of_its_mapping(tmp_path: Path, file: str) -> None:
    (tmp_path / "secret.csv").write_text("k,v\n1,2\n")
    folder = tmp_path / "maps"
    folder.mkdir()
    (folder / "map.toml").write_text(
        f'[lookups.l]\nfile = "{file}"\nkey = "k"\nvalue = "v"\n[activities]\ntitle = {{ path = "T", lookup = "l" }}\n'
    )
    result = read_csv("T,U\n1,x\n", mapping=folder / "map.toml")
    assert ids(result)[0] == "lookup-file-missing"


def test_a_mapping_given_as_text_reads_no_files() -> None:
    mapping = mapping_of('[lookups.l]\nfile = "kep.toml"\nkey = "k"\nvalue = "v"\n[activities]\ntitle = "T"\n')
    assert "lookup-file-missing" in ids(read_csv("T,U\n1,x\n", mapping=mapping))


def test_a_mapping_may_extend_a_shipped_one(tmp_path: Path) -> None:
    path = tmp_path / "map.toml"
    path.write_text('extends = "activities-csv"\n[program]\ntitle = "Mine"\n[activities]\ntitle = "Thing"\n')
    program = program_of(read_csv("ID,Thing,Duration\na,Schema,5d\n", mapping=path))
    assert (program.title, program.activities[0].title, program.activities[0].id) == ("Mine", "Schema", "a")
    path.write_text('extends = "nothing"\n')
    assert "unknown-mapping" in ids(read_csv("ID,Thing\na,b\n", mapping=path))


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ('title = { path = "t", extract = "(a+)+" }', "unusable-pattern"),
        ('title = { path = "t", lookup = "nope" }', "unknown-lookup"),
        ('title = { use = "nope" }', "unknown-mapping-value"),
        ('title = { use = "loop" }', "mapping-too-deep"),
    ],
)
def test_what_a_mapping_refers_to_must_be_there(line: str, problem: str) -> None:
    text = f'[values]\nloop = {{ use = "loop" }}\n[activities]\nid = "t"\n{line}\n'
    assert problem in ids(read_json([{"t": "A"}], text))


def test_rows_that_repeat_a_problem_fill_no_memory() -> None:
    result = read_csv("Title,Duration\n" + "A,soon\n" * 5_000)
    assert len(result.problems) < 500
    assert "more problems" in result.problems[-1].message
