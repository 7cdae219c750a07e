"""The board of 2,000 cards in headless Chromium: from its answer to its cards, scrolling, and a card that is moved by
key until it stands in its new place; and the server's part: the board, and 2,000 items changed at once.
"""

import statistics
import time
from collections.abc import Iterator
from itertools import chain, count
from typing import Any

from playwright.sync_api import Page

from benchmarks.page import opened, p95, scroll
from benchmarks.running.figures import Figure

CARDS = 2_000
STATES = ("To do", "In progress", "In review", "Done")
_FRAME = 20
"""Milliseconds: 50 frames a second."""

ADD = """
async ([program, count]) => {
  const token = document.cookie.match(/csrftoken=([^;]+)/)[1];
  const send = (path, body) => fetch(`/api/programs/${program}/${path}`, {
    method: 'POST', headers: { 'content-type': 'application/json', 'X-CSRFToken': token }, body: JSON.stringify(body),
  }).then((answer) => answer.json());
  const keys = [];
  for (let n = 0; n < count; n += 1) {
    const title = `Move the berth plan of quay ${n % 17} to the new tide tables, part ${n}`;
    keys.push((await send('work-items', { title, kind: 'story', assignee: `Pilot ${n % 23}` })).keys[0]);
  }
  return keys;
}
"""
CHANGE = """
async ([program, changes]) => {
  const token = document.cookie.match(/csrftoken=([^;]+)/)[1];
  const start = performance.now();
  const answer = await fetch(`/api/programs/${program}/work-items/changes`, {
    method: 'POST', headers: { 'content-type': 'application/json', 'X-CSRFToken': token },
    body: JSON.stringify({ changes }),
  });
  if (!answer.ok) throw new Error(await answer.text());
  return performance.now() - start;
}
"""
RENDER = """
() => new Promise((resolve) => {
  const look = () => {
    if (document.querySelector('.bc')) {
      requestAnimationFrame(() => setTimeout(() => {
        const asked = performance.getEntriesByType('resource').find((entry) => /\\/board(\\?|$)/.test(entry.name));
        resolve([performance.now() - asked.responseEnd, asked.responseEnd - asked.requestStart]);
      }));
    } else requestAnimationFrame(look);
  };
  look();
})
"""
# Space, right, Enter on the first card: milliseconds until it is in the next column
MOVE = """
async () => {
  const press = (key) => document.activeElement.dispatchEvent(
    new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
  const cells = [...document.querySelectorAll('.bcell')];
  const card = cells[0].querySelector('.bc');
  const name = card.dataset.card;
  card.focus();
  const start = performance.now();
  for (const key of [' ', 'ArrowRight', 'Enter']) {
    press(key);
    await new Promise(requestAnimationFrame);
  }
  for (let turn = 0; turn < 600; turn += 1) {
    if (document.querySelectorAll('.bcell')[1].querySelector(`[data-card="${name}"]`)) return performance.now() - start;
    await new Promise(requestAnimationFrame);
  }
  throw new Error('the card did not move');
}
"""


def run(*, quick: bool = False) -> list[Figure]:
    runs = 3 if quick else 8
    with opened() as (page, port, _told):
        bulk = list(_filled(page, 3))
        page.goto(f"http://127.0.0.1:{port}/programs/large/board")
        rendered = [_render(page) for _run in range(runs)]
        scrolled = {pixels: _scrolled(page, pixels, runs) for pixels in (90, 900)}
        moves = [_move(page) for _run in range(runs)]
    note = f"{CARDS:,} cards"
    return [
        Figure(name="board, answer", unit="ms", values=tuple(answer for _first, answer in rendered), note=note),
        Figure(
            name="first render after data", unit="ms", values=tuple(first for first, _answer in rendered), note=note
        ),
        *(
            Figure(
                name=f"p95 frame, down, {pixels} px a frame",
                unit="ms",
                values=tuple(p95(times) for times, _work in scrolls),
                cpu=statistics.median(p95(work) for _times, work in scrolls),
                bound=_FRAME,
                note=f"{1e3 / statistics.fmean(chain.from_iterable(times for times, _work in scrolls)):.0f} a second",
            )
            for pixels, scrolls in scrolled.items()
        ),
        Figure(name="move by key until it is drawn", unit="ms", values=tuple(moves), bound=100),
        Figure(name="change 2,000 items at once", unit="ms", values=tuple(bulk), note="state and history"),
    ]


def _filled(page: Page, runs: int) -> Iterator[float]:
    """Add the cards, and give them their states in one change. Milliseconds of such changes."""
    keys: list[str] = page.evaluate(ADD, ["large", CARDS])
    for turn in range(runs):
        changes: list[dict[str, Any]] = [
            {"keys": [key for key, n in zip(keys, count(turn), strict=False) if n % 4 == at], "set": {"status": state}}
            for at, state in enumerate(STATES)
        ]
        yield float(page.evaluate(CHANGE, ["large", changes]))


def _render(page: Page) -> tuple[float, float]:
    page.reload()
    first, answer = page.evaluate(RENDER)
    return float(first), float(answer)


def _scrolled(page: Page, pixels: int, runs: int) -> list[tuple[list[float], list[float]]]:
    """Scrolls from the top towards the end of 500 rows, at most four seconds long."""
    found = []
    for _run in range(runs):
        found.append(scroll(page, ("scrollTop", pixels, min(240, 49_500 // pixels)), ".board-scroll"))
        page.evaluate("document.querySelector('.board-scroll').scrollTop = 0")
        page.wait_for_timeout(300)
    return found


def _move(page: Page) -> float:
    taken = float(page.evaluate(MOVE))
    page.wait_for_load_state("networkidle")
    time.sleep(0.3)  # the next one begins on a page that has settled
    return taken
