"""The tracker of the program: work items as Jira's REST interface gives them, with their changelog."""

import datetime as dt
import gzip
import json
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.server.whole.outline import milestones
from benchmarks.server.whole.words import PLACES, SPECIAL, STREAMS, THINGS, VERBS
from pilotage.plan.vocabulary.program import Program

WEEKS = 60
CATEGORIES = {"To Do": "new", "In Progress": "indeterminate", "In Review": "indeterminate", "Done": "done"}
_SHARES = {"done": 0.74, "begun": 0.05}
"""Of the items; the rest waits."""
_EPICS = 8
"""Of each stream."""
_SPRINT = dt.timedelta(days=14)


def write_tracker(program: Program, items: int, folder: Path, seed: int = 2) -> None:
    """``tracker.jsonl.gz`` with so many items, besides the epics, and ``deployments.csv``."""
    documents = tracker(program, items, seed)
    lines = (json.dumps(each, ensure_ascii=False, separators=(",", ":")) for each in documents)
    (folder / "tracker.jsonl.gz").write_bytes(gzip.compress("\n".join(lines).encode() + b"\n", 6, mtime=0))
    (folder / "deployments.csv").write_text(_deployments(program, np.random.default_rng(seed + 1)))


def tracker(program: Program, items: int, seed: int = 2) -> list[dict[str, Any]]:
    """Epics first, then the items by the day on which they were made; the same for the same ``seed``."""
    random = np.random.default_rng(seed)
    titles = {each.id: each.title for each in program.activities}
    people = [[each.name for each in program.people if each.team == team.id] for team in program.teams]
    epics = [_epic(stream, number, program, titles) for stream in range(len(STREAMS)) for number in range(_EPICS)]
    made = [_item(number % len(STREAMS), program, titles, people, random) for number in range(items)]
    made.sort(key=lambda each: str(each["fields"]["created"]))
    for number, each in enumerate(made, len(epics) + 1):
        each["key"] = f"SHOP-{number}"
    return [*epics, *made]


def _epic(stream: int, number: int, program: Program, titles: dict[str, str]) -> dict[str, Any]:
    first = _evening(program) - dt.timedelta(weeks=WEEKS)
    state = "Done" if number < 3 else "In Progress" if number < 6 else "To Do"
    moves = [(first + dt.timedelta(days=number * 50 + day), "status", before, after)
             for day, (before, after) in enumerate((("To Do", "In Progress"), ("In Progress", "Done")))
             if state == "Done" or (state == "In Progress" and day == 0)]  # fmt: skip
    fields = {
        "summary": f"{STREAMS[stream][1]}: {THINGS[(stream + number * 3) % len(THINGS)]}",
        "issuetype": {"name": "Epic"},
        "resolutiondate": _iso(moves[-1][0]) if state == "Done" else None,
        "priority": {"name": "High"},
        "fixVersions": [{"name": titles[milestones(stream)[number > 3]]}],
    }
    return _document(f"SHOP-{stream * _EPICS + number + 1}", stream, fields, state, first, moves)


def _item(
    stream: int, program: Program, titles: dict[str, str], people: list[list[str]], random: np.random.Generator
) -> dict[str, Any]:
    end = _evening(program)
    drawn = random.random()
    finished, begun = drawn < _SHARES["done"], drawn < _SHARES["done"] + _SHARES["begun"]
    done = _working(end - dt.timedelta(days=float(random.uniform(0.1, WEEKS * 7))), random)
    took = dt.timedelta(days=min(float(random.lognormal(1.6, 0.8)), 120))
    start = (done if finished else end) - took
    created = (start if begun else end) - dt.timedelta(days=float(random.exponential(30)) + 0.2)
    moves, state = _moves(start, done, random) if finished else _open(start, random, begun=begun)
    epic = int(random.integers(0, 3) if finished else random.integers(3, _EPICS))
    kind = str(random.choice(["Story", "Bug", "Task", "Spike"], p=[0.6, 0.22, 0.15, 0.03]))
    fields = {
        "summary": _summary(random),
        "issuetype": {"name": kind},
        "resolutiondate": _iso(done) if finished else None,
        "assignee": {"displayName": str(random.choice(people[stream]))} if begun else None,
        "fixVersions": [{"name": titles[milestones(stream)[int(epic > 3)]]}],
        "priority": {"name": str(random.choice(["Highest", "High", "Medium", "Low"], p=[0.05, 0.2, 0.6, 0.15]))},
        "customfield_10016": float(random.choice([1, 2, 3, 5, 8, 13])) if random.random() < 0.8 else None,
        "duedate": (end.date() + dt.timedelta(days=int(random.integers(-9, 90)))).isoformat()
        if not finished and random.random() < 0.15
        else None,
        "parent": {"key": f"SHOP-{stream * _EPICS + epic + 1}"},
        "labels": ["regulation"] if random.random() < 0.04 else [],
        "flagged": state != "Done" and any(name == "Flagged" for _at, name, _before, _after in moves),
    }
    return _document("", stream, fields, state, created, moves)


