"""Each page for everybody: axe's rules for WCAG 2.2 AA, one heading, a title, in light and in dark."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

AXE = Path(__file__).parents[2] / "frontend/node_modules/axe-core/axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
PAGES = {
    "/": "Programs",
    "/programs/atlas": "Atlas",
    "/programs/atlas/plan": "Plan of Atlas",
    "/programs/atlas/calendars": "Calendars",
    "/programs/atlas/load": "People and capacity",
    "/programs/atlas/load?tab=sheet": "People and capacity",
    "/programs/atlas/load?tab=hours": "People and capacity",
    "/programs/atlas/load?tab=leveling": "People and capacity",
    "/programs/atlas/shorten": "Shorten",
    "/programs/atlas/schedule-risk": "Schedule risk",
    "/programs/atlas/risks": "Risks",
    "/programs/atlas/contracts": "Dependencies",
    "/programs/atlas/contracts?view=inbox": "Dependencies",
    "/programs/atlas/contracts?view=map&node=team:identity": "Dependencies",
    "/programs/atlas/flow": "Flow",
    "/programs/atlas/board": "Board",
    "/programs/atlas/board?lanes=class&item=ATL-3366": "Board",
    "/programs/atlas/board?view=blockers": "Board",
    "/programs/atlas/delivery?stream=replication": "Delivery",
    "/programs/atlas/backlog": "Backlog",
    "/programs/atlas/backlog?view=compare&why=ATL-3663": "Backlog",
    "/programs/atlas/work-items": "Work items",
    "/programs/atlas/baselines": "Baselines",
    "/programs/atlas/roadmap": "Roadmap",
    "/programs/atlas/roadmap?look=board": "Roadmap",
    "/programs/atlas/roadmap?audience=customer": "Roadmap",
    "/programs/atlas/quality": "Quality",
    "/programs/atlas/warnings": "Early warnings",
    "/programs/atlas/reports": "Reports",
    "/programs/atlas/reports/draft": "GA in three regions",
    "/programs/atlas/activity": "Activity",
    "/programs/atlas/settings": "Settings",
    "/map?opened=atlas": "Map of programs",
    "/inbox": "Inbox",
    "/import": "Import",
    "/account": "API tokens",
}


def broken(page: Page) -> list[str]:
    """What axe finds wrong, one line each."""
    page.evaluate(AXE.read_text())
    found: list[dict[str, Any]] = page.evaluate(
        "tags => axe.run(document, {runOnly: tags, resultTypes: ['violations']}).then(r => r.violations)", TAGS
    )
    return [f"{each['id']}: {node['html'][:160]}" for each in found for node in each["nodes"][:3]]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("address", list(PAGES))
def test_a_page_can_be_read_and_used_by_everybody(page: Page, address: str, scheme: str) -> None:
    if not AXE.is_file():
        pytest.skip("axe-core is not installed; run: python tools/build_ui.py")
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light", reduced_motion="reduce")
    page.goto(address)
    expect(page.get_by_role("heading", level=1).filter(has_text=PAGES[address])).to_have_count(1, timeout=30_000)
    assert page.get_by_role("heading", level=1).count() == 1
    assert page.title().endswith("Pilotage")
    assert len(page.title()) > len("Pilotage"), "the title of the tab says which page it is"
    assert broken(page) == []


def test_the_dialogs_too(page: Page) -> None:
    if not AXE.is_file():
        pytest.skip("axe-core is not installed; run: python tools/build_ui.py")
    page.emulate_media(reduced_motion="reduce")
    page.goto("/programs/atlas/risks")
    page.get_by_role("button", name="Add risk").click()
    expect(page.get_by_role("dialog", name="Add risk")).to_be_visible()
    assert broken(page) == []
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    page.keyboard.press("Control+k")
    expect(page.get_by_role("dialog", name="Commands and search")).to_be_visible()
    assert broken(page) == []
