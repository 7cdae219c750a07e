"""Edits on the Plan page of 10,000 activities, browser and server together: typing in a cell, and dragging a bar.

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

# from the next release of the button until nothing is being saved any more and that frame is on the screen
SETTLED = """
() => {
  window.__settled = new Promise((resolve, reject) => {
    setTimeout(() => reject(new Error('not saved after 20 s')), 20000);
    window.addEventListener('pointerup', () => {
      const begun = performance.now();
      const line = document.querySelector('.pl-sb');
      let seen = false;
      const watch = new MutationObserver(() => {
        const saving = line.textContent.includes('Saving');
        seen ||= saving;
        if (!seen || saving) return;
        watch.disconnect();
        requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - begun)));
      });
      watch.observe(line, { childList: true, subtree: true, characterData: true });
    }, { capture: true, once: true });
  });
}
"""
# the chart scrolled on by less than is searched of it, and drawn; whether there was more
FURTHER = """
async (grid) => {
  const before = grid.scrollLeft;
  grid.scrollLeft += 300;
  await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
  return grid.scrollLeft > before;
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
    """A bar dragged to and fro by the mouse: each move to its frame, and the release to the dates that were saved."""
    row = _row(page, port, told, "roomy")
    page.get_by_role("button", name="Week", exact=True).click()
    row.locator(".name").click()
    grid = page.get_by_role("treegrid")
    grid.evaluate("(grid) => { grid.scrollLeft = 0; grid.scrollTop += 300; }")  # a notice covers the last row
    page.evaluate(FRAMES, "pointermove")
    settled: list[float] = []
    frames: list[float] = []
    for turn in range(runs):
        x, y = _bar(page, grid, row)
        page.mouse.down()
        page.evaluate("() => { window.__frames = []; }")
        page.evaluate(SETTLED)
        for step in range(1, 13):
            page.mouse.move(x + (5 if turn % 2 == 0 else -5) * step, y)
            page.wait_for_timeout(30)
        frames += page.evaluate("() => window.__frames")
        page.mouse.up()
        settled.append(float(page.evaluate("() => window.__settled")))
        page.wait_for_timeout(_READING)
    size = told["size"]
    return [
        Figure(name="dragging a bar, move to frame", unit="ms", values=tuple(frames), bound=_FRAME, note=size),
        Figure(name="dragging a bar, release to saved", unit="ms", values=tuple(settled), bound=300, note=size),
    ]


def _bar(page: Page, grid: Locator, row: Locator) -> tuple[float, float]:
    """Where the mouse is put to hold the bar of a row: the chart is scrolled until the pointer is over it."""
    chart, box = page.locator(".gantt"), row.bounding_box()
    assert box is not None, "the row shows"
    pane = page.locator(".pl-pane").bounding_box()
    assert pane is not None
    y, left = box["y"] + box["height"] / 2 - 1, round(pane["width"]) + 120
    while True:
        for x in range(left, 1_300, 3):  # between its edges a bar of two days is a few pixels wide
            page.mouse.move(x, y)
            if "grip-bar" in (chart.get_attribute("class") or ""):
                return float(x), y
        if not grid.evaluate(FURTHER):
            raise RuntimeError("no bar shows in the row")


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
