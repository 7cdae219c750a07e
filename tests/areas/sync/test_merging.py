"""A file meets a program: the rules, on drawn programs."""

import datetime as dt

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from pilotage.areas.sync.rules.alignment import align
from pilotage.areas.sync.rules.comparing import compare
from pilotage.areas.sync.rules.merging import merge
from pilotage.plan.vocabulary.activities import Activity, Dependency
from pilotage.plan.vocabulary.amounts import Span
from pilotage.plan.vocabulary.program import Program
from pilotage.plan.vocabulary.risks import Risk
from tests.areas.sync.plans import ESTIMATE, days

START = dt.datetime(2026, 3, 2, 9, tzinfo=dt.UTC)

DRAWN = settings(deadline=None, max_examples=60)


@st.composite
def programs(draw: st.DrawFn) -> Program:
    """Up to eight activities with few ids and keys, so that two programs share some."""
    ids = draw(st.lists(st.sampled_from("abcdefgh"), unique=True, max_size=8))
    keys = draw(st.permutations([f"tool/{letter}" for letter in "abcdefgh"]))
    activities = tuple(
        Activity(
            id=code,
            title=draw(st.sampled_from(["Survey", "Build", "Open"])),
            key=key if draw(st.booleans()) else None,
            duration=draw(st.sampled_from([None, days(1), days(5)])),
            estimate=draw(st.sampled_from([None, None, ESTIMATE])),
            note=draw(st.sampled_from(["", "by hand"])),
        )
        for code, key in zip(ids, keys, strict=False)
    )
    pairs = [(a, b) for a in ids for b in ids if a < b]
    chosen = draw(st.lists(st.sampled_from(pairs), unique=True, max_size=5)) if pairs else []
    links = tuple(Dependency(predecessor=a, successor=b) for a, b in chosen)
    hits = tuple(draw(st.lists(st.sampled_from(ids), unique=True, max_size=2))) if ids else ()
    risks = (Risk(id="storm", title="Storm", probability=0.2, hits=hits),) if draw(st.booleans()) else ()
    final = draw(st.sampled_from([None, *ids]))
    return Program(id="p", title="P", start=START, final=final, activities=activities, dependencies=links, risks=risks)


def ids(program: Program) -> list[str]:
    return [activity.id for activity in program.activities]


@DRAWN
@given(programs(), programs())
def test_a_faithful_file_is_the_program(old: Program, new: Program) -> None:
    merged = merge(old, new, faithful=True, remove=True)
    assert replace(merged, activities=(), dependencies=(), risks=(), final=None) == replace(
        new, activities=(), dependencies=(), risks=(), final=None
    )
    assert [replace(row, id="") for row in merged.activities] == [replace(row, id="") for row in new.activities]


@DRAWN
@given(programs(), programs(), st.booleans(), st.booleans())
def test_importing_again_changes_nothing(old: Program, new: Program, faithful: bool, remove: bool) -> None:
    once = merge(old, new, faithful=faithful, remove=remove)
    again = merge(once, new, faithful=faithful, remove=remove)
    assert again == once


@DRAWN
@given(programs(), programs(), st.booleans(), st.booleans())
def test_ids_stay_unique_and_nothing_of_ours_dangles(old: Program, new: Program, faithful: bool, remove: bool) -> None:
    merged = merge(old, new, faithful=faithful, remove=remove)
    assert len(set(ids(merged))) == len(merged.activities)
    there = set(ids(merged))
    assert {end for link in merged.dependencies for end in (link.predecessor, link.successor)} <= there
    assert {hit for risk in merged.risks for hit in risk.hits} <= there
    assert merged.final is None or merged.final in there


@DRAWN
@given(programs(), programs())
def test_nothing_is_lost_unless_asked(old: Program, new: Program) -> None:
    merged = merge(old, new, faithful=False, remove=False)
    assert set(ids(old)) <= set(ids(merged))
    assert {risk.id for risk in old.risks} <= {risk.id for risk in merged.risks}


@DRAWN
@given(programs(), programs())
def test_a_field_that_the_file_does_not_carry_stays(old: Program, new: Program) -> None:
    bare = replace(new, activities=tuple(replace(row, estimate=None, note="") for row in new.activities))
    merged = {row.id: row for row in merge(old, bare, faithful=False, remove=False).activities}
    for row in old.activities:
        assert (merged[row.id].estimate, merged[row.id].note) == (row.estimate, row.note)


def test_a_renamed_row_is_known_by_its_key() -> None:
    old = Program(id="p", title="P", activities=(Activity(id="quay/survey", title="Survey", key="tool/1"),))
    new = Program(
        id="p",
        title="P",
        activities=(Activity(id="t1", title="Sounding", key="tool/1"), Activity(id="t2", title="Build", key="tool/2")),
        dependencies=(Dependency(predecessor="t1", successor="t2"),),
        final="t1",
    )
    aligned = align(new, old)
    assert ids(aligned) == ["quay/survey", "t2"]
    assert (aligned.dependencies[0].predecessor, aligned.final) == ("quay/survey", "quay/survey")


def test_a_row_of_ours_keeps_its_place() -> None:
    old = Program(id="p", title="P", activities=tuple(Activity(id=code, title=code) for code in "abc"))
    new = replace(old, activities=(old.activities[0], old.activities[2], Activity(id="d", title="d")))
    assert ids(merge(old, new, faithful=False, remove=False)) == ["a", "b", "c", "d"]


def test_the_difference_says_what_becomes_of_the_final_date() -> None:
    old = Program(
        id="p",
        title="P",
        start=START,
        final="a",
        activities=(Activity(id="a", title="Open", duration=Span(480)),),
    )
    new = replace(old, activities=(replace(old.activities[0], duration=days(3)),))
    found = compare(old, new)
    assert (found.added, found.changed, found.removed, found.unchanged) == (0, 1, 0, 1)
    assert found.lines[0].text == "Open: duration 1d to 3d"
    assert found.summary is not None
    assert "".join(part if isinstance(part, str) else part.text for part in found.summary) == (
        "Open moves 2 working days later, to 4 Mar."
    )


def test_rows_that_share_a_key_stay_apart() -> None:
    def row(code: str) -> Activity:
        return Activity(id=code, title=code, key="kep/0")

    old = Program(id="p", title="P", activities=(row("node/kep-0"), row("docs/kep-0"), row("api/kep-0")))
    assert ids(align(old, old)) == ids(old)
    moved = Program(
        id="p", title="P", activities=(row("infra/kep-0"), row("docs/kep-0"), row("api/kep-0"), row("apps/kep-0"))
    )
    assert ids(align(moved, old)) == ["node/kep-0", "docs/kep-0", "api/kep-0", "apps/kep-0"]
