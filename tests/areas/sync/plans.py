"""A small plan, and files of it."""

import datetime as dt
import json
from pathlib import Path
from typing import Any

from pilotage.areas.actor import Actor
from pilotage.areas.sync import operations as sync
from pilotage.areas.sync.models import ImportSession
from pilotage.exchange import encode
from pilotage.plan.vocabulary.activities import Activity, ActivityKind, Dependency
from pilotage.plan.vocabulary.amounts import Span, ThreePointEstimate
from pilotage.plan.vocabulary.people import Person, Workstream
from pilotage.plan.vocabulary.program import Program
from pilotage.plan.vocabulary.risks import Risk

DAY = 480


def days(amount: int) -> Span:
    return Span(amount * DAY)


HARBOR = Program(
    id="harbor",
    title="Harbor",
    start=dt.datetime(2026, 3, 2, 9, tzinfo=dt.UTC),
    final="open",
    people=(Person(id="ada", name="Ada"),),
    workstreams=(Workstream(id="quay", title="Quay"),),
    activities=(
        Activity(id="quay/survey", title="Survey", workstream="quay", key="mspdi/1", duration=days(3)),
        Activity(id="quay/build", title="Build", workstream="quay", key="mspdi/2", duration=days(10), owner="ada"),
        Activity(id="open", title="Open", kind=ActivityKind.MILESTONE, key="mspdi/3"),
    ),
    dependencies=(
        Dependency(predecessor="quay/survey", successor="quay/build"),
        Dependency(predecessor="quay/build", successor="open"),
    ),
    risks=(Risk(id="storm", title="Storm", probability=0.3, hits=("quay/build",)),),
)
ESTIMATE = ThreePointEstimate(days(8), days(10), days(20))


def upload(
    tmp_path: Path, *, actor: Actor, name: str, data: bytes, now: dt.datetime, program: str | None = None
) -> ImportSession:
    """Give a file to the importer."""
    source = tmp_path / "given"
    source.write_bytes(data)
    return sync.open_import(actor=actor, name=name, source=source, program=program, now=now)


def imported(tmp_path: Path, program: Program, *, actor: Actor, now: dt.datetime, **choices: Any) -> ImportSession:
    """Upload a program as JSON and apply it."""
    session = upload(tmp_path, actor=actor, name="plan.json", data=encode(program, "program-json")[0], now=now)
    return sync.apply_import(
        actor=actor, code=session.code, accept_problems=True, remove_missing=choices.get("remove_missing"), now=now
    )


def jira(keys: int) -> bytes:
    """A Jira search result."""
    issues = [
        {
            "key": f"DOCK-{number}",
            "fields": {
                "summary": f"Item {number}",
                "created": "2026-01-05T09:00:00.000+0000",
                "status": {"name": "Open", "statusCategory": {"key": "new"}},
                "issuetype": {"name": "Bug"},
                "project": {"key": "DOCK", "name": "Dock"},
            },
        }
        for number in range(keys)
    ]
    return json.dumps({"issues": issues}).encode()
