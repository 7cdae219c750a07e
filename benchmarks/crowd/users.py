"""People at work, each a thread with a connection of their own: ``python -m benchmarks.crowd.users PORT SECONDS FILE``.

``FILE`` is what `benchmarks.crowd.workspace` printed. Each person does something every few seconds: looks at a page or
writes. Prints a JSON object: how long each answer took, what was refused, and every write that was confirmed.
"""

import http.client
import json
import random
import sys
import threading
import time
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.server.running import Client

RAMP = 30.0
"""Seconds in which people arrive and processes read the programs, before anything is counted."""
THINKING = 5.0
"""Mean seconds from an answer to the next question of the same person."""

_LOOKS = {
    "{program}/plan": 5,
    "{program}": 4,
    "{program}/risks": 2,
    "{program}/contracts": 2,
    "{program}/work-items?limit=100": 2,
    "{program}/activity": 2,
    "{program}/why/{own}": 2,
    "{program}/quality": 1,
    "{demo}": 1,
    "{demo}/plan": 1,
}
_WRITES = 0.2  # of all that is done


@dataclass(slots=True)
class Told:
    """``answers``: what was asked, seconds. ``written``: activity and the duration that was confirmed last."""

    answers: list[tuple[str, float]] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    written: dict[str, str] = field(default_factory=dict)
    risks: list[str] = field(default_factory=list)
    writes: int = 0


@dataclass(slots=True)
class Person:
    number: int
    client: Client
    told: Told
    counted: float  # from when on
    program: str
    demo: str
    own: list[str]
    tags: dict[str, str] = field(default_factory=dict)

    def work(self, until: float) -> None:
        chance = random.Random(self.number)
        time.sleep(chance.uniform(0, RAMP / 2))
        while time.monotonic() < until:
            try:
                self._act(chance)
            except RuntimeError as error:
                self.told.refused.append(str(error)[:300])
            except (OSError, http.client.HTTPException) as error:
                self.told.refused.append(f"{type(error).__name__}: {error}")
                self.client.connection.close()
            time.sleep(min(chance.expovariate(1 / THINKING), 5 * THINKING))

    def _act(self, chance: random.Random) -> None:
        if chance.random() >= _WRITES:
            (look,) = chance.choices(list(_LOOKS), list(_LOOKS.values()))
            self._look(look, chance)
        elif chance.random() < 0.8:
            self._edit(chance)
        else:
            self._add_risk(chance)

    def _look(self, look: str, chance: random.Random) -> None:
        path = "/api/programs/" + look.format(program=self.program, demo=self.demo, own=chance.choice(self.own))
        tag = self.tags.get(path, "")
        start = time.monotonic()
        answer = self.client.get(path, **({"If-None-Match": tag} if tag else {}))
        self._answered(f"GET {look}", start)
        self.tags[path] = answer.headers.get("ETag", "")

    def _answered(self, asked: str, start: float) -> None:
        if start > self.counted:
            self.told.answers.append((asked, time.monotonic() - start))

    def _edit(self, chance: random.Random) -> None:
        activity, duration = chance.choice(self.own), f"{chance.randint(2, 40)}d"
        start = time.monotonic()
        self.client.patch(
            f"/api/programs/{self.program}/activities/{activity}", {"estimate": None, "duration": duration}
        )
        self._answered("PATCH activity", start)
        self.told.writes += self.told.written.get(activity) != duration
        self.told.written[activity] = duration

    def _add_risk(self, chance: random.Random) -> None:
        title = f"Risk {self.number}-{len(self.told.risks)}"
        body = {"title": title, "probability": round(chance.uniform(0.05, 0.6), 2), "hits": [chance.choice(self.own)]}
        start = time.monotonic()
        self.client.post(f"/api/programs/{self.program}/risks", body)
        self._answered("POST risk", start)
        self.told.risks.append(title)
        self.told.writes += 1


def person(number: int, port: int, given: dict[str, Any]) -> Person:
    client = Client(http.client.HTTPConnection("127.0.0.1", port, timeout=60))
    client.get(f"/enter/{given['token']}")
    client.get("/api/session")
    return Person(number, client, Told(), time.monotonic() + RAMP, given["program"], given["demo"], given["own"])


def main(port: int, seconds: float, given: list[dict[str, Any]]) -> None:
    people = [person(number, port, each) for number, each in enumerate(given)]
    until = time.monotonic() + RAMP + seconds
    threads = [threading.Thread(target=each.work, args=(until,), daemon=True) for each in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(RAMP + seconds + 120)
    print(json.dumps([{**asdict(each.told), "program": each.program} for each in people]))


if __name__ == "__main__":
    main(int(sys.argv[1]), float(sys.argv[2]), json.loads(Path(sys.argv[3]).read_text())["users"])
