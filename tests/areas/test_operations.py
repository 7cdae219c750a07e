"""Every operation of every area: it leaves an audit entry, and it refuses those who may not.

An operation is a public function in an area's ``operations`` that says who acts. The table below must name them all.
"""

import datetime as dt
import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import msgspec
import pytest

from pilotage.areas.actor import Actor
from pilotage.areas.audit.models import AuditEntry
from pilotage.areas.discussion.models import Comment
from pilotage.areas.discussion.operations import (
    Marks,
    Wish,
    add_channel,
    add_comment,
    change_comment,
    mark_notices,
    remove_channel,
    remove_comment,
    resolve_thread,
    set_telling,
    try_channel,
    watch,
)
from pilotage.areas.errors import NotAllowedError, NotFoundError
from pilotage.areas.flow.operations import issue_forecast, set_deployments, set_limits
from pilotage.areas.flow.rules.answers import Question
from pilotage.areas.people import operations as people
from pilotage.areas.people.models import Role, User
from pilotage.areas.programs import operations as programs
from pilotage.areas.programs import queries as programs_queries
from pilotage.areas.programs.models import Program as Row
from pilotage.areas.reporting.operations import ensure_demo, load_demo, mute_warning, unmute_warning
from pilotage.areas.reporting.operations.publishing import publish_report
from pilotage.areas.reporting.rules.shipped import demo_folder
from pilotage.areas.risks.operations.contracts import add_contract, change_contract, move_contract, remove_contract
from pilotage.areas.risks.operations.crew import remove_crew
from pilotage.areas.risks.operations.forecasting import request_simulation
from pilotage.areas.risks.operations.risks import add_risk, change_risk, remove_risk
from pilotage.areas.risks.queries import load_whole
from pilotage.areas.risks.rules.crew import Crew
from pilotage.areas.schedule.operations.activities import add_activity, change_activity, remove_activity
from pilotage.areas.schedule.operations.baselines import (
    change_baseline,
    choose_baseline,
    decide_on_baseline,
    propose_baseline,
    remove_baseline,
    take_baseline,
    withdraw_baseline,
)
from pilotage.areas.schedule.operations.calendars import add_calendar, change_calendar, remove_calendar
from pilotage.areas.schedule.operations.dependencies import add_dependency, change_dependency, remove_dependency
from pilotage.areas.schedule.operations.editing import edit_plan
from pilotage.areas.schedule.operations.gates import (
    add_criterion,
    add_gate,
    change_criterion,
    change_gate,
    decide_gate,
    meet_criterion,
    remove_criterion,
    remove_gate,
)
from pilotage.areas.schedule.operations.leveling import LevelingChange, accept_leveling
from pilotage.areas.schedule.operations.progress import Report, report_progress
from pilotage.areas.schedule.operations.roadmap import RoadmapChange, arrange_roadmap
from pilotage.areas.schedule.operations.shortening import ShorteningChange, overlap, shorten
from pilotage.areas.schedule.operations.waivers import count_again, waive
from pilotage.areas.schedule.rules.changes import ActivityChange
from pilotage.areas.schedule.rules.drafting.vocabulary import SetFields
from pilotage.areas.sync import operations as sync
from pilotage.areas.work import operations as work
from pilotage.areas.work.models import WorkItem as WorkItemRow
from pilotage.areas.work.operations import choose_states, save_items
from pilotage.areas.work.rules.boards import Column
from pilotage.areas.work.rules.sprints import Outcome
from pilotage.exchange.result import ReadResult
from pilotage.plan.flow.measures.deployments import Deployment
from pilotage.plan.insight.contracts.moves import ContractMove
from pilotage.plan.leveling.results import Change
from pilotage.plan.quality.assessment import assess
from pilotage.plan.vocabulary.activities import Constraint, ConstraintKind
from pilotage.plan.vocabulary.contracts import Contract
from pilotage.plan.vocabulary.gates import GateOutcome
from pilotage.plan.vocabulary.people import Person, Team
from pilotage.plan.vocabulary.program import Program
from pilotage.plan.vocabulary.work_items import WorkItem
from pilotage.reports import Audience
from tests.areas.sync.plans import HARBOR, imported, upload

AREAS = ("audit", "people", "programs", "work", "schedule", "risks", "flow", "reporting", "discussion", "sync")

