"""The map of 500 teams in headless Chromium: from its data to the whole drawing, and what holds up the main thread.

Laid out by a worker; a task of the main thread over 50 ms is a long one (Long Tasks API).
"""

import random
import tempfile
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Page

from benchmarks.page import opened
from benchmarks.running.figures import Figure

TEAMS = 500
_LAID_OUT, _HELD_UP = 2_000, 100  # milliseconds
_WAIT = 60_000

WATCH = """
window.__long = [];
new PerformanceObserver((list) => {
  for (const { startTime, duration } of list.getEntries()) window.__long.push([startTime, duration]);
}).observe({ type: 'longtask', buffered: true });
window.__drawn = new Promise((resolve, reject) => {
  setTimeout(() => reject(new Error('no map after 60 s')), 60000);
  const look = () => {
    if (document.querySelector('[data-drawn=true]')) resolve(performance.now());
    else requestAnimationFrame(look);
  };
  look();
});
"""
MEASURED = """
async () => {
  const drawn = await window.__drawn;
  await new Promise((resolve) => setTimeout(resolve, 300));
  const data = performance.getEntriesByType('resource').find((entry) => entry.name.includes('/dependency-map'));
  const long = window.__long.filter(([start]) => start >= data.responseEnd && start <= drawn).map(([, time]) => time);
  return [drawn - data.responseEnd, Math.max(0, ...long)];
}
"""


def run(*, quick: bool = False) -> list[Figure]:
    with opened() as (page, port, _told):
        base = f"http://127.0.0.1:{port}"
        _imported(page, base)
        page.add_init_script(WATCH)
        found = [_measured(page, base) for _run in range(2 if quick else 7)]
        relations = int(page.locator(".map-lines path").count())
    note = f"{TEAMS} teams, {relations:,} relations"
    drawn, held = (tuple(values) for values in zip(*found, strict=True))
    return [
        Figure(name="map drawn after its data", unit="ms", values=drawn, bound=_LAID_OUT, note=note),
        Figure(name="longest task until then", unit="ms", values=held, bound=_HELD_UP, note=note),
    ]


def _imported(page: Page, base: str) -> None:
    with tempfile.TemporaryDirectory(prefix="pilotage-bench-") as name:
        file = Path(name) / "fleet.yaml"
        file.write_text("\n".join(fleet(TEAMS)), encoding="utf-8")
        page.goto(f"{base}/import")
        page.get_by_label("Choose a file").set_input_files(file)
        page.get_by_role("button", name="Import", exact=True).click(timeout=_WAIT)
        page.get_by_role("link", name="Open the program").wait_for(timeout=_WAIT)


def _measured(page: Page, base: str) -> tuple[float, float]:
    page.goto(f"{base}/programs/fleet/contracts?view=map")
    drawn, held = page.evaluate(MEASURED)
    return float(drawn), float(held)


def fleet(teams: int, seed: int = 3) -> Iterator[str]:
    """A program as text: four activities a team, links to teams nearby, six contracts for ten teams to any other."""
    draw = random.Random(seed)
    yield f"program: fleet\ntitle: Fleet of {teams} teams\nstart: 2026-09-01\nstatus_date: 2026-10-01\nteams:"
    yield from (f"  t{team}: {{ title: Team {team} of harbor {team % 23} }}" for team in range(teams))
    yield "workstreams:"
    for team in range(teams):
        yield f"  w{team}:\n    team: t{team}\n    activities:"
        for step in range(4):
            after = [f"w{team}/a{step - 1}"] if step else []
            if team and draw.random() < 0.55:
                after.append(f"w{draw.randrange(max(0, team - 40), team)}/a{draw.randrange(step + 1)}")
            links = f", after: [{', '.join(after)}]" if after else ""
            yield f"      a{step}: {{ title: Step {step} of team {team}, duration: {draw.randint(3, 15)}d{links} }}"
    yield f"milestones:\n  done: {{ title: The fleet sails, after: w{teams - 1}/a3, target: 2027-03-01 }}"
    yield "needs:"
    for number in range(teams * 6 // 10):
        giver, taker = draw.sample(range(teams), 2)
        promise = f", promised: 2026-{draw.randint(10, 12)}-{draw.randint(1, 28):02d}" if draw.random() < 0.7 else ""
        yield (
            f"  c{number}: {{ what: Delivery {number}, from: t{giver}, to: t{taker}, delivers: w{giver}/a2, "
            f"for: w{taker}/a3, asked: 2026-09-01, needed: 2026-11-{draw.randint(1, 28):02d}{promise} }}"
        )
