"""A program written back into its text: one-field edits are one-line diffs, and nothing of the author's is lost."""

import datetime as dt
from difflib import unified_diff

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings

from pilotage.exchange import text
from pilotage.exchange.text.rewriting.rewriter import edited, in_text_order
from pilotage.plan.vocabulary.activities import Activity, Dependency
from pilotage.plan.vocabulary.amounts import Span
from pilotage.plan.vocabulary.program import Program
from pilotage.plan.vocabulary.risks import Risk
from tests.exchange.drawn.programs import programs

ATLAS = """\
# Payments, third attempt.
program: atlas
title:   Payments in three regions   # as in the charter
owner: mira
zone: Europe/Berlin
status_date: 2026-09-18
target: { ga: 2026-12-11 }

calendars:
  default: { week: mon-fri 09:00-17:00, holidays: [DE] }

teams:
  ledger: {lead: oskar}
  edge:   {lead: priya, location: Pune}

workstreams:
  # the hard part
  ledger-split:
    team: ledger
    activities:
      schema:   { title: Split the ledger schema, estimate: 8d/12d/20d, owner: oskar, done: 60% }  # Oskar's guess
      dual:     { title: Dual writes, estimate: 10d/15d/30d, after: schema }

      # may be repeated
      backfill:
        title: Backfill 400 M rows   # of 512
        estimate: 5d/6d/15d
        after:
          - dual SS+3d
          - edge-routing/proxy       # the only way in
        note: |
          Twice on staging,
          once for real.
      cutover:  { title: "Cut-over rehearsal", duration: 2d, after: backfill,
                  not-before: 2026-11-02 }
  edge-routing:
    activities:
      proxy: { title: Regional proxy, estimate: 10d/14d/25d }

milestones:
  beta: { title: Beta in EU, after: [ledger-split/cutover], commit: 2026-11-20 }
  ga:   { title: General availability, after: beta +10d }

risks:
  replica-lag:
    event: replication lag exceeds 5 s
    probability: 30%
    impact: { days: 5/10/20 }
    hits: ledger-split/backfill
# the end
"""


def program_of(source: str) -> Program:
    result = text.read_text(source, "atlas.yaml")
    assert result.problems == ()
    assert result.program is not None
    return result.program


def with_activity(program: Program, row: str, **changes: object) -> Program:
    rows = tuple(msgspec.structs.replace(a, **changes) if a.id == row else a for a in program.activities)
    return msgspec.structs.replace(program, activities=rows)


def diff(old: str, new: str) -> list[str]:
    lines = unified_diff(old.splitlines(), new.splitlines(), n=0, lineterm="")
    return [line for line in lines if not line.startswith(("---", "+++", "@@"))]


def rewritten(program: Program, source: str = ATLAS) -> list[str]:
    """The diff of writing ``program`` back; reading the new text must give it."""
    new = text.rewrite(source, program)
    assert program_of(new) == in_text_order(program)
    return diff(source, new)


def test_no_change_is_no_diff() -> None:
    assert text.rewrite(ATLAS, program_of(ATLAS)) == ATLAS


def test_a_number_in_brackets() -> None:
    line = next(line for line in ATLAS.splitlines() if "Oskar's guess" in line)
    changed = rewritten(with_activity(program_of(ATLAS), "ledger-split/schema", progress=0.75))
    assert changed == [f"-{line}", f"+{line.replace('60%', '75%')}"]


def test_a_value_on_its_own_line_keeps_its_comment() -> None:
    assert rewritten(with_activity(program_of(ATLAS), "ledger-split/backfill", title="Backfill: all rows")) == [
        "-        title: Backfill 400 M rows   # of 512",
        '+        title: "Backfill: all rows"   # of 512',
    ]


def test_the_header_keeps_its_spacing() -> None:
    program = msgspec.structs.replace(program_of(ATLAS), title="Payments")
    assert rewritten(program) == [
        "-title:   Payments in three regions   # as in the charter",
        "+title:   Payments   # as in the charter",
    ]


def test_a_new_key_in_brackets_takes_its_place() -> None:
    assert rewritten(with_activity(program_of(ATLAS), "ledger-split/dual", owner="priya")) == [
        "-      dual:     { title: Dual writes, estimate: 10d/15d/30d, after: schema }",
        "+      dual:     { title: Dual writes, estimate: 10d/15d/30d, after: schema, owner: priya }",
    ]