PARTS = {
    "audit.record",
    "programs.editing",
    "sync.store",
    "sync.create_whole",
    "sync.compare_with_target",
}
"""What operations are made of: they get their actor from one."""

PRIVATE = {
    "sync.map_import",
    "sync.aim_import",
    "sync.be_here",
    "discussion.watch",
    "discussion.mark_notices",
    "discussion.set_telling",
    "discussion.add_channel",
    "discussion.remove_channel",
    "discussion.try_channel",
}
"""They change nothing of a program, such as the user's own upload: no entry, but the refusal."""


@dataclass(frozen=True, slots=True)
class Scene:
    """A stored program ``harbor`` and its people."""

    owner: Actor
    editor: Actor
    viewer: Actor
    stranger: Actor
    local: Actor
    now: dt.datetime
    folder: Path

    @property
    def on_harbor(self) -> dict[str, Any]:
        return {"program": "harbor", "now": self.now}

    def upload(self, actor: Actor) -> str:
        """The code of a table uploaded by ``actor``."""
        given = b"Task Name,Duration\nSurvey,3d\n"
        return upload(self.folder, actor=actor, name="more.csv", data=given, now=self.now).code

    def given(self) -> Path:
        path = self.folder / "given.csv"
        path.write_bytes(b"Task Name\nSurvey\n")
        return path


Act = Callable[[Scene, Actor], object]


@dataclass(frozen=True, slots=True)
class Case:
    """``act`` by ``allowed`` is done, by ``refused`` it is not (None: whoever has an account may)."""

    act: Act
    allowed: str
    refused: str | None


def token_of(scene: Scene) -> int:
    return people.create_token(actor=scene.owner, name="ci", now=scene.now).token.pk


def changed(scene: Scene, actor: Actor) -> None:
    """A change by ``actor``, to be undone."""
    programs.change_program(actor=actor, version=None, changes={"summary": "new"}, **scene.on_harbor)


def mute(scene: Scene, actor: Actor) -> None:
    mute_warning(actor=actor, warning="without-estimate", reason="Later", until=scene.now.date(), **scene.on_harbor)


def unmute(scene: Scene, actor: Actor) -> None:
    if actor == scene.editor:
        mute(scene, actor)
    unmute_warning(actor=actor, warning="without-estimate", **scene.on_harbor)


def waive_one(scene: Scene, actor: Actor) -> None:
    found = assess(load_whole(Row.objects.get(slug="harbor")).schedule)
    waive(
        actor=actor,
        found=found,
        check="estimate",
        records=[found.findings("estimate")[0].id],
        reason="Known",
        until=scene.now.date(),
        **scene.on_harbor,
    )


def count_one_again(scene: Scene, actor: Actor) -> None:
    if actor == scene.editor:
        waive_one(scene, actor)
    record = assess(load_whole(Row.objects.get(slug="harbor")).schedule).findings("estimate")[0].id
    count_again(actor=actor, check="estimate", record=record, **scene.on_harbor)


def gate_anew(scene: Scene, actor: Actor) -> None:
    if actor == scene.editor:
        remove_gate(actor=actor, gate="open", version=None, **scene.on_harbor)
    add_gate(actor=actor, activity="open", approvers=(), **scene.on_harbor)


def at_gate(act: Callable[..., object], **fields: Any) -> Act:
    def done(scene: Scene, actor: Actor) -> None:
        act(actor=actor, gate="open", version=None, **scene.on_harbor, **fields)

    return done


SPRINT = {"start": dt.date(2026, 3, 16), "finish": dt.date(2026, 3, 29)}


def in_sprint(act: Callable[..., object], **fields: Any) -> Act:
    def done(scene: Scene, actor: Actor) -> None:
        act(actor=actor, code="S-1", version=None, **scene.on_harbor, **fields)

    return done


def closed(scene: Scene, actor: Actor) -> None:
    if actor == scene.editor:
        work.begin_sprint(actor=actor, code="S-1", version=None, **scene.on_harbor)
    key = WorkItemRow.objects.get(sprint="S-1").key
    outcomes = [Outcome(key, "", "Fog")]
    work.close_sprint(actor=actor, code="S-1", version=None, outcomes=outcomes, **scene.on_harbor)


