"""Work items: stored whole, brought up to date, found."""

import datetime as dt
import gzip
from itertools import islice
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pilotage.areas.actor import Actor
from pilotage.areas.people.models import Role
from pilotage.areas.programs.models import Program
from pilotage.areas.programs.operations import editing
from pilotage.areas.sync import operations as sync
from pilotage.areas.work import operations, queries
from pilotage.areas.work.models import WorkItem as Row
from pilotage.plan.vocabulary.amounts import Span
from pilotage.plan.vocabulary.work_items import Period, ScopeChange, StatusCategory, Transition, WorkItem
from tests.effort import effort

AT = dt.datetime(2026, 1, 5, 9, 30, tzinfo=dt.UTC)
SEVERAL = 4000


def save(items: list[WorkItem], actor: Actor, now: dt.datetime) -> None:
    with editing(actor=actor, program="harbor", needs=Role.EDITOR, now=now) as edit:
        operations.save_items(edit=edit, items=items)


def test_an_item_is_stored_and_brought_up_to_date(owner: Actor, program: Program, now: dt.datetime) -> None:
    item = WorkItem(
        key="D-1",
        title="Nul \x00 and ünïcode",
        kind="k" * 300,
        created=AT,
        due=dt.date(2026, 2, 1),
        points=3.0,
        labels=("a", "b"),
        transitions=(Transition(AT, "", "Open"),),
    )
    save([item], owner, now)
    save([WorkItem(key="D-1", title="New", status_category=StatusCategory.DONE, resolved=AT)], owner, now)
    row = Row.objects.get()
    assert (row.title, row.category, row.resolved, row.created, row.kind) == ("New", "done", AT, None, "")
    save([item], owner, now)
    row.refresh_from_db()
    assert (row.title, len(row.kind), row.created, row.due, row.points) == (
        "Nul  and ünïcode",
        100,
        AT,
        dt.date(2026, 2, 1),
        3.0,
    )
    assert row.details == {
        "labels": ["a", "b"],
        "transitions": [{"at": "2026-01-05T09:30:00Z", "before": "", "after": "Open"}],
    }


TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=80)
NAME = TEXT.filter(bool)
MOMENT = st.integers(-(10**15), 10**15).map(lambda n: AT + dt.timedelta(microseconds=n))
ITEMS = st.builds(
    WorkItem,
    key=NAME,
    title=TEXT,
    status=TEXT,
    status_category=st.sampled_from(StatusCategory),
    created=st.none() | MOMENT,
    started=st.none() | MOMENT,
    resolved=st.none() | MOMENT,
    due=st.none() | st.dates(dt.date(1990, 1, 1), dt.date(2040, 1, 1)),
    assignee=st.none() | NAME,
    team=st.none() | NAME,
    components=st.lists(TEXT, max_size=2).map(tuple),
    versions=st.lists(TEXT, max_size=2).map(tuple),
    estimate=st.none() | st.just(Span(480)),
    points=st.none() | st.floats(0, 100),
    parent=st.none() | NAME,
    blocked=st.booleans(),
    transitions=st.lists(st.builds(Transition, MOMENT, TEXT, TEXT), max_size=2).map(tuple),
    scopes=st.lists(st.builds(ScopeChange, MOMENT, TEXT, st.booleans()), max_size=2).map(tuple),
    blocks=st.lists(st.builds(Period, MOMENT, st.none() | MOMENT), max_size=2).map(tuple),
    logged=st.booleans(),
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(items=st.lists(ITEMS, max_size=4, unique_by=lambda item: item.key))
def test_items_come_back_as_they_were_stored(
    items: list[WorkItem], owner: Actor, program: Program, now: dt.datetime
) -> None:
    Row.objects.all().delete()
    save(items, owner, now)
    assert queries.load_items(program.pk) == tuple(items)


def test_a_program_s_items_are_loaded_whole(owner: Actor, program: Program, now: dt.datetime) -> None:
    items = tuple(
        WorkItem(
            key=f"D-{n}",
            title="Berth",
            created=AT + dt.timedelta(microseconds=n),
            due=dt.date(2026, 2, 1) if n % 2 else None,
            assignee="Ada",
            versions=("2.0",),
            transitions=(Transition(AT, "", "Open"),),
            scopes=(ScopeChange(AT, "2.0"),),
        )
        for n in range(3)
    )
    save(list(items), owner, now)
    before = queries.tracker(program.pk).generation
    assert queries.load_items(program.pk) == items
    save([WorkItem(key="D-0\x00", title="", labels=("a\x00b",))], owner, now)
    assert queries.load_items(program.pk)[0] == WorkItem(key="D-0", title="", labels=("ab",))
    assert queries.tracker(program.pk).generation > before


def test_items_are_searched_by_those_who_may_see_them(
    owner: Actor, viewer: Actor, program: Program, now: dt.datetime
) -> None:
    items = [
        WorkItem(key=f"D-{n}", title=f"Crane {n}", status_category=list(StatusCategory)[n % 3], assignee="Ada")
        for n in range(9)
    ]
    save(items, owner, now)
    page = queries.page(actor=viewer, program="harbor", text="crane", category="done", offset=1, limit=2)
    assert (page.total, page.counts) == (3, {"todo": 3, "doing": 3, "done": 3})
    assert page.columns["key"] == ("D-5", "D-8")


@pytest.mark.corpus
def test_a_real_tracker_is_imported_once(owner: Actor, now: dt.datetime, corpus: Path, tmp_path: Path) -> None:
    with gzip.open(corpus / "titanium-jira" / "issues.jsonl.gz", "rt") as issues:
        text = "".join(islice(issues, SEVERAL))  # all of them are read by the tests of exchange and of the browser
    for _ in range(2):
        source = tmp_path / "given"
        source.write_text(text)
        session = sync.open_import(actor=owner, name="issues.jsonl", source=source, program=None, now=now)
        assert session.state == "ready", session.error
        with effort() as spent:
            sync.apply_import(actor=owner, code=session.code, accept_problems=True, remove_missing=None, now=now)
        assert spent.calls < SEVERAL * 150
    assert Row.objects.count() == SEVERAL
    assert Program.objects.count() == 1
