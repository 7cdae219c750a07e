"""The cases of operations on the plan, its baselines and its gates."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from pilotage.areas.actor import Actor
from pilotage.areas.programs.models import Program as Row
from pilotage.areas.risks.queries import load_whole
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
from pilotage.plan.leveling.results import Change
from pilotage.plan.quality.assessment import assess
from pilotage.plan.vocabulary.activities import Constraint, ConstraintKind
from pilotage.plan.vocabulary.gates import GateOutcome
from tests.areas.operations.scene import Act, Case, Scene


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


def without_calendar(scene: Scene, actor: Actor) -> None:
    if actor == scene.editor:
        add_calendar(actor=actor, fields={"title": "Nights"}, **scene.on_harbor)
    remove_calendar(actor=actor, calendar="standard", version=None, to="nights", **scene.on_harbor)


def kept(scene: Scene, allowed: bool) -> str:
    """The second baseline of the program, taken for whom it is ``allowed`` to do something with it."""
    for title in ("Start", "Later") if allowed else ():
        take_baseline(actor=scene.owner, title=title, reason="", **scene.on_harbor)
    return "b2"


def proposed(scene: Scene, allowed: bool) -> str:
    if allowed:
        propose_baseline(actor=scene.editor, title="Anew", reason="Rock", **scene.on_harbor)
    return "b1"


LEVELED = LevelingChange(
    change=Change(
        activity="quay/survey",
        constraint=Constraint(ConstraintKind.START_NO_EARLIER_THAN, dt.datetime(2026, 5, 4, tzinfo=dt.UTC)),
    )
)


SHORTENED = ShorteningChange(activity="quay/survey", days=0.5)


CASES: dict[str, Case] = {
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
    "schedule.edit_plan": Case(
        lambda s, a: edit_plan(
            actor=a, changes=[SetFields(id="quay/survey", fields=ActivityChange(title="Sound"))], **s.on_harbor
        ),
        "editor",
        "viewer",
    ),
}