def test_a_new_key_on_a_line_of_its_own() -> None:
    assert rewritten(with_activity(program_of(ATLAS), "ledger-split/backfill", owner="priya")) == [
        "+        owner: priya"
    ]


def test_a_line_that_becomes_too_long_is_broken_up() -> None:
    title = (
        "Dual writes into the old and the new schema, with a comparison of every row that was written in the last hour"
    )
    assert rewritten(with_activity(program_of(ATLAS), "ledger-split/dual", owner="priya", title=title)) == [
        "-      dual:     { title: Dual writes, estimate: 10d/15d/30d, after: schema }",
        "+      dual:",
        f"+        title: {title}",
        "+        estimate: 10d/15d/30d",
        "+        after: schema",
        "+        owner: priya",
    ]


def test_a_key_goes() -> None:
    assert rewritten(with_activity(program_of(ATLAS), "beta", commitment=None)) == [
        "-  beta: { title: Beta in EU, after: [ledger-split/cutover], commit: 2026-11-20 }",
        "+  beta: { title: Beta in EU, after: [ledger-split/cutover] }",
    ]


def test_a_target_is_changed_in_the_header() -> None:
    assert rewritten(with_activity(program_of(ATLAS), "ga", target=dt.date(2026, 12, 18))) == [
        "-target: { ga: 2026-12-11 }",
        "+target: { ga: 2026-12-18 }",
    ]


def test_a_target_is_changed_where_its_author_wrote_it() -> None:
    source = ATLAS.replace("target: { ga: 2026-12-11 }\n", "").replace("beta +10d }", "beta +10d, target: 2026-12-11 }")
    assert rewritten(with_activity(program_of(source), "ga", target=dt.date(2026, 12, 18)), source) == [
        "-  ga:   { title: General availability, after: beta +10d, target: 2026-12-11 }",
        "+  ga:   { title: General availability, after: beta +10d, target: 2026-12-18 }",
    ]


def test_a_note_of_several_lines() -> None:
    assert rewritten(
        with_activity(program_of(ATLAS), "ledger-split/backfill", note="Once on staging,\nonce for real.\n")
    ) == [
        "-          Twice on staging,",
        "+          Once on staging,",
    ]


def test_a_dependency_of_a_list() -> None:
    program = program_of(ATLAS)
    found = tuple(
        msgspec.structs.replace(d, lag=Span(2400)) if d.id == "ledger-split/dual>ledger-split/backfill:SS" else d
        for d in program.dependencies
    )
    assert rewritten(msgspec.structs.replace(program, dependencies=found)) == [
        "-          - dual SS+3d",
        "+          - dual SS+5d",
    ]


def test_a_new_dependency_of_a_list() -> None:
    program = program_of(ATLAS)
    more = Dependency(predecessor="ledger-split/schema", successor="ledger-split/backfill")
    new = msgspec.structs.replace(program, dependencies=(*program.dependencies, more))
    assert rewritten(new) == ["+          - schema"]


def test_a_new_activity_is_aligned() -> None:
    program = program_of(ATLAS)
    new = Activity(id="ledger-split/audit", title="Audit", workstream="ledger-split", duration=Span(960))
    rows = list(program.activities)
    rows.insert(1, new)
    assert rewritten(msgspec.structs.replace(program, activities=tuple(rows))) == ["+      audit:    { duration: 2d }"]


def test_an_activity_goes() -> None:
    program = program_of(ATLAS)
    rows = tuple(a for a in program.activities if a.id != "ledger-split/cutover")
    links = tuple(d for d in program.dependencies if "ledger-split/cutover" not in (d.predecessor, d.successor))
    assert rewritten(msgspec.structs.replace(program, activities=rows, dependencies=links)) == [
        '-      cutover:  { title: "Cut-over rehearsal", duration: 2d, after: backfill,',
        "-                  not-before: 2026-11-02 }",
        "-  beta: { title: Beta in EU, after: [ledger-split/cutover], commit: 2026-11-20 }",
        "+  beta: { title: Beta in EU, commit: 2026-11-20 }",
    ]


