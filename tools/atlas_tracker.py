"""Make the tracker of the demo program: `python -m tools.atlas_tracker` writes ``examples/atlas/tracker.jsonl.gz``.

Issues as Jira's REST interface gives them, with their changelog: three years of eight made-up teams until the evening
before the day of the story. The same file on every machine.
"""

import datetime as dt
import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

PATH = Path(__file__).resolve().parents[1] / "examples/atlas/tracker.jsonl.gz"
FIRST = dt.date(2023, 10, 2)
TODAY = dt.date(2026, 9, 17)
PROGRAM = dt.date(2026, 7, 13)
"""Before it the teams worked on other things."""
FEATURES = (
    ("Wallets", "Refunds", "Payouts", "Invoices", "Gift cards", "Subscriptions", "Statements", "Split payments",
     "Standing orders", "Instant transfers", "Chargebacks", "Savings", "Multi-currency", "Payment links"),
    ("Merchant sign-up", "Merchant app", "Fraud checks", "Test shop", "Receipts", "Loyalty", "Terminals", "Webshop kit",
     "Partner portal", "Status feed", "Donations", "Tickets", "Marketplaces", "Deliveries"),
)  # fmt: skip
"""What the teams built before the program, by the two groups of teams. One begins every ten weeks and takes 22."""
MERCHANT = {"Edge", "SRE", "Checkout", "Compliance"}
SPRINT = dt.timedelta(days=14)
CATEGORIES = {"To Do": "new", "In Progress": "indeterminate", "In Review": "indeterminate", "Done": "done"}


@dataclass(frozen=True)
class Team:
    """``rate`` items a week, that take ``days`` working days in the median; ``now`` is the pace of the program's last
    weeks against that. ``parts`` is where its items belong, by share.
    """

    title: str
    people: tuple[str, ...]
    rate: float
    days: float
    now: float
    parts: dict[str, float]
    what: tuple[str, ...]


TEAMS = (
    Team("Ledger", ("Oskar Lind", "Jonas Feld", "Amara Diallo", "Felix Brandt"), 4.2, 4.5, 0.85,
         {"EU beta": 0.6, "GA in three regions": 0.4},
         ("posting", "hold", "balance", "journal entry", "correction", "read view", "bulk load", "reconciliation")),
    Team("Identity", ("Tomasz Wolski", "Lea Hoffmann", "Yusuf Aydin"), 2.6, 5.0, 0.8,
         {"EU keys served": 0.75, "GA in three regions": 0.25},
         ("key cache", "key API", "token", "rotation", "revocation", "ceremony script", "audit log")),
    Team("Edge", ("Priya Nair", "Arjun Mehta", "Sunita Rao"), 3.2, 3.5, 1.05,
         {"EU beta": 0.5, "India live": 0.25, "GA in three regions": 0.25},
         ("proxy", "routing rule", "retry", "rate limit", "certificate", "health check", "webhook")),
    Team("Settlement", ("Kavya Reddy", "Rohan Kulkarni", "Meera Joshi"), 3.0, 4.0, 1.0,
         {"India live": 0.6, "EU beta": 0.4},
         ("settlement file", "cut-off time", "bank test", "dispute", "fee", "report", "bank holiday")),
    Team("Data Platform", ("Ren Takahara", "Wei Lin Tan", "Farah Aziz"), 2.4, 5.0, 1.0,
         {"EU beta": 0.5, "India live": 0.3, "GA in three regions": 0.2},
         ("replica", "backup", "event stream", "schema registry", "mask", "restore", "dashboard")),
    Team("SRE", ("Dana Whitlock", "Leo Castillo", "Ingrid Solberg"), 3.4, 3.0, 1.0,
         {"EU beta": 0.6, "GA in three regions": 0.4},
         ("alert", "runbook", "quota", "network link", "drill", "status page", "rollback")),
    Team("Checkout", ("Marcus Osei", "Hana Kim"), 2.2, 2.5, 1.1,
         {"EU beta": 0.7, "GA in three regions": 0.3},
         ("SDK", "entry point", "payment form", "test shop", "beta merchant", "guide")),
    Team("Compliance", ("Ilse Brandt", "Noor Haddad"), 1.2, 6.0, 1.0,
         {"EU beta": 0.5, "India live": 0.5},
         ("gap", "assessment record", "scope letter", "data flow", "filing")),
)  # fmt: skip
VERBS = {"Story": ("Support", "Show", "Move", "Split"), "Bug": ("Mend", "Stop a wrong"), "Task": ("Document", "Test")}
PLACES = ("per region", "in Frankfurt", "in Mumbai", "in Oregon", "at peak", "after a restart", "for old accounts", "")
BACKLOG = {"EU keys served": 5, "EU beta": 46, "India live": 22, "GA in three regions": 36}
"""Items of each milestone that nobody has begun on the day of the story."""