def leave(scene: Scene, actor: Actor) -> None:
    if actor == scene.editor:
        teams = [{"id": name, "title": name} for name in ("core", "quay", "spare")]
        programs.change_program(actor=actor, version=None, changes={"teams": teams}, **scene.on_harbor)
    remove_crew(actor=actor, crew=Crew.TEAMS, code="spare", to=None, **scene.on_harbor)


def without_calendar(scene: Scene, actor: Actor) -> None:
    if actor == scene.editor:
        add_calendar(actor=actor, fields={"title": "Nights"}, **scene.on_harbor)
    remove_calendar(actor=actor, calendar="standard", version=None, to="nights", **scene.on_harbor)


def ports(scene: Scene) -> str:
    """A portfolio of the owner's with nothing in it."""
    return programs.add_portfolio(actor=scene.owner, title="Ports", now=scene.now).slug


def a_view(scene: Scene) -> int:
    """A shared view, made by the owner once."""
    known = programs_queries.saved_views(actor=scene.owner, program="harbor", page="plan")
    if known:
        return known[0].id
    return programs.save_view(actor=scene.owner, page="plan", name="View", body={}, shared=True, **scene.on_harbor).id


def rename_view(scene: Scene, actor: Actor) -> None:
    view = a_view(scene)
    programs.change_view(actor=actor, view=view, version=None, changes={"name": "Renamed"}, **scene.on_harbor)


def undo(scene: Scene, actor: Actor) -> None:
    if actor == scene.editor:
        changed(scene, actor)
    sync.undo_last_change(actor=actor, **scene.on_harbor)


def redo(scene: Scene, actor: Actor) -> None:
    if actor == scene.editor:
        undo(scene, actor)
    sync.redo_last_change(actor=actor, **scene.on_harbor)


def kept(scene: Scene, allowed: bool) -> str:
    """The second baseline of the program, taken for whom it is ``allowed`` to do something with it."""
    for title in ("Start", "Later") if allowed else ():
        take_baseline(actor=scene.owner, title=title, reason="", **scene.on_harbor)
    return "b2"


def proposed(scene: Scene, allowed: bool) -> str:
    if allowed:
        propose_baseline(actor=scene.editor, title="Anew", reason="Rock", **scene.on_harbor)
    return "b1"


def restore(scene: Scene, actor: Actor) -> None:
    archive = scene.folder / "kept.zip"
    sync.write_archive(actor=scene.local, path=archive, uploads=scene.folder / "uploads", now=scene.now)
    sync.read_archive(actor=actor, path=archive, uploads=scene.folder / "uploads", replace=True, now=scene.now)


def direct(scene: Scene, actor: Actor) -> None:
    result = ReadResult(HARBOR, (), "program-json", {"activities": 3})
    sync.import_result(
        actor=actor, result=result, file="plan.json", owner=None, remove=False, dry_run=False, **scene.on_harbor
    )


def say(scene: Scene, actor: Actor) -> int:
    return add_comment(actor=actor, kind="risk", code="storm", text="Sure?", thread=None, **scene.on_harbor)


def said(scene: Scene) -> int:
    """The comment by the viewer."""
    return Comment.objects.get(author_id=scene.viewer.user_id or 0).pk


def channel(scene: Scene, actor: Actor) -> int:
    return add_channel(
        actor=actor, url="slack://T1JJ3T3L2/A1BRTD4JD/TIiajkdnlazkcOXrIdevi7FQ", zone="UTC", now=scene.now
    )


WISH = Wish(digest="weekly", hour=9, weekday=0, zone="UTC", immediate=True, quiet_from=None, quiet_to=None)
LEVELED = LevelingChange(
    change=Change(
        activity="quay/survey",
        constraint=Constraint(ConstraintKind.START_NO_EARLIER_THAN, dt.datetime(2026, 5, 4, tzinfo=dt.UTC)),
    )
)
SHORTENED = ShorteningChange(activity="quay/survey", days=0.5)
CONTRACT = {"what": "A crane", "provider": "core", "consumer": "quay", "needed": "2026-05-01"}

