"""Each page and dialog for everybody: axe's rules for WCAG 2.2 AA, one heading, a title, in light and in dark."""

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.conftest import App
from tests.browser.small import send

AXE = Path(__file__).parents[2] / "frontend/node_modules/axe-core/axe.min.js"
RULES = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
# What another scheme can break: the page is the same but for its colors.
COLORS = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
ATLAS = "/programs/atlas"
PAGES = {
    "/": "Programs",
    ATLAS: "Atlas",
    f"{ATLAS}/plan": "Plan of Atlas",
    f"{ATLAS}/calendars": "Calendars",
    f"{ATLAS}/load": "People and capacity",
    f"{ATLAS}/load?tab=sheet": "People and capacity",
    f"{ATLAS}/load?tab=people": "People and capacity",
    f"{ATLAS}/load?tab=hours": "People and capacity",
    f"{ATLAS}/load?tab=leveling": "People and capacity",
    f"{ATLAS}/shorten": "Shorten",
    f"{ATLAS}/schedule-risk": "Schedule risk",
    f"{ATLAS}/risks": "Risks",
    f"{ATLAS}/contracts": "Dependencies",
    f"{ATLAS}/contracts?view=inbox": "Dependencies",
    f"{ATLAS}/flow": "Flow",
    f"{ATLAS}/board": "Board",
    f"{ATLAS}/board?lanes=class&item=ATL-3366": "Board",
    f"{ATLAS}/board?view=blockers": "Board",
    f"{ATLAS}/delivery?stream=ledger": "Delivery",
    f"{ATLAS}/delivery?stream=edge": "Delivery",
    f"{ATLAS}/delivery?stream=tokens": "Delivery",
    f"{ATLAS}/delivery?stream=replication": "Delivery",
    f"{ATLAS}/delivery?stream=settlement": "Delivery",
    f"{ATLAS}/delivery?stream=rollout": "Delivery",
    f"{ATLAS}/delivery?stream=program": "Delivery",
    f"{ATLAS}/backlog": "Backlog",
    f"{ATLAS}/backlog?view=compare&why=ATL-3663": "Backlog",
    f"{ATLAS}/work-items": "Work items",
    f"{ATLAS}/baselines": "Baselines",
    f"{ATLAS}/roadmap": "Roadmap",
    f"{ATLAS}/roadmap?look=board": "Roadmap",
    f"{ATLAS}/roadmap?audience=customer": "Roadmap",
    f"{ATLAS}/quality": "Quality",
    f"{ATLAS}/warnings": "Early warnings",
    f"{ATLAS}/reports": "Reports",
    f"{ATLAS}/reports/draft": "GA in three regions",
    f"{ATLAS}/activity": "Activity",
    f"{ATLAS}/settings": "Settings",
    "/inbox": "Inbox",
    "/import": "Import",
    "/account": "Account",
    "/no/such/page": "There is no such page.",
}
MAPS = (f"{ATLAS}/contracts?view=map&node=team:identity", "/map?opened=atlas")
# The rooms of a program in which nothing was done yet.
BARE = (
    *("", "/plan", "/calendars", "/shorten", "/schedule-risk", "/risks", "/contracts", "/contracts?view=inbox"),
    *("/contracts?view=map", "/load", "/load?tab=sheet", "/load?tab=people", "/load?tab=hours", "/load?tab=whatif"),
    *("/load?tab=leveling", "/flow", "/flow?tab=forecast", "/flow?tab=record", "/board", "/board?view=blockers"),
    *("/delivery", "/backlog", "/work-items", "/baselines", "/roadmap", "/quality", "/warnings", "/reports"),
    *("/reports/draft", "/activity", "/settings"),
)

# Counts the requests of a page that are not answered yet.
ASKED = """(() => {
  const ask = window.fetch.bind(window);
  window.unanswered = 0;
  window.fetch = (...what) => {
    window.unanswered += 1;
    return ask(...what).finally(() => { window.unanswered -= 1; });
  };
})()"""

