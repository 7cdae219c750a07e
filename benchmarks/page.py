"""The Plan page of 10,000 activities in headless Chromium: a cold load until it can be worked with, the JavaScript that
this takes, from the plan's last byte to its rows, and scrolling.

A cold load is one in a browser that stands open and has nothing of ours stored: what Chromium itself does for a new
window would on two cores be counted as ours.

While scrolling, the time between frames is measured, and the main thread's CPU time in each, which a busy machine does
not change.
"""

import statistics
import tempfile
from bisect import bisect
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Error, Page, sync_playwright
from tools.browser import ARGUMENTS, find

from benchmarks.running.figures import Figure, Skipped
from benchmarks.server import filled
from benchmarks.server.running import serving

_DIST = Path(__file__).parents[1] / "src/pilotage/web/dist"
_SAME_FRAME = 4_000  # microseconds between two callbacks of one frame
_LOOK, _IDLE = 300.0, 0.1  # milliseconds between two looks at the browser's processor time, and what is no work
_BOUND = 34  # milliseconds: at most one frame of 60 a second is left out

# the first row in the document, and the frame after it
WATCH = """
window.__drawn = new Promise((resolve, reject) => {
  setTimeout(() => reject(new Error('no rows after 60 s')), 60000);
  const look = () => {
    if (document.querySelector('[role=treegrid] [data-row]') && document.querySelector('.gantt svg path')) {
      requestAnimationFrame(() => setTimeout(() => resolve(performance.now())));
    } else requestAnimationFrame(look);
  };
  look();
});
"""
FIRST_RENDER = """
async () => {
  const drawn = await window.__drawn;
  const plan = performance.getEntriesByType('resource').find((entry) => entry.name.includes('/plan'));
  return drawn - plan.responseEnd;
}
"""
# the navigation's start until an arrow key has moved the focus into the rows, in a browser that has nothing stored
USABLE = """
async () => {
  await window.__drawn;
  const grid = document.querySelector('[role=treegrid]');
  const target = grid.querySelector('[tabindex="0"]') ?? grid;
  target.focus();
  const before = document.activeElement;
  before.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowDown', bubbles: true, cancelable: true }));
  for (let turn = 0; turn < 600; turn += 1) {
    await new Promise(requestAnimationFrame);
    if (document.activeElement !== before && grid.contains(document.activeElement)) return performance.now();
  }
  throw new Error('the arrow key moved nothing');
}
"""
# kilobytes of the scripts that were there before anything was painted
SCRIPTS = """
() => {
  const paint = performance.getEntriesByName('first-contentful-paint')[0].startTime;
  const scripts = performance.getEntriesByType('resource').filter((entry) => /\\.js(\\?|$)/.test(entry.name));
  const needed = scripts.filter((entry) => entry.responseEnd < paint);
  return [needed.reduce((sum, entry) => sum + entry.encodedBodySize, 0) / 1e3, needed.length];
}
"""
SCROLL = """
([axis, step, frames, area, noFrame]) => new Promise((resolve, reject) => {
  const scroller = document.querySelector(area);
  const times = [];
  const stalled = setInterval(() => {  // Chromium, when traced, now and then draws nothing any more
    if (performance.now() - before < 10_000) return;
    clearInterval(stalled);
    reject(new Error(noFrame));
  }, 1000);
  let at = scroller[axis];
  let before = performance.now();
  const frame = (now) => {
    times.push(now - before);
    before = now;
    at += step;
    scroller[axis] = at;
    if (times.length <= frames) return requestAnimationFrame(frame);
    clearInterval(stalled);
    resolve(times.slice(1));
  };
  requestAnimationFrame(frame);
})
"""
_NO_FRAME = "no frame for ten seconds"


WAYS: dict[str, tuple[str, int, int]] = {
    "down, 90 px a frame": ("scrollTop", 90, 240),
    "down, 900 px a frame": ("scrollTop", 900, 240),
    "right, 25 px a frame": ("scrollLeft", 25, 120),
}


@contextmanager
def opened() -> Iterator[tuple[Page, int, dict[str, Any]]]:
    """A page that is logged in at a server with the large plan, the server's port, and what `filled` told."""
    executable = find()
    if executable is None:
        raise Skipped("there is no Chromium; run: python tools/browser.py")
    if not (_DIST / "index.html").is_file():
        raise Skipped("the web UI is not built; run: python tools/build_ui.py build")
    with tempfile.TemporaryDirectory(prefix="pilotage-bench-") as name, sync_playwright() as playwright:
        data = Path(name)
        told = filled(data)
        with serving(data) as server:
            browser = playwright.chromium.launch(executable_path=executable, args=list(ARGUMENTS))
            page = browser.new_page(viewport={"width": 1440, "height": 900})
            page.goto(f"http://127.0.0.1:{server.port}/enter/{told['token']}")
            yield page, server.port, told
            browser.close()