CASES: dict[str, Case] = {
    "people.create_user": Case(
        lambda s, a: people.create_user(actor=a, email="new@example.com", name="New", password=None, now=s.now),
        "local",
        "owner",
    ),
    "people.set_password": Case(
        lambda s, a: people.set_password(
            actor=a, email="vera@example.com", password="a new and long password", now=s.now
        ),
        "viewer",
        "owner",
    ),
    "people.make_login_link": Case(
        lambda s, a: people.make_login_link(actor=a, email="vera@example.com", now=s.now), "local", "owner"
    ),
    "people.create_token": Case(lambda s, a: people.create_token(actor=a, name="ci", now=s.now), "viewer", None),
    "people.revoke_token": Case(
        lambda s, a: people.revoke_token(actor=a, token_id=token_of(s), now=s.now), "owner", "editor"
    ),
    "people.log_out": Case(lambda s, a: people.log_out(actor=a, now=s.now), "viewer", None),
    "programs.create_program": Case(
        lambda s, a: programs.create_program(actor=a, program=Program(id="new", title="New"), now=s.now),
        "stranger",
        None,
    ),
    "programs.change_program": Case(changed, "editor", "viewer"),
    "programs.remove_program": Case(lambda s, a: programs.remove_program(actor=a, **s.on_harbor), "owner", "editor"),
    "programs.add_portfolio": Case(
        lambda s, a: programs.add_portfolio(actor=a, title="Ports", now=s.now), "stranger", None
    ),
    "programs.change_portfolio": Case(
        lambda s, a: programs.change_portfolio(
            actor=a, portfolio=ports(s), version=None, changes={"title": "Piers"}, now=s.now
        ),
        "owner",
        "editor",
    ),
    "programs.remove_portfolio": Case(
        lambda s, a: programs.remove_portfolio(actor=a, portfolio=ports(s), now=s.now), "owner", "editor"
    ),
    "programs.move_program": Case(
        lambda s, a: programs.move_program(actor=a, portfolio=ports(s), **s.on_harbor), "owner", "viewer"
    ),
    "programs.save_view": Case(
        lambda s, a: programs.save_view(actor=a, page="plan", name="Mine", body={}, shared=True, **s.on_harbor),
        "editor",
        "viewer",
    ),
    "programs.change_view": Case(rename_view, "editor", "viewer"),
    "programs.remove_view": Case(
        lambda s, a: programs.remove_view(actor=a, view=a_view(s), **s.on_harbor), "editor", "viewer"
    ),
    "programs.set_member": Case(
        lambda s, a: programs.set_member(actor=a, email="sten@example.com", role="viewer", **s.on_harbor),
        "owner",
        "editor",
    ),
    "programs.remove_member": Case(
        lambda s, a: programs.remove_member(actor=a, user_id=s.viewer.user_id or 0, **s.on_harbor), "owner", "editor"
    ),
    "schedule.add_activity": Case(
        lambda s, a: add_activity(actor=a, change=ActivityChange(title="Dredge", kind="task"), **s.on_harbor),
        "editor",
        "viewer",
    ),
    "schedule.change_activity": Case(
        lambda s, a: change_activity(
            actor=a, activity="quay/survey", version=None, change=ActivityChange(duration="9d"), **s.on_harbor
        ),
        "editor",
        "viewer",
    ),
    "schedule.remove_activity": Case(
        lambda s, a: remove_activity(actor=a, activity="quay/survey", version=None, **s.on_harbor),
        "editor",
        "viewer",
    ),
    "schedule.take_baseline": Case(
        lambda s, a: take_baseline(actor=a, title="Start", reason="Agreed", **s.on_harbor), "editor", "viewer"
    ),
    "schedule.arrange_roadmap": Case(
        lambda s, a: arrange_roadmap(actor=a, changes=[RoadmapChange("quay/survey", {"shown": True})], **s.on_harbor),
        "editor",
        "viewer",
    ),
    "schedule.change_baseline": Case(
        lambda s, a: change_baseline(
            actor=a, baseline=kept(s, a == s.editor), version=None, title="Begin", **s.on_harbor
        ),
        "editor",
        "viewer",
    ),
    "schedule.choose_baseline": Case(
        lambda s, a: choose_baseline(actor=a, baseline=kept(s, a == s.owner), **s.on_harbor), "owner", "editor"
    ),
    "schedule.remove_baseline": Case(
        lambda s, a: remove_baseline(actor=a, baseline=kept(s, a == s.owner), version=None, **s.on_harbor),
        "owner",
        "editor",
    ),
    "schedule.propose_baseline": Case(
        lambda s, a: propose_baseline(actor=a, title="Anew", reason="Rock", **s.on_harbor), "editor", "viewer"
    ),
    "schedule.decide_on_baseline": Case(
        lambda s, a: decide_on_baseline(
            actor=a, baseline=proposed(s, a == s.owner), version=None, approve=True, word="Yes", **s.on_harbor
        ),
        "owner",
        "editor",
    ),
    "schedule.withdraw_baseline": Case(
        lambda s, a: withdraw_baseline(actor=a, baseline=proposed(s, a == s.editor), version=None, **s.on_harbor),
        "editor",
        "viewer",
    ),
    "schedule.add_dependency": Case(
        lambda s, a: add_dependency(
            actor=a, predecessor="quay/survey", successor="open", kind="FS", lag="2d", **s.on_harbor
        ),
        "editor",
        "viewer",
    ),
    "schedule.change_dependency": Case(
        lambda s, a: change_dependency(
            actor=a, dependency="quay/build>open:FS", version=None, kind=None, lag="2d", **s.on_harbor
        ),
        "editor",
        "viewer",
    ),
    "schedule.remove_dependency": Case(
        lambda s, a: remove_dependency(actor=a, dependency="quay/build>open:FS", version=None, **s.on_harbor),
        "editor",
        "viewer",
    ),
    "schedule.report_progress": Case(
        lambda s, a: report_progress(
            actor=a,
            status_date=s.now.date(),
            reports=[Report("quay/survey", ActivityChange(progress=0.5))],
            **s.on_harbor,
        ),
        "editor",
        "viewer",
    ),
    "schedule.add_calendar": Case(
        lambda s, a: add_calendar(actor=a, fields={"title": "Nights"}, **s.on_harbor), "editor", "viewer"
    ),
    "schedule.change_calendar": Case(
        lambda s, a: change_calendar(
            actor=a, calendar="standard", version=None, fields={"holidays": ["DE"]}, **s.on_harbor
        ),
        "editor",
        "viewer",
    ),
    "schedule.remove_calendar": Case(without_calendar, "editor", "viewer"),
    "schedule.accept_leveling": Case(
        lambda s, a: accept_leveling(actor=a, changes=(LEVELED,), **s.on_harbor), "editor", "viewer"
    ),
    "schedule.shorten": Case(lambda s, a: shorten(actor=a, changes=(SHORTENED,), **s.on_harbor), "editor", "viewer"),
    "schedule.overlap": Case(
        lambda s, a: overlap(actor=a, dependency="quay/build>open:FS", share=0.25, **s.on_harbor), "editor", "viewer"
    ),
    "schedule.waive": Case(waive_one, "editor", "viewer"),
    "schedule.count_again": Case(count_one_again, "editor", "viewer"),
    "schedule.add_gate": Case(gate_anew, "editor", "viewer"),
    "schedule.change_gate": Case(at_gate(change_gate, fields={"approvers": ["mira"]}), "editor", "viewer"),
    "schedule.remove_gate": Case(at_gate(remove_gate), "editor", "viewer"),
    "schedule.add_criterion": Case(at_gate(add_criterion, side="entry", fields={"text": "Rails"}), "editor", "viewer"),
    "schedule.change_criterion": Case(
        at_gate(change_criterion, criterion="lights", fields={"text": "Rails"}), "editor", "viewer"
    ),
    "schedule.remove_criterion": Case(at_gate(remove_criterion, criterion="lights"), "editor", "viewer"),
    "schedule.meet_criterion": Case(
        at_gate(meet_criterion, criterion="lights", met=True, evidence="seen"), "editor", "viewer"
    ),
    "schedule.decide_gate": Case(
        at_gate(decide_gate, outcome=GateOutcome.NO_GO, why="Dark", conditions=()), "owner", "editor"
    ),
    "work.mark_states": Case(
        lambda s, a: work.mark_states(actor=a, kinds={"Moored": "wait"}, **s.on_harbor), "editor", "viewer"
    ),
    "work.add_sprint": Case(
        lambda s, a: work.add_sprint(actor=a, workstream="quay", fields=SPRINT, **s.on_harbor), "editor", "viewer"
    ),
    "work.change_sprint": Case(in_sprint(work.change_sprint, fields={"goal": "Moor"}), "editor", "viewer"),
    "work.remove_sprint": Case(in_sprint(work.remove_sprint), "editor", "viewer"),
    "work.begin_sprint": Case(in_sprint(work.begin_sprint), "editor", "viewer"),
    "work.close_sprint": Case(closed, "editor", "viewer"),
    "risks.remove_crew": Case(leave, "editor", "viewer"),
    "risks.add_risk": Case(
        lambda s, a: add_risk(actor=a, fields={"title": "Fog", "probability": 0.2}, **s.on_harbor), "editor", "viewer"
    ),
    "risks.change_risk": Case(
        lambda s, a: change_risk(actor=a, risk="storm", version=None, fields={"probability": 0.5}, **s.on_harbor),
        "editor",
        "viewer",
    ),
    "risks.remove_risk": Case(
        lambda s, a: remove_risk(actor=a, risk="storm", version=None, **s.on_harbor), "editor", "viewer"
    ),
    "risks.add_contract": Case(lambda s, a: add_contract(actor=a, fields=CONTRACT, **s.on_harbor), "editor", "viewer"),
    "risks.change_contract": Case(
        lambda s, a: change_contract(actor=a, contract="rails", version=None, fields={"note": "soon"}, **s.on_harbor),
        "editor",
        "viewer",
    ),
    "risks.move_contract": Case(
        lambda s, a: move_contract(
            actor=a, contract="rails", move=ContractMove.WITHDRAW, version=None, why="x", **s.on_harbor
        ),
        "editor",
        "viewer",
    ),
    "risks.remove_contract": Case(
        lambda s, a: remove_contract(actor=a, contract="rails", version=None, **s.on_harbor), "editor", "viewer"
    ),
    "risks.request_simulation": Case(
        lambda s, a: request_simulation(actor=a, iterations=100, seed=7, **s.on_harbor), "editor", "viewer"
    ),
    "work.choose_states": Case(
        lambda s, a: choose_states(actor=a, version=None, chosen={"Moored": "done"}, **s.on_harbor), "editor", "viewer"
    ),
    "work.take_over": Case(lambda s, a: work.take_over(actor=a, **s.on_harbor), "editor", "viewer"),
    "work.add_item": Case(
        lambda s, a: work.add_item(actor=a, fields={"title": "Dredge"}, **s.on_harbor), "editor", "viewer"
    ),
    "work.change_items": Case(
        lambda s, a: work.change_items(
            actor=a, changes=[work.ItemChange(keys=("H-1",), fields={"service_class": "expedite"})], **s.on_harbor
        ),
        "editor",
        "viewer",
    ),
    "work.move_item": Case(
        lambda s, a: work.move_item(actor=a, key="HARB-1", state="Moored", before="H-1", **s.on_harbor),
        "editor",
        "viewer",
    ),
    "work.remove_items": Case(
        lambda s, a: work.remove_items(actor=a, keys=["HARB-1"], **s.on_harbor), "editor", "viewer"
    ),
    "work.set_board": Case(
        lambda s, a: work.set_board(
            actor=a,
            workstream="",
            version=None,
            columns=[Column(id="all", title="All", states=("Moored",))],
            person_limit=3,
            classes={},
            meanings={},
            **s.on_harbor,
        ),
        "editor",
        "viewer",
    ),
    "work.add_blocker": Case(
        lambda s, a: work.add_blocker(actor=a, fields={"cause": "No crane"}, **s.on_harbor), "editor", "viewer"
    ),
    "work.change_blocker": Case(
        lambda s, a: work.change_blocker(actor=a, code="B-1", version=None, fields={"owner": "Ada"}, **s.on_harbor),
        "editor",
        "viewer",
    ),
    "work.resolve_blocker": Case(
        lambda s, a: work.resolve_blocker(actor=a, code="B-1", version=None, note="Found one", **s.on_harbor),
        "editor",
        "viewer",
    ),
    "flow.issue_forecast": Case(
        lambda s, a: issue_forecast(actor=a, question=Question(items=5), as_of=None, **s.on_harbor),
        "viewer",
        "stranger",
    ),
    "flow.set_deployments": Case(
        lambda s, a: set_deployments(actor=a, version=None, deployments=[Deployment(deployed=s.now)], **s.on_harbor),
        "editor",
        "viewer",
    ),
    "flow.set_limits": Case(
        lambda s, a: set_limits(actor=a, version=None, limits={"Quay": 3}, **s.on_harbor), "editor", "viewer"
    ),
    "reporting.publish_report": Case(
        lambda s, a: publish_report(actor=a, audience=Audience.EXECUTIVE, **s.on_harbor), "editor", "viewer"
    ),
    "reporting.mute_warning": Case(mute, "editor", "viewer"),
    "reporting.unmute_warning": Case(unmute, "editor", "viewer"),
    "reporting.ensure_demo": Case(
        lambda s, a: ensure_demo(actor=a, email="mira@example.com", name="Mira", now=s.now), "local", "owner"
    ),
    "reporting.load_demo": Case(lambda s, a: load_demo(actor=a, folder=demo_folder()), "stranger", None),
    "discussion.add_comment": Case(say, "viewer", "stranger"),
    "discussion.change_comment": Case(
        lambda s, a: change_comment(actor=a, comment=said(s), version=None, text="Yes", **s.on_harbor),
        "viewer",
        "editor",
    ),
    "discussion.remove_comment": Case(
        lambda s, a: remove_comment(actor=a, comment=said(s), **s.on_harbor), "viewer", "editor"
    ),
    "discussion.resolve_thread": Case(
        lambda s, a: resolve_thread(actor=a, comment=said(s), resolved=True, **s.on_harbor), "viewer", "stranger"
    ),
    "discussion.watch": Case(
        lambda s, a: watch(actor=a, program="harbor", kind="risk", code="storm", on=True), "viewer", "stranger"
    ),
    "discussion.set_telling": Case(lambda s, a: set_telling(actor=a, wish=WISH, now=s.now), "viewer", "local"),
    "discussion.add_channel": Case(channel, "viewer", "local"),
    "discussion.remove_channel": Case(
        lambda s, a: remove_channel(actor=a, channel=channel(s, s.viewer)), "viewer", "editor"
    ),
    "discussion.try_channel": Case(
        lambda s, a: try_channel(actor=a, channel=channel(s, s.viewer), now=s.now), "viewer", "editor"
    ),
    "discussion.mark_notices": Case(
        lambda s, a: mark_notices(actor=a, notices=None, marks=Marks(read=True), now=s.now), "viewer", None
    ),
    "sync.open_import": Case(
        lambda s, a: sync.open_import(actor=a, name="more.csv", source=s.given(), **s.on_harbor), "editor", "viewer"
    ),
    "sync.map_import": Case(
        lambda s, a: sync.map_import(
            actor=a, code=s.upload(s.editor), mapping={"Task Name": "activities.title"}, mapping_name="", now=s.now
        ),
        "editor",
        "owner",
    ),
    "sync.aim_import": Case(
        lambda s, a: sync.aim_import(actor=a, code=s.upload(s.editor), title="", remove_missing=None, **s.on_harbor),
        "editor",
        "owner",
    ),
    "sync.apply_import": Case(
        lambda s, a: sync.apply_import(
            actor=a, code=s.upload(s.editor), accept_problems=True, remove_missing=None, now=s.now
        ),
        "editor",
        "owner",
    ),
    "sync.drop_import": Case(
        lambda s, a: sync.drop_import(actor=a, code=s.upload(s.editor), now=s.now), "editor", "owner"
    ),
    "sync.import_result": Case(direct, "editor", "viewer"),
    "sync.start_program": Case(lambda s, a: sync.start_program(actor=a, title="New", now=s.now), "stranger", None),
    "sync.be_here": Case(lambda s, a: sync.be_here(actor=a, **s.on_harbor), "viewer", "stranger"),
    "sync.save_template": Case(
        lambda s, a: sync.save_template(
            actor=a, folder=s.folder / "templates", name="Harbor", names=False, **s.on_harbor
        ),
        "editor",
        "viewer",
    ),
    "sync.undo_last_change": Case(undo, "editor", "viewer"),
    "sync.redo_last_change": Case(redo, "editor", "viewer"),
    "schedule.edit_plan": Case(
        lambda s, a: edit_plan(
            actor=a, changes=[SetFields(id="quay/survey", fields=ActivityChange(title="Sound"))], **s.on_harbor
        ),
        "editor",
        "viewer",
    ),
    "sync.write_archive": Case(
        lambda s, a: sync.write_archive(actor=a, path=s.folder / "all.zip", uploads=s.folder / "uploads", now=s.now),
        "local",
        "owner",
    ),
    "sync.read_archive": Case(restore, "local", "owner"),
}


