"""A small program as text, the way of a file through the import page, and what a script would ask of the API."""

from pathlib import Path
from typing import Any

from playwright.sync_api import Locator, Page, expect

OSKAR = "oskar@example.com"
"""The second person of the workspace, who sees what is shared."""

PLAN = """\
program: {key}
title: {title}
zone: Europe/Berlin
start: 2026-10-05
status_date: 2026-10-05
people:
  ada: {{ name: Ada Byron }}
workstreams:
  work:
    activities:
      design: {{ title: Design it, estimate: 3d/5d/9d, owner: ada }}
      build:  {{ title: Build it, estimate: 6d/8d/14d, owner: ada, after: design }}
      test:   {{ title: Test it, estimate: 2d/4d/8d, after: build }}
milestones:
  done: {{ title: It is done, after: work/test, target: 2026-11-06 }}
"""


def text_of(key: str, title: str) -> str:
    return PLAN.format(key=key, title=title)


def offered(page: Page, file: Path) -> Locator:
    """Give the file to the import page and wait until it is read. The button that imports."""
    page.goto("/import")
    page.get_by_label("Choose a file").set_input_files(file)
    button = page.get_by_role("button", name="Import", exact=True)
    expect(button).to_be_visible(timeout=60_000)
    return button


def through_page(page: Page, file: Path) -> str:
    """Import the file as it stands on the import page, and open its program. The path of its page."""
    offered(page, file).click()
    page.get_by_role("link", name="Open the program").click(timeout=60_000)
    expect(page.get_by_role("heading", level=1)).to_be_visible(timeout=30_000)
    return page.evaluate("location.pathname")  # type: ignore[no-any-return]  # Playwright's answers are untyped


def send(page: Page, method: str, path: str, **body: Any) -> Any:
    """What the API answers to the person of the page. ``path`` comes without its /api."""
    csrf = next(each["value"] for each in page.context.cookies() if each["name"] == "csrftoken")
    answer = page.request.fetch(f"/api{path}", method=method, headers={"X-CSRFToken": csrf}, **body)
    assert answer.ok, answer.text()
    return answer.json()


def imported(page: Page, file: Path) -> str:
    """Import a file that is read at once, as a script would. The path of its program's page."""
    payload = {"name": file.name, "mimeType": "application/octet-stream", "buffer": file.read_bytes()}
    read = send(page, "POST", "/imports", multipart={"file": payload})
    done = send(page, "POST", f"/imports/{read['id']}/apply", data={})
    assert done["state"] == "done", done
    return f"/programs/{done['result']['program']}"


def share(page: Page, home: str, role: str) -> None:
    """Give Oskar a role in the program at ``home``."""
    send(page, "PUT", f"{home}/members", data={"email": OSKAR, "role": role})


def small_program(page: Page, folder: Path, key: str, title: str) -> str:
    """Store the small program under this id ``key``. The path of its page."""
    file = folder / f"{key}.yaml"
    file.write_text(text_of(key, title))
    return imported(page, file)