Move = tuple[dt.datetime, str, str, str]


def _moves(start: dt.datetime, done: dt.datetime, random: np.random.Generator) -> tuple[list[Move], str]:
    review = start + (done - start) * float(random.uniform(0.55, 0.95))
    moves: list[Move] = [
        (start, "status", "To Do", "In Progress"),
        (review, "status", "In Progress", "In Review"),
        (done, "status", "In Review", "Done"),
    ]
    if random.random() < 0.08 and done - start > dt.timedelta(days=2):
        moves += [(start + (review - start) * share, "Flagged", *words)
                  for share, words in ((0.3, ("", "Impediment")), (0.8, ("Impediment", "")))]  # fmt: skip
    return moves, "Done"


def _open(start: dt.datetime, random: np.random.Generator, *, begun: bool) -> tuple[list[Move], str]:
    if not begun:
        return [], "To Do"
    moves: list[Move] = [(start, "status", "To Do", "In Progress")]
    if random.random() < 0.2:
        moves.append((start + dt.timedelta(hours=5), "Flagged", "", "Impediment"))
    if random.random() < 0.35:
        return [*moves, (start + dt.timedelta(hours=8), "status", "In Progress", "In Review")], "In Review"
    return moves, "In Progress"


def _document(
    key: str, stream: int, fields: dict[str, Any], state: str, created: dt.datetime, moves: list[Move]
) -> dict[str, Any]:
    moves.sort(key=lambda move: move[0])
    common = {
        "project": {"key": "SHOP"},
        "status": {"name": state, "statusCategory": {"key": CATEGORIES[state]}},
        "created": _iso(created),
        "updated": _iso(max([created, *(move[0] for move in moves)])),
        "team": {"name": f"{STREAMS[stream][1]} team"},
    }
    told = {name: value for name, value in (fields | common).items() if value not in (None, False, [])}
    histories = [{"created": _iso(at), "items": [{"field": name, "fromString": before, "toString": after}]}
                 for at, name, before, after in moves]  # fmt: skip
    return {"key": key, "fields": told, "changelog": {"total": len(histories), "histories": histories}}


def _summary(random: np.random.Generator) -> str:
    if random.random() < 0.006:
        return str(random.choice(SPECIAL))
    verbs = VERBS[str(random.choice(["build", "join"]))]
    words = (str(random.choice(verbs)), str(random.choice(THINGS)), str(random.choice(PLACES)))
    return " ".join(word for word in words if word)


def _deployments(program: Program, random: np.random.Generator) -> str:
    """A deployment or two each working day; one of twelve fails."""
    lines = ["deployed,committed,failed,recovered,rework"]
    first = _evening(program) - dt.timedelta(weeks=26)
    for day in range(26 * 7):
        at = first + dt.timedelta(days=day, minutes=int(random.integers(-500, 0)))
        if at.weekday() > 4:
            continue
        failed = random.random() < 0.08
        back = _minute(at + dt.timedelta(minutes=int(random.integers(10, 300)))) if failed else ""
        before = _minute(at - dt.timedelta(hours=float(random.uniform(2, 60))))
        lines.append(f"{_minute(at)},{before},{'yes' if failed else 'no'},{back},no")
    return "\n".join(lines) + "\n"


def _evening(program: Program) -> dt.datetime:
    assert program.status_date is not None
    return dt.datetime.combine(program.status_date - dt.timedelta(days=1), dt.time(17, 30), dt.UTC)


def _working(at: dt.datetime, random: np.random.Generator) -> dt.datetime:
    day = at.date() - dt.timedelta(days=max(0, at.weekday() - 4))
    return dt.datetime.combine(day, dt.time(8), dt.UTC) + dt.timedelta(minutes=int(random.integers(0, 540)))


def _iso(at: dt.datetime) -> str:
    return at.strftime("%Y-%m-%dT%H:%M:00.000+0000")


def _minute(at: dt.datetime) -> str:
    return at.strftime("%Y-%m-%dT%H:%MZ")