# Until a page has its content: for some frames nothing is asked, and nothing says that it is on its way.
SETTLED = """(most) => new Promise((done, fail) => {
  const end = performance.now() + most;
  let quiet = 0;
  const look = () => {
    const late = document.querySelector('[aria-busy=true]');
    quiet = window.unanswered > 0 || late !== null ? 0 : quiet + 1;
    if (quiet > 5) done();
    else if (performance.now() > end)
      fail(new Error(`the page is not ready: ${window.unanswered} requests, ${late?.outerHTML.slice(0, 200)}`));
    else requestAnimationFrame(look);
  };
  look();
})"""
SETTLED_MS = 120_000

pytestmark = pytest.mark.skipif(not AXE.is_file(), reason="axe-core is not installed; run: python tools/build_ui.py")


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """A page that counts what it asks for, so that one can wait for its content."""
    context.add_init_script(ASKED)
    return context.new_page()


def broken(page: Page, rules: dict[str, Any] = RULES) -> list[str]:
    """What axe finds wrong once the page has its content, one line each."""
    page.evaluate(SETTLED, SETTLED_MS)
    if page.evaluate("window.axe === undefined"):
        page.evaluate(AXE.read_text())
    found: list[dict[str, Any]] = page.evaluate(
        "rules => axe.run(document, {runOnly: rules, resultTypes: ['violations']}).then(r => r.violations)", rules
    )
    return [f"{each['id']}: {node['html'][:160]}" for each in found for node in each["nodes"][:3]]


def broken_in(page: Page, *, dark: bool, what: str = "", rules: dict[str, Any] = RULES) -> list[str]:
    """What axe finds wrong in light or in dark. ``what`` names the state of the page."""
    page.emulate_media(color_scheme="dark" if dark else "light", reduced_motion="reduce")
    expect(page.locator("html.dark")).to_have_count(int(dark))
    return [f"{'dark' if dark else 'light'} {what} {line}" for line in broken(page, rules)]


def broken_in_both(page: Page, what: str = "") -> list[str]:
    return broken_in(page, dark=False, what=what) + broken_in(page, dark=True, what=what, rules=COLORS)


def opened(page: Page, address: str, heading: str | re.Pattern[str]) -> None:
    page.goto(address)
    expect(page.get_by_role("heading", level=1).filter(has_text=heading)).to_have_count(1, timeout=30_000)
    assert page.get_by_role("heading", level=1).count() == 1
    assert page.title().endswith("Pilotage")
    assert len(page.title()) > len("Pilotage"), "the title of the tab says which page it is"


def dialog_broken(page: Page, name: str) -> list[str]:
    """What is wrong with the page while its dialog is open. The dialog is closed then."""
    dialog = page.get_by_role("dialog", name=name)
    expect(dialog).to_be_visible(timeout=30_000)
    found = broken_in_both(page, name)
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    return found


@pytest.mark.parametrize("address", list(PAGES))
def test_a_page_can_be_read_and_used_by_everybody(page: Page, address: str) -> None:
    opened(page, address, PAGES[address])
    assert broken_in_both(page) == []


@pytest.mark.parametrize("address", MAPS)
def test_a_map_too(page: Page, address: str) -> None:
    page.goto(address)
    expect(page.locator("[data-drawn=true]")).to_be_attached(timeout=30_000)
    assert page.get_by_role("heading", level=1).count() == 1
    assert broken_in_both(page) == []


def test_a_program_in_which_nothing_was_done_yet_too(page: Page) -> None:
    made = send(page, "POST", "/programs", data={"title": "Bare ground", "start": "2026-10-05"})
    found = []
    for at, room in enumerate(BARE):  # light and dark by turns: all of them are made of the same pieces
        opened(page, f"/programs/{made['id']}{room}", re.compile("."))
        found += broken_in(page, dark=at % 2 == 1, what=room)
    assert found == []


