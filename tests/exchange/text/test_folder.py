"""Programs over several files, and as they were on earlier dates."""

import datetime as dt
from pathlib import Path

from pilotage.exchange import text
from pilotage.plan.vocabulary.amounts import ThreePointEstimate
from pilotage.plan.vocabulary.program import Program

FILES = {
    "program.yaml": "program: atlas\ntarget: { ga: 2026-12-11 }\nworkstreams:\n  ledger: { team: core }\n  edge: {}\n"
    "milestones:\n  ga: { after: ledger/schema, commit: 2026-12-18 }\n",
    "workstreams/edge.yaml": "workstreams:\n  edge:\n    activities:\n"
    "      proxy: { duration: 2d, after: ledger/schema }\n",
    "workstreams/ledger.yaml": "workstreams:\n  ledger:\n    activities:\n"
    "      schema: { estimate: 8d/12d/20d, started: 2026-09-01, done: 60% }\n",
    "risks.yml": "risks:\n  lag: { probability: 30%, impact: { days: 5 } }\nasks:\n  - { text: First }\n",
    "more/risks.yaml": "risks:\n  loss: { probability: 10% }\nasks:\n  - { text: Second }\n",
    "earlier/2026-07-24.yaml": "target: { ga: 2026-11-27 }\nworkstreams:\n  ledger:\n    activities:\n"
    "      schema: { started: null, done: null, estimate: 6d/9d/15d }\n"
    "milestones:\n  ga: { commit: null }\nrisks:\n  lag: null\n",
    "earlier/2026-08-07.yaml": "status_date: 2026-08-06\nmilestones:\n  ga: { commit: null }\n",
}


def make(folder: Path, files: dict[str, str]) -> Path:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, "utf-8")
    return folder


def program_of(result: text.TextResult) -> Program:
    assert result.problems == ()
    assert result.program is not None
    return result.program


def test_a_folder_is_one_program(tmp_path: Path) -> None:
    program = program_of(text.read(make(tmp_path, FILES)))
    assert [row.id for row in program.activities] == ["ledger/schema", "edge/proxy", "ga"]
    assert [stream.team for stream in program.workstreams] == ["core", None]
    assert {risk.id for risk in program.risks} == {"lag", "loss"}
    assert {ask.text for ask in program.asks} == {"First", "Second"}


def test_problems_name_the_file(tmp_path: Path) -> None:
    files = FILES | {"workstreams/edge.yaml": "workstreams:\n  edge:\n    activities:\n      proxy: { duration: 2 }\n"}
    problem = text.read(make(tmp_path, files)).problems[0]
    assert str(problem).startswith("workstreams/edge.yaml:4:26:")


def test_a_key_in_two_files_names_both(tmp_path: Path) -> None:
    files = FILES | {"z.yaml": "program: other\nrisks:\n  lag: { probability: 20% }\n"}
    first, second = text.read(make(tmp_path, files)).problems
    assert (first.id, first.source.file, first.source.line) == ("duplicate-key", "z.yaml", 1)
    assert "program.yaml, line 1" in first.message
    assert "risks.yml, line 2" in second.message


def test_hidden_files_and_links_out_of_the_folder_are_left_out(tmp_path: Path) -> None:
    outside = tmp_path / "secret.yaml"
    outside.write_text("title: Secret\n", "utf-8")
    folder = make(tmp_path / "atlas", FILES | {".hidden/x.yaml": "title: Hidden\n"})
    (folder / "link.yaml").symlink_to(outside)
    assert program_of(text.read(folder)).title == "Atlas"


def test_earlier_states_are_laid_over_the_current_one(tmp_path: Path) -> None:
    folder = make(tmp_path, FILES)
    (july, then), (august, later) = text.read_earlier(folder)
    assert (july, august) == (dt.date(2026, 7, 24), dt.date(2026, 8, 7))
    schema, proxy, ga = then.activities
    assert schema.actual_start is None
    assert schema.progress == 0
    assert isinstance(schema.estimate, ThreePointEstimate)
    assert schema.estimate.likely.minutes == 9 * 480
    assert proxy.duration is not None
    assert (ga.target, ga.commitment) == (dt.date(2026, 11, 27), None)
    assert [risk.id for risk in then.risks] == ["loss"]
    assert (then.status_date, later.status_date) == (july, dt.date(2026, 8, 6))
    assert program_of(text.read(folder)).status_date is None


def test_mistakes_in_earlier_states_are_reported_apart(tmp_path: Path) -> None:
    files = FILES | {"earlier/2026-07-24.yaml": "milestones:\n  ga: { comit: null, target: soon }\n"}
    assert text.read(make(tmp_path, files)).problems == ()
    (_day, result), _other = text.read_earlier_files(text.load(tmp_path))
    assert [(p.id, str(p.source)) for p in result.problems] == [("wrong-date", "earlier/2026-07-24.yaml:2:30")]
