"""The Plan page in headless Chromium, with a made-up plan: ``benchmarks.plan_page`` measures it."""

import gzip
import json
import threading
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path

from playwright.sync_api import sync_playwright
from tools.browser import find

from benchmarks import plan_page
from benchmarks.plan_payload import plan_payload
from benchmarks.running.figures import Figure, Skipped

DIST = Path(__file__).parents[1] / "src/pilotage/web/dist"
ACTIVITIES, DEPENDENCIES = 10_000, 15_000


def run(*, quick: bool = False) -> list[Figure]:
    executable = find()
    if executable is None:
        raise Skipped("there is no Chromium; run: python tools/browser.py")
    if not (DIST / "index.html").is_file():
        raise Skipped("the web UI is not built; run: python tools/build_ui.py build")
    taken = _measure(executable, 2 if quick else 5)
    note = f"{ACTIVITIES:,} activities, {DEPENDENCIES:,} dependencies"
    first = Figure(name="first render after data", unit="ms", values=tuple(taken.first_render), bound=500, note=note)
    return [first, *(_scrolling(name, times, taken.work[name]) for name, times in taken.frames.items())]


def _scrolling(name: str, times: list[float], work: list[float]) -> Figure:
    """``cpu`` is that of the main thread."""
    return Figure(
        name=f"p95 frame, {name}",
        unit="ms",
        values=(plan_page.p95(times),),
        cpu=plan_page.p95(work),
        bound=33,
        note=f"of {len(times)} frames",
    )


def _measure(executable: str, runs: int) -> plan_page.Figures:
    payload = json.dumps(plan_payload(ACTIVITIES, DEPENDENCIES, seed=1)).encode()
    answers = {"/api/session": json.dumps(plan_page.SESSION).encode(), "/api/programs/big/plan": payload}
    site = partial(plan_page._Site, DIST, {path: gzip.compress(body) for path, body in answers.items()})
    with ThreadingHTTPServer(("127.0.0.1", 0), site) as server, sync_playwright() as playwright:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        browser = playwright.chromium.launch(executable_path=executable, args=list(plan_page.FLAGS))
        try:
            return plan_page.measure(browser, f"http://127.0.0.1:{server.server_address[1]}", runs)
        finally:
            browser.close()
            server.shutdown()