@pytest.fixture
def scene(
    owner: Actor,
    editor: Actor,
    viewer: Actor,
    stranger: Actor,
    local: Actor,
    now: dt.datetime,
    tmp_path: Path,
) -> Scene:
    teams = (Team(id="core", title="Core"), Team(id="quay", title="Quay"))
    rails = Contract(id="rails", what="Rails", provider="core", consumer="quay", needed=dt.date(2026, 5, 1))
    imported(
        tmp_path,
        msgspec.structs.replace(HARBOR, teams=teams, contracts=(rails,), people=(Person(id="mira", name="Mira"),)),
        actor=owner,
        now=now,
    )
    pk = Row.objects.get(slug="harbor").pk
    for actor, role in ((editor, Role.EDITOR), (viewer, Role.VIEWER)):
        assert actor.user_id is not None
        people.put_membership(user_id=actor.user_id, program_id=pk, role=role)
    with programs.editing(actor=owner, program="harbor", needs=Role.EDITOR, now=now) as edit:
        save_items(edit=edit, items=[WorkItem(key="H-1", title="Moor", status="Moored", created=now)])
    days = {"start": dt.date(2026, 3, 2), "finish": dt.date(2026, 3, 15)}
    work.add_sprint(actor=owner, program="harbor", workstream="quay", fields=days, now=now)
    work.add_item(actor=owner, program="harbor", fields={"title": "Moor", "sprint": "S-1"}, now=now)
    add_gate(actor=owner, program="harbor", activity="open", approvers=(), now=now)
    on_gate: dict[str, Any] = {"program": "harbor", "gate": "open", "version": None, "now": now}
    add_criterion(actor=owner, side="exit", fields={"text": "Lights"}, **on_gate)
    work.add_item(actor=owner, program="harbor", fields={"title": "Dredge"}, now=now)
    work.add_blocker(actor=owner, program="harbor", fields={"cause": "Fog"}, now=now)
    found = Scene(owner, editor, viewer, stranger, local, now, tmp_path)
    say(found, viewer)
    return found