def test_the_login_too(browser: Browser, live_app: App) -> None:
    """In a context of its own: the browser's console tells of the refusal."""
    context = browser.new_context(base_url=live_app.base, locale="en-GB")
    context.add_init_script(ASKED)
    page = context.new_page()
    opened(page, "/login", "Log in")
    found = broken_in_both(page)
    page.get_by_role("button", name="Log in").click()
    expect(page.get_by_role("alert")).to_be_visible()
    found += broken_in_both(page, "refused")
    context.close()
    assert found == []


def test_what_is_no_program_too(browser: Browser, live_app: App) -> None:
    """In a context of its own: the browser's console tells of the refusal."""
    context = browser.new_context(base_url=live_app.base, storage_state=live_app.state, locale="en-GB")
    context.add_init_script(ASKED)
    page = context.new_page()
    opened(page, "/programs/nope", "There is no such program for you.")
    found = broken_in_both(page)
    context.close()
    assert found == []


def test_a_what_if_and_days_off_too(page: Page) -> None:
    opened(page, f"{ATLAS}/load?tab=whatif", "People and capacity")
    found = broken_in_both(page, "question")
    page.get_by_role("combobox", name="Role").fill("Security engineer")
    page.get_by_role("button", name="Compute").click()
    result = page.get_by_role("region", name="What would change")
    expect(result).to_contain_text("GA in three regions", timeout=120_000)
    found += broken_in_both(page, "answer")
    page.goto(f"{ATLAS}/load?tab=people")
    page.get_by_role("button", name="Paste days off").click()
    found += dialog_broken(page, "Paste days off")
    assert found == []


def test_what_opens_over_the_plan_too(page: Page) -> None:
    page.goto(f"{ATLAS}/plan?activity=ledger%2Fbackfill")
    form = page.get_by_role("dialog", name="Backfill 400 M rows")
    expect(form.get_by_label("Title")).to_have_value("Backfill 400 M rows")
    for fold in form.locator("summary").all():
        fold.click()
    found = dialog_broken(page, "Backfill 400 M rows")
    page.get_by_role("button", name="View", exact=True).click()
    found += dialog_broken(page, "View")
    first, second = (page.locator(f"[role=row][aria-rowindex='{at}'] .pl-cell.wbs") for at in (5, 7))
    first.click()
    second.click(modifiers=["Control"])
    page.keyboard.press("Shift+F10")
    verb = page.get_by_role("menuitem", name="Edit the selected activities together")
    expect(verb).to_be_visible()
    found += broken_in_both(page, "menu of rows")
    verb.click()
    found += dialog_broken(page, "Edit 2 activities")
    first.click()
    page.keyboard.press("l")
    expect(page.get_by_role("dialog", name=re.compile("^Links of"))).to_be_visible()
    found += broken_in_both(page, "links")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Add", exact=True).click()
    found += dialog_broken(page, "Add to the plan")
    owner = page.locator("[role=row][aria-rowindex='5'] .pl-cell.owner")
    owner.click()
    page.keyboard.press("Enter")
    picker = page.get_by_role("combobox", name=re.compile("^Owner of"))
    picker.fill("Nobody of this name")
    expect(page.get_by_role("option")).to_have_count(0)
    found += broken_in_both(page, "owner")
    assert found == []


def test_the_other_dialogs_too(page: Page) -> None:
    opened(page, f"{ATLAS}/risks", "Risks")
    page.get_by_role("button", name="Add risk").click()
    found = dialog_broken(page, "Add risk")
    page.keyboard.press("Control+k")
    found += dialog_broken(page, "Commands and search")
    opened(page, f"{ATLAS}/contracts", "Dependencies")
    page.get_by_role("button", name="Add contract").click()
    found += dialog_broken(page, "Add contract")
    opened(page, f"{ATLAS}/work-items?item=ATL-3366", "Work items")
    found += dialog_broken(page, "ATL-3366")
    assert found == []
