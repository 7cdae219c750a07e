"""Edits on the Plan page of 10,000 activities, browser and server together: typing in a cell and dragging a bar.

From the input to the frame that shows it, and to the computed dates that were saved.
"""

from itertools import cycle
from typing import Any

from playwright.sync_api import Locator, Page

from benchmarks.page import opened
from benchmarks.running.figures import Figure

_READING = 300  # milliseconds in which a person reads what the edit would do

# from the next Enter until the computed dates of the row are others and that frame is on the screen
WATCH = """
(row) => {
  const grid = row.closest('[role=treegrid]');
  const place = `[data-row="${row.dataset.row}"] .pl-cell`;
  const dates = () => ['start', 'finish', 'float'].map((n) => grid.querySelector(`${place}.${n}`)?.textContent).join();
  const before = dates();
  window.__repainted = new Promise((resolve, reject) => {
    setTimeout(() => reject(new Error(`no other dates after 20 s: ${before}`)), 20000);
    let pressed = null;
    window.addEventListener('keydown', (event) => {
      if (event.key === 'Enter') pressed ??= performance.now();
    }, { capture: true });
    const watch = new MutationObserver(() => {
      if (pressed === null || dates() === before) return;
      watch.disconnect();
      requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - pressed)));
    });
    watch.observe(grid, { childList: true, subtree: true, characterData: true });
  });
}
"""


# from an input to the end of the frame that it led to, for each of the inputs that follow
FRAMES = """
(name) => {
  window.__frames = [];
  window.addEventListener(name, (event) => {
    const begun = event.timeStamp;
    requestAnimationFrame(() => {
      const channel = new MessageChannel();
      channel.port1.onmessage = () => window.__frames.push(performance.now() - begun);
      channel.port2.postMessage(null);
    });
  }, { capture: true, passive: true });
}
"""

# from the next release of the button until the answer to the edit is drawn
SETTLED = """
() => {
  window.__settled = new Promise((resolve, reject) => {
    setTimeout(() => reject(new Error('no answer after 20 s')), 20000);
    const ask = window.fetch;
    let begun = null;
    window.addEventListener('pointerup', () => { begun = performance.now(); }, { capture: true, once: true });
    window.fetch = async (...given) => {
      const answer = await ask(...given);
      if (String(given[0]).endsWith('/edits')) {
        window.fetch = ask;
        setTimeout(() => requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - begun))));
      }
      return answer;
    };
  });
}
"""
_FRAME = 34  # milliseconds: an input that comes right after a frame began shows with the next one


def run(*, quick: bool = False) -> list[Figure]:
    runs = 4 if quick else 12
    with opened() as (page, port, told):
        return [
            _edits(page, port, told, "early", runs, "that moves most of it"),
            _edits(page, port, told, "roomy", runs, "that moves one row"),
            _typing(page, port, told),
            *_drags(page, port, told, runs),
        ]


def _typing(page: Page, port: int, told: dict[str, Any]) -> Figure:
    """Each letter of a name, typed into its cell."""
    row = _row(page, port, told, "roomy")
    row.locator(".name").click()
    page.keyboard.press("F2")
    page.evaluate(FRAMES, "keydown")
    page.keyboard.type("Letters of a longer name", delay=60)
    values = tuple(page.evaluate("() => window.__frames"))
    page.keyboard.press("Escape")
    return Figure(name="typing in a cell, letter to frame", unit="ms", values=values, bound=_FRAME, note=told["size"])


def _drags(page: Page, port: int, told: dict[str, Any], runs: int) -> list[Figure]:
    """A bar dragged to and fro: each move of the pointer to its frame, and the release to the dates that were saved."""
    row = _row(page, port, told, "roomy")
    row.locator(".wbs").click()
    page.get_by_role("button", name="Week", exact=True).click()
    row.locator(".wbs").click()
    frames: list[float] = []
    settled: list[float] = []
    for turn in range(runs):
        x, y = _bar(page, row)
        page.mouse.move(x, y)
        page.mouse.down()
        page.evaluate(FRAMES, "pointermove")
        page.evaluate(SETTLED)
        for step in range(1, 11):
            page.mouse.move(x + (6 if turn % 2 == 0 else -6) * step, y)
            page.wait_for_timeout(20)
        frames += page.evaluate("() => window.__frames")
        page.mouse.up()
        settled.append(float(page.evaluate("() => window.__settled")))
    size = told["size"]
    return [
        Figure(name="dragging a bar, move to frame", unit="ms", values=tuple(frames), bound=_FRAME, note=size),
        Figure(name="dragging a bar, release to saved", unit="ms", values=tuple(settled), bound=300, note=size),
    ]


def _bar(page: Page, row: Locator) -> tuple[float, float]:
    """A place by which the bar of a row is held."""
    chart, box = page.locator(".gantt"), row.bounding_box()
    assert box is not None, "the row shows"
    y = box["y"] + box["height"] / 2 - 1
    for x in range(540, 1430, 3):
        page.mouse.move(x, y)
        if "grip-bar" in (chart.get_attribute("class") or ""):
            return x + 3.0, y
    raise AssertionError("no bar shows in the row")


def _row(page: Page, port: int, told: dict[str, Any], which: str) -> Locator:
    """The row of an activity in the plan as it is opened, with all others around it."""
    page.goto(f"http://127.0.0.1:{port}/programs/large/plan")
    box = page.get_by_role("searchbox", name="Find in plan")
    title = told[f"{which}_title"]
    box.fill(title)
    row = page.locator("[role=row]").filter(has=page.get_by_title(title, exact=True))
    row.locator(".duration").click(timeout=60_000)
    box.fill("")
    return row


def _edits(page: Page, port: int, told: dict[str, Any], which: str, runs: int, name: str) -> Figure:
    """Its likely duration goes to its low and to its high, turn by turn: so that its dates or its float are others."""
    row = _row(page, port, told, which)
    texts = cycle(str(days) for days in told[f"{which}_likely"])
    _edit(row, next(texts))
    values = [_edit(row, next(texts)) for _run in range(runs)]
    return Figure(name=f"edit {name}, to repainted", unit="ms", values=tuple(values), bound=300, note=told["size"])


def _edit(row: Locator, text: str) -> float:
    """Milliseconds."""
    page = row.page
    row.locator(".duration").click()
    page.keyboard.press("Enter")
    with page.expect_response("**/preview"):
        page.keyboard.type(text)
    page.wait_for_timeout(_READING)
    row.evaluate(WATCH)
    page.keyboard.press("Enter")
    return float(page.evaluate("() => window.__repainted"))