def test_a_row_moves() -> None:
    program = program_of(ATLAS)
    rows = list(program.activities)
    rows[0], rows[1] = rows[1], rows[0]
    changed = rewritten(msgspec.structs.replace(program, activities=tuple(rows)))
    assert sorted(line[1:] for line in changed if line[0] == "-") == sorted(
        line[1:] for line in changed if line[0] == "+"
    )
    assert len(changed) == 2


def test_the_first_activity_of_a_workstream() -> None:
    source = "program: p\nworkstreams:\n  core:\n  edge: { team: x }\n"
    program = program_of(source)
    rows = tuple(Activity(id=f"{stream}/a", title="A", workstream=stream) for stream in ("core", "edge"))
    assert rewritten(msgspec.structs.replace(program, activities=rows), source) == [
        "-  edge: { team: x }",
        "+    activities:",
        "+      a: {}",
        "+  edge:",
        "+    team: x",
        "+    activities:",
        "+      a: {}",
    ]


def test_a_new_section() -> None:
    source = "program: p\n\nrisks:\n  r: { probability: 30% }\n"
    new = msgspec.structs.replace(program_of(source), activities=(Activity(id="a", title="A"),))
    assert rewritten(new, source) == ["+", "+activities:", "+  a: {}"]


def test_the_last_entry_of_a_section() -> None:
    assert rewritten(msgspec.structs.replace(program_of(ATLAS), risks=())) == [
        "-",
        "-risks:",
        "-  replica-lag:",
        "-    event: replication lag exceeds 5 s",
        "-    probability: 30%",
        "-    impact: { days: 5/10/20 }",
        "-    hits: ledger-split/backfill",
    ]


def test_a_faulty_value_is_left_where_it_is() -> None:
    source = ATLAS.replace("duration: 2d,", "duration: two days,")
    program = text.read_text(source).program
    assert program is not None
    new = text.rewrite(source, with_activity(program, "ledger-split/schema", progress=0.75))
    assert len(diff(source, new)) == 2
    assert "duration: two days," in new


def test_a_text_that_is_not_yaml_is_refused() -> None:
    with pytest.raises(text.RewriteError) as error:
        text.rewrite("program: p\ntitle: [\n", program_of(ATLAS))
    assert error.value.problems[0].id == "wrong-yaml"


def test_windows_line_ends_stay() -> None:
    source = ATLAS.replace("\n", "\r\n")
    new = text.rewrite(source, with_activity(program_of(source), "ledger-split/backfill", owner="priya"))
    assert "\n" not in new.replace("\r\n", "")
    assert diff(source, new) == ["+        owner: priya"]


def test_a_folder_changes_only_the_file_concerned() -> None:
    files = text.write_folder(program_of(ATLAS))
    program = text.read_files(files).program
    assert program is not None
    new = text.rewrite_folder(files, with_activity(program, "edge-routing/proxy", owner="priya"))
    changed = [path for path in files if files[path] != new[path]]
    assert changed == ["workstreams/edge-routing.yaml"]
    risk = Risk(id="late", title="Late", probability=0.1)
    new = text.rewrite_folder(files, msgspec.structs.replace(program, risks=(*program.risks, risk)))
    assert [path for path in files if files[path] != new[path]] == ["risks.yaml"]


@settings(deadline=None, max_examples=25, suppress_health_check=list(HealthCheck))
@given(programs(), programs())
def test_any_program_can_be_written_over_any_other(old: Program, new: Program) -> None:
    assert text.read_text(text.rewrite(text.write(old), new)).program == in_text_order(new)


@settings(deadline=None, max_examples=25, suppress_health_check=list(HealthCheck))
@given(programs())
def test_edits_suffice_for_a_change_of_a_row(program: Program) -> None:
    """The last resort, writing the text anew, is not needed."""
    if not program.activities:
        return
    source = text.write(program)
    last = program.activities[-1]
    row = msgspec.structs.replace(last, title="x" if last.title != "x" else "y", note="one\ntwo\n", owner=None)
    new = msgspec.structs.replace(program, activities=(*program.activities[:-1], row))
    assert text.read_text(edited({"p": source}, program, new)["p"]).program == new