def run(*, quick: bool = False) -> list[Figure]:
    with opened() as (page, port, told):
        page.add_init_script(WATCH)
        cold = [_cold(page, port) for _run in range(2 if quick else 5)]
        first = [_first_render(page, port) for _run in range(2 if quick else 5)]
        scrolled = {name: scroll(page, way) for name, way in WAYS.items()}
    size = told["size"]
    return [
        Figure(
            name="cold load to usable",
            unit="ms",
            values=tuple(each.usable for each in cold),
            cpu=statistics.median(each.cpu for each in cold),
            bound=1_500,
            note=size,
        ),
        Figure(
            name="JavaScript before the first paint",
            unit="kB",
            values=tuple(each.scripts for each in cold),
            bound=250,
            note=f"{cold[0].files} files",
        ),
        Figure(name="first render after data", unit="ms", values=tuple(first), bound=500, note=size),
        *(_scrolling(name, *measured) for name, measured in scrolled.items()),
    ]


@dataclass(frozen=True, slots=True)
class _Cold:
    """Milliseconds until the page can be worked with, and of the main thread's CPU time in them; kilobytes of
    JavaScript (compressed) before the first paint, and in how many files.
    """

    usable: float
    cpu: float
    scripts: float
    files: int


def _cold(page: Page, port: int) -> _Cold:
    """In a browser without a cache."""
    assert page.context.browser is not None
    with page.context.browser.new_context(
        storage_state=page.context.storage_state(), viewport={"width": 1440, "height": 900}
    ) as context:
        fresh = context.new_page()
        fresh.add_init_script(WATCH)
        client = context.new_cdp_session(fresh)
        client.send("Performance.enable", {"timeDomain": "threadTicks"})
        _wait_until_idle(fresh)
        fresh.goto(f"http://127.0.0.1:{port}/programs/large/plan", wait_until="commit")
        usable = float(fresh.evaluate(USABLE))
        measured = {each["name"]: float(each["value"]) for each in client.send("Performance.getMetrics")["metrics"]}
        scripts, files = fresh.evaluate(SCRIPTS)
        return _Cold(usable, measured["TaskDuration"] * 1e3, float(scripts), int(files))


def _wait_until_idle(page: Page) -> None:
    """Until the processes of the browser together take less than a tenth of one processor."""
    assert page.context.browser is not None
    client = page.context.browser.new_browser_cdp_session()
    before = float("-inf")
    for _turn in range(100):
        spent = sum(each["cpuTime"] for each in client.send("SystemInfo.getProcessInfo")["processInfo"])
        if spent - before < _IDLE * _LOOK / 1e3:
            client.detach()
            return
        before = spent
        page.wait_for_timeout(_LOOK)
    raise RuntimeError("The browser is busy with itself for 30 seconds; is another program using the processor?")


def _first_render(page: Page, port: int) -> float:
    page.goto(f"http://127.0.0.1:{port}/programs/large/plan")
    return float(page.evaluate(FIRST_RENDER))


def _scrolling(name: str, times: list[float], work: list[float]) -> Figure:
    """``cpu`` is that of the main thread."""
    note = f"of {len(times)} frames"
    return Figure(name=f"p95 frame, {name}", unit="ms", values=(p95(times),), cpu=p95(work), bound=_BOUND, note=note)


def scroll(page: Page, way: tuple[str, int, int], area: str = "[role=treegrid]") -> tuple[list[float], list[float]]:
    """Time between the frames of a scroll of ``area``, and the main thread's CPU time in each."""
    try:
        return _scroll(page, way, area)
    except Error as stalled:
        if _NO_FRAME not in stalled.message:
            raise
        page.reload()
        page.wait_for_selector(area)
        page.wait_for_load_state("networkidle")
        return _scroll(page, way, area)


def _scroll(page: Page, way: tuple[str, int, int], area: str) -> tuple[list[float], list[float]]:
    client = page.context.new_cdp_session(page)
    events: list[dict[str, Any]] = []
    ended: list[object] = []

    def complete(data: object) -> None:
        ended.append(data)

    client.on("Tracing.dataCollected", lambda data: events.extend(data["value"]))
    client.on("Tracing.tracingComplete", complete)
    client.send("Tracing.start", {"categories": "devtools.timeline,disabled-by-default-devtools.timeline"})
    try:
        times = [float(each) for each in page.evaluate(SCROLL, [*way, area, _NO_FRAME])]
    finally:
        client.send("Tracing.end")
        while not ended:
            page.wait_for_timeout(20)
        client.detach()
    return times, work_per_frame(events)


def work_per_frame(events: list[dict[str, Any]]) -> list[float]:
    frames = [event for event in events if event["name"] == "FireAnimationFrame"]
    thread = Counter((event["pid"], event["tid"]) for event in frames).most_common(1)[0][0]
    starts: list[float] = []
    for at in sorted(event["ts"] for event in frames if (event["pid"], event["tid"]) == thread):
        if not starts or at - starts[-1] > _SAME_FRAME:
            starts.append(at)
    work = [0.0] * (len(starts) + 1)
    for event in events:
        if event["name"] == "RunTask" and (event["pid"], event["tid"]) == thread:
            work[bisect(starts, event["ts"])] += event.get("tdur", 0) / 1000
    return work[1:]


def p95(values: list[float]) -> float:
    return statistics.quantiles(values, n=20)[-1]