@dataclass
class Issue:
    """``begun`` and ``done`` are None while it is not; ``moves`` are its changes, not yet in order."""

    team: Team
    created: dt.datetime
    begun: dt.datetime | None
    done: dt.datetime | None
    milestone: str
    moves: list[tuple[dt.datetime, str, str, str]] = field(default_factory=list)
    flagged: bool = False


def issues(draw: np.random.Generator) -> list[Issue]:
    found = [issue for team in TEAMS for issue in (*_finished(team, draw), *_begun(team, draw))]
    found += _waiting(draw)
    for issue in found:
        _move(issue, draw)
    return sorted(found, key=lambda issue: issue.created)


def _finished(team: Team, draw: np.random.Generator) -> Iterator[Issue]:
    """The pace wanders from week to week, and changes when the program begins in earnest."""
    level = 0.0
    for week in range((TODAY - FIRST).days // 7 + 1):
        monday = FIRST + dt.timedelta(weeks=week)
        level = 0.7 * level + 0.22 * draw.normal()
        now = team.now if monday >= dt.date(2026, 8, 10) else 1.0
        quiet = 0.35 if (monday.month, monday.day // 7) in ((12, 3), (12, 4)) else 1.0
        for _ in range(draw.poisson(team.rate * now * quiet * np.exp(level))):
            done = _moment(monday + dt.timedelta(days=int(draw.integers(0, 5))), draw)
            if done.date() > TODAY:
                continue
            days = min(float(draw.lognormal(np.log(team.days * 1.4), 0.75)), 90.0)
            begun = _workday(done - dt.timedelta(days=days), draw)
            milestone, planned = _milestone(team, done.date(), draw)
            yield Issue(team, _created(begun, planned, draw), min(begun, done), done, milestone)


def _begun(team: Team, draw: np.random.Generator) -> Iterator[Issue]:
    for _ in range(round(team.rate * team.days / 5 * 1.6) + 1):
        begun = _workday(_end() - dt.timedelta(days=float(draw.lognormal(np.log(team.days), 0.9))), draw)
        milestone, planned = _milestone(team, TODAY, draw)
        yield Issue(team, _created(begun, planned, draw), begun, None, milestone)


def _waiting(draw: np.random.Generator) -> Iterator[Issue]:
    for milestone, count in BACKLOG.items():
        teams = [team for team in TEAMS if milestone in team.parts]
        for _ in range(count):
            team = teams[int(draw.integers(len(teams)))]
            yield Issue(team, _created(_end(), PROGRAM, draw), None, None, milestone)


def _created(before: dt.datetime, planned: dt.date, draw: np.random.Generator) -> dt.datetime:
    """Most of a milestone is written down when it is planned; the rest comes as it comes."""
    start = dt.datetime.combine(planned, dt.time(16), dt.UTC) + dt.timedelta(days=float(draw.integers(-5, 12)))
    if before.date() > start.date() and draw.random() < 0.72:
        return _workday(start, draw)
    return _workday(before - dt.timedelta(days=float(draw.exponential(16)) + 0.2), draw)


def _milestone(team: Team, day: dt.date, draw: np.random.Generator) -> tuple[str, dt.date]:
    """To which milestone an item belongs that is finished on a day, and when that was planned."""
    if day >= PROGRAM:
        names = list(team.parts)
        return names[int(draw.choice(len(names), p=list(team.parts.values())))], PROGRAM
    group = FEATURES[team.title in MERCHANT]
    week = (day - FIRST).days / 7 + 12
    running = [at for at in range(len(group)) if 0 <= week - 10 * at < 22] or [len(group) - 1]
    at = running[int(draw.integers(len(running)))]
    return group[at], FIRST + dt.timedelta(weeks=10 * at - 12)


def _move(issue: Issue, draw: np.random.Generator) -> None:
    """States, blocks, sprints; some come back from Done, some change their milestone."""
    moves, begun, done = issue.moves, issue.begun, issue.done
    scoped = issue.created + dt.timedelta(minutes=5)
    if issue.milestone == "GA in three regions" and draw.random() < 0.15:
        later = min(scoped + dt.timedelta(days=float(draw.integers(10, 40))), done or _end())
        moves += [(scoped, "Fix Version", "", "EU beta"), (later, "Fix Version", "EU beta", issue.milestone)]
    else:
        moves.append((scoped, "Fix Version", "", issue.milestone))
    if begun is None:
        return
    end = done or _end()
    moves.append((begun, "status", "To Do", "In Progress"))
    review = begun + (end - begun) * float(draw.uniform(0.6, 0.95))
    if done is not None or draw.random() < 0.35:
        moves.append((review, "status", "In Progress", "In Review"))
    if done is not None and draw.random() < 0.04:
        back = review + (done - review) * 0.4
        moves += [(back, "status", "In Review", "Done"), (back + (done - back) * 0.5, "status", "Done", "In Review")]
    if done is not None:
        moves.append((done, "status", "In Review", "Done"))
    if draw.random() < (0.07 if done is not None else 0.18) and end - begun > dt.timedelta(days=2):
        start = begun + (review - begun) * 0.3
        moves.append((start, "Flagged", "", "Impediment"))
        issue.flagged = done is None
        if done is not None:
            moves.append((start + (review - start) * 0.6, "Flagged", "Impediment", ""))
    before = ""
    for number in range(_sprint(begun.date()), _sprint(end.date()) + 1):
        opened = dt.datetime.combine(FIRST + number * SPRINT, dt.time(9, 30), dt.UTC)
        moves.append((max(opened, issue.created + dt.timedelta(minutes=6)), "Sprint", before, f"Sprint {number + 1}"))
        before = f"Sprint {number + 1}"


def document(issue: Issue, number: int, draw: np.random.Generator) -> dict[str, Any]:
    """As ``…/search?expand=changelog`` gives it."""
    moves = sorted(issue.moves, key=lambda move: move[0])
    status = next((after for _at, name, _before, after in reversed(moves) if name == "status"), "To Do")
    kind = str(draw.choice(list(VERBS), p=[0.62, 0.23, 0.15]))
    words = (str(draw.choice(VERBS[kind])), str(draw.choice(issue.team.what)), str(draw.choice(PLACES)))
    sprint = next((after for _at, name, _before, after in reversed(moves) if name == "Sprint"), None)
    fields = {
        "summary": " ".join(word for word in words if word),
        "issuetype": {"name": kind},
        "project": {"key": "ATL"},
        "status": {"name": status, "statusCategory": {"key": CATEGORIES[status]}},
        "created": _iso(issue.created),
        "updated": _iso(max([issue.created, *(move[0] for move in moves)])),
        "resolutiondate": None if issue.done is None else _iso(issue.done),
        "assignee": {"displayName": str(draw.choice(issue.team.people))} if issue.begun is not None else None,
        "team": {"name": issue.team.title},
        "fixVersions": [{"name": issue.milestone}],
        "sprint": None if sprint is None else _sprint_document(int(sprint.split()[1])),
        "flagged": issue.flagged,
    }
    histories = [
        {"created": _iso(at), "items": [{"field": name, "fromString": before, "toString": after}]}
        for at, name, before, after in moves
    ]
    return {
        "key": f"ATL-{number}",
        "fields": {name: value for name, value in fields.items() if value not in (None, False)},
        "changelog": {"total": len(histories), "histories": histories},
    }


def _sprint_document(number: int) -> dict[str, Any]:
    start = FIRST + (number - 1) * SPRINT
    return {"id": number, "name": f"Sprint {number}", "startDate": f"{start}T09:30:00.000+0000",
            "endDate": f"{start + SPRINT - dt.timedelta(days=3)}T17:00:00.000+0000"}  # fmt: skip


def _sprint(day: dt.date) -> int:
    return max(0, (day - FIRST) // SPRINT)


def _moment(day: dt.date, draw: np.random.Generator) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(8), dt.UTC) + dt.timedelta(minutes=int(draw.integers(0, 560)))


def _workday(at: dt.datetime, draw: np.random.Generator) -> dt.datetime:
    day = at.date() - dt.timedelta(days=max(0, at.weekday() - 4))
    found = _moment(day, draw)
    return found if found <= at else at.replace(second=0, microsecond=0)


def _end() -> dt.datetime:
    return dt.datetime.combine(TODAY, dt.time(17, 30), dt.UTC)


def _iso(at: dt.datetime) -> str:
    return at.strftime("%Y-%m-%dT%H:%M:00.000+0000")


def content() -> bytes:
    draw = np.random.default_rng(20260918)
    lines = [
        json.dumps(document(issue, number, draw), ensure_ascii=False, separators=(",", ":"))
        for number, issue in enumerate(issues(draw), 1)
    ]
    return gzip.compress(("\n".join(lines) + "\n").encode(), 9, mtime=0)


if __name__ == "__main__":
    PATH.write_bytes(content())