def test_the_table_names_every_operation() -> None:
    assert sorted(found_operations()) == sorted(CASES.keys() | PARTS)


@pytest.mark.parametrize("name", sorted(CASES))
def test_an_operation_leaves_an_audit_entry_and_refuses_those_who_may_not(name: str, scene: Scene) -> None:
    case = CASES[name]
    if case.refused is not None:
        state = _state()
        with pytest.raises((NotAllowedError, NotFoundError)):
            case.act(scene, getattr(scene, case.refused))
        assert _state() == state
    before = AuditEntry.objects.count()
    actor = getattr(scene, case.allowed)
    case.act(scene, actor)
    if name in PRIVATE:
        return
    if name == "sync.read_archive":
        assert AuditEntry.objects.latest("id").verb == "workspace.restored"
        return
    new = AuditEntry.objects.order_by("id")[before:]
    assert new, f"{name} left no audit entry"
    assert any(entry.actor_id == actor.user_id for entry in new) or name == "reporting.ensure_demo"
    assert all(entry.actor_name and entry.source for entry in new)


def test_the_machine_itself_needs_no_membership(scene: Scene) -> None:
    changed(scene, scene.local)
    assert AuditEntry.objects.latest("id").actor_id is None


def _state() -> list[tuple[object, ...]]:
    """What a refused operation must leave alone."""
    return [*Row.objects.order_by("pk").values_list(), *User.objects.order_by("pk").values_list("pk", "password")]


def found_operations() -> Iterator[str]:
    for area in AREAS:
        for module in _modules(importlib.import_module(f"pilotage.areas.{area}.operations")):
            for name, value in vars(module).items():
                ours = inspect.isfunction(value) and value.__module__ == module.__name__
                if ours and not name.startswith("_") and "actor" in inspect.signature(value).parameters:
                    yield f"{area}.{name}"


def _modules(package: ModuleType) -> Iterator[ModuleType]:
    yield package
    for found in pkgutil.walk_packages(getattr(package, "__path__", []), f"{package.__name__}."):
        yield importlib.import_module(found.name)
