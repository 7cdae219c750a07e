"""How fast the Plan page draws and scrolls 10,000 activities with 15,000 dependencies, in headless Chromium.

    python -m benchmarks.plan_page [--dist src/pilotage/web/dist] [--runs 5] [--activities 10000] [--dependencies 15000]

It serves the built page from a small server of its own and answers the plan request with a made-up plan. It prints the
time from the plan's last byte to the first rows on the screen, and while scrolling the time between frames and the
main thread's CPU time in each, which a busy machine does not change.
"""

import argparse
import gzip
import json
import statistics
import threading
from bisect import bisect
from collections import Counter
from dataclasses import dataclass
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.plan_payload import plan_payload

CHROMIUM = "/usr/bin/chromium"
SAME_FRAME = 4_000  # microseconds between two callbacks of one frame
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync", "--no-first-run")
TYPES = {
    ".html": "text/html",
    ".js": "text/javascript",
    ".css": "text/css",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
}
SESSION = {
    "user": {"id": "1", "name": "Mira Sorel", "email": "mira@example.org", "initials": "MS"},
    "demo": True,
    "version": "0",
}

# the first row in the document, and the frame after it
WATCH = """
window.__drawn = new Promise((resolve) => {
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
SCROLL = """
([axis, step, frames]) => new Promise((resolve) => {
  const scroller = document.querySelector('[role=treegrid]');
  const times = [];
  let at = scroller[axis];
  let before = performance.now();
  const frame = (now) => {
    times.push(now - before);
    before = now;
    at += step;
    scroller[axis] = at;
    if (times.length <= frames) requestAnimationFrame(frame);
    else resolve(times.slice(1));
  };
  requestAnimationFrame(frame);
})
"""


@dataclass(frozen=True)
class Figures:
    first_render: list[float]  # milliseconds
    frames: dict[str, list[float]]  # milliseconds between frames, by what was scrolled
    work: dict[str, list[float]]  # milliseconds of main-thread CPU time in each frame; other processes do not count


class _Site(BaseHTTPRequestHandler):
    """The built page, and the answers that it asks for."""

    def __init__(self, dist: Path, answers: dict[str, bytes], *args: Any, **options: Any) -> None:
        self.dist, self.answers = dist, answers
        super().__init__(*args, **options)

    def do_GET(self) -> None:
        path = self.path.split("?")[0]
        if path.startswith("/api/"):
            body = self.answers.get(path)
            if body is None:
                self._send(404, b"{}", "application/problem+json")
            else:
                self._send(200, body, "application/json", compressed=True)
            return
        file = self.dist / path.lstrip("/")
        file = file if file.is_file() else self.dist / "index.html"
        self._send(200, file.read_bytes(), TYPES.get(file.suffix, "application/octet-stream"))

    def _send(self, status: int, body: bytes, kind: str, *, compressed: bool = False) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        if compressed:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_args: object) -> None:
        """Quiet: the figures are the output."""


WAYS: dict[str, tuple[str, int, int]] = {
    "down, 90 px a frame": ("scrollTop", 90, 240),
    "down, 900 px a frame": ("scrollTop", 900, 240),
    "right, 25 px a frame": ("scrollLeft", 25, 120),
}


def measure(browser: Browser, address: str, runs: int) -> Figures:
    figures = Figures([], {}, {})
    for run in range(runs):
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        page.add_init_script(WATCH)
        page.goto(f"{address}/programs/big/plan")
        figures.first_render.append(float(page.evaluate(FIRST_RENDER)))
        for name, way in WAYS.items() if run == 0 else ():
            figures.frames[name], figures.work[name] = scroll(page, way)
        page.close()
    return figures


def scroll(page: Page, way: tuple[str, int, int]) -> tuple[list[float], list[float]]:
    """Time between the frames of a scroll, and the main thread's CPU time in each."""
    client = page.context.new_cdp_session(page)
    events: list[dict[str, Any]] = []
    ended: list[object] = []

    def complete(data: object) -> None:
        ended.append(data)

    client.on("Tracing.dataCollected", lambda data: events.extend(data["value"]))
    client.on("Tracing.tracingComplete", complete)
    client.send("Tracing.start", {"categories": "devtools.timeline,disabled-by-default-devtools.timeline"})
    times = [float(each) for each in page.evaluate(SCROLL, list(way))]
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
        if not starts or at - starts[-1] > SAME_FRAME:
            starts.append(at)
    work = [0.0] * (len(starts) + 1)
    for event in events:
        if event["name"] == "RunTask" and (event["pid"], event["tid"]) == thread:
            work[bisect(starts, event["ts"])] += event.get("tdur", 0) / 1000
    return work[1:]


def p95(values: list[float]) -> float:
    return statistics.quantiles(values, n=20)[-1]


def report(figures: Figures) -> str:
    first = figures.first_render
    lines = [f"first render after data: median {statistics.median(first):.0f} ms, most {max(first):.0f} ms"]
    for name, times in figures.frames.items():
        lines.append(f"frames, {name}: median {statistics.median(times):.1f} ms, p95 {p95(times):.1f} ms")
        work = figures.work[name]
        lines.append(f"  main-thread CPU a frame: median {statistics.median(work):.1f} ms, p95 {p95(work):.1f} ms")
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--dist", type=Path, default=Path("src/pilotage/web/dist"))
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--activities", type=int, default=10_000)
    parser.add_argument("--dependencies", type=int, default=15_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    if not (options.dist / "index.html").is_file():
        parser.error(f"no built page in {options.dist}: build the web UI first (npm run build in frontend)")
    payload = json.dumps(plan_payload(options.activities, options.dependencies, options.seed)).encode()
    answers = {"/api/session": json.dumps(SESSION).encode(), "/api/programs/big/plan": payload}
    handler = partial(_Site, options.dist, {path: gzip.compress(body) for path, body in answers.items()})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server, sync_playwright() as playwright:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        figures = measure(browser, f"http://127.0.0.1:{server.server_address[1]}", options.runs)
        browser.close()
        server.shutdown()
    print(f"{options.activities} activities, {options.dependencies} dependencies, {len(payload) / 1e6:.1f} MB of JSON")
    print(report(figures))


if __name__ == "__main__":
    main()
