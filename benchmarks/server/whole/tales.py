"""How the teams of the program work: boards, sprints, blockers and scores, in the files that an example has."""

import csv
import datetime as dt
import io
import json
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.server.whole.crew import WAYS
from benchmarks.server.whole.words import STREAMS
from pilotage.plan.vocabulary.people import WayOfWorking
from pilotage.plan.vocabulary.program import Program

_KINDS = ("waiting_on_team", "person", "decision", "environment", "external", "other")
_CRITERIA = ({"id": "reach", "title": "Shops helped", "weight": 3, "low": 1, "high": 5},
             {"id": "duty", "title": "Duty", "weight": 2, "low": 1, "high": 5})  # fmt: skip
_FIELDS = ("key", "title", "value", "urgency", "opportunity", "size", "reach", "impact", "confidence", "effort",
           "moscow", "curve", "per_week", "step", "date", "half_life", "weeks", "ahead_of", "reason")  # fmt: skip


def write_tales(program: Program, documents: list[dict[str, Any]], scored: int, folder: Path, seed: int = 3) -> None:
    """``ways.json``, ``backlog.json`` and ``backlog.csv`` with ``scored`` open items."""
    random = np.random.default_rng(seed)
    (folder / "ways.json").write_text(json.dumps(ways(program)))
    (folder / "backlog.json").write_text(json.dumps({"method": "wsjf", "top": 20, "criteria": _CRITERIA}))
    waiting = [each for each in documents if each["fields"]["status"]["name"] == "To Do"]
    stories = [each for each in waiting if each["fields"]["issuetype"]["name"] != "Epic"][:scored]
    text = io.StringIO()
    table = csv.DictWriter(text, _FIELDS)
    table.writeheader()
    for number, each in enumerate(stories):
        other = stories[number - 1]["key"] if number % 200 == 100 else ""
        table.writerow(_scores(each, other, program, random))
    (folder / "backlog.csv").write_text(text.getvalue())


def _scores(item: dict[str, Any], ahead: str, program: Program, random: np.random.Generator) -> dict[str, Any]:
    steps = [1, 2, 3, 5, 8, 13]
    assert program.status_date is not None
    day = program.status_date + dt.timedelta(days=int(random.integers(20, 200)))
    dated = random.random() < 0.1
    found: dict[str, Any] = {name: int(random.choice(steps)) for name in ("value", "urgency", "opportunity", "size")}
    found |= {
        "key": item["key"],
        "title": item["fields"]["summary"],
        "moscow": str(random.choice(["must", "should", "could", "wont"])),
        "curve": "fixed_date" if dated else "standard",
        "step" if dated else "per_week": int(random.integers(1, 90)) * 100,
        "weeks": float(random.choice([0.5, 1, 2, 3])),
        "ahead_of": ahead,
        "reason": "A partner has paid for it" if ahead else "",
    }
    if dated:
        found["date"] = day.isoformat()
    if random.random() < 0.8:  # the others have no RICE yet
        found |= {"reach": int(random.integers(10, 900)), "impact": float(random.choice([0.5, 1, 2, 3]))}
        found |= {"confidence": int(random.choice([50, 80, 100])), "effort": float(random.choice([0.5, 1, 2]))}
    return found


def ways(program: Program) -> dict[str, Any]:
    """A board for every stream that does not run as a waterfall, sprints for those with sprints, ten blockers."""
    assert program.status_date is not None
    today = program.status_date
    boards = [_board(code) for row, (code, _) in enumerate(STREAMS) if WAYS[row % 5] is not WayOfWorking.WATERFALL]
    timed = [
        code for row, (code, _) in enumerate(STREAMS) if WAYS[row % 5] in (WayOfWorking.SCRUM, WayOfWorking.HYBRID)
    ]
    return {
        "boards": boards,
        "sprints": [sprint for code in timed for sprint in _sprints(code, today)],
        "blockers": [_blocker(number, today) for number in range(10)],
    }


def _board(code: str) -> dict[str, Any]:
    columns = [
        {"id": "todo", "title": "Next", "states": ["To Do"], "policy": "Small enough for a week."},
        {"id": "progress", "title": "In progress", "states": ["In Progress"], "limit": 12, "policy": "Reviewed."},
        {"id": "review", "title": "In review", "states": ["In Review"], "limit": 6},
        {"id": "done", "title": "Done", "states": ["Done"]},
    ]
    marked = [
        {"state": "In Progress", "service_class": "expedite", "items": 1},
        {"state": "To Do", "service_class": "fixed_date", "items": 6},
        {"state": "To Do", "service_class": "intangible", "items": 4},
    ]
    classes = {
        "expedite": "Customers cannot pay.",
        "fixed_date": "Somebody else's day.",
        "intangible": "Keeps us fast.",
    }
    return {"workstream": code, "columns": columns, "person_limit": 3, "classes": classes, "marked": marked}


def _sprints(code: str, today: dt.date) -> list[dict[str, Any]]:
    """Two that are over, and the one under way."""
    first = today - dt.timedelta(days=today.weekday() + 35)
    found = []
    for number in range(3):
        start = first + dt.timedelta(days=14 * number)
        end = start + dt.timedelta(days=13)
        sprint = {
            "workstream": code, "title": f"Sprint {number + 20}", "goal": "One more way through the shop works.",
            "start": start.isoformat(), "finish": end.isoformat(), "begun": f"{start}T07:00:00+00:00", "open_items": 9,
        }  # fmt: skip
        if number < 2:
            over = {"closed": f"{end + dt.timedelta(days=1)}T06:30:00+00:00", "reason": "The environment was down."}
            sprint |= over
        found.append(sprint)
    return found


def _blocker(number: int, today: dt.date) -> dict[str, Any]:
    since = today - dt.timedelta(days=4 + number * 3)
    return {
        "team": f"{STREAMS[number][1]} team", "items": 1 + number % 3, "cause": "The certificate is not there yet",
        "kind": _KINDS[number % len(_KINDS)], "owner": "The stream's lead", "remover": "The security desk",
        "since": f"{since}T08:00:00+00:00", "expected": (today + dt.timedelta(days=number - 4)).isoformat(),
    }  # fmt: skip
