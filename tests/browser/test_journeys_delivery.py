"""The room Delivery: a gate decided from the keyboard, a sprint from plan to close, a stream, the advice."""

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.small import send, small_program


def test_the_room_opens_where_gates_are(page: Page) -> None:
    page.goto("/programs/atlas/delivery")
    main = page.get_by_role("main")
    expect(main.get_by_role("button", name="Add exit criterion").first).to_be_visible(timeout=30_000)
    expect(main).not_to_contain_text("No gate here yet")


def test_a_gate_is_decided_from_the_keyboard(page: Page, tmp_path: Path) -> None:
    home = small_program(page, tmp_path, "delivery-gates", "Delivery gates")
    page.goto(f"{home}/delivery?stream=program")
    main, keys = page.get_by_role("main"), page.keyboard
    expect(main).to_contain_text("No gate here yet", timeout=30_000)
    expect(page.get_by_role("button", name="Add gate")).to_be_visible()
    keys.press("n")
    dialog = page.get_by_role("dialog", name="Add gate")
    expect(dialog.get_by_label("Milestone")).to_have_value("done", timeout=30_000)
    expect(dialog.locator(":focus")).to_have_count(1)
    dialog.get_by_role("checkbox", name="Ada Byron").press("Space")
    dialog.get_by_role("button", name="Add gate").press("Enter")
    gate = page.get_by_role("region", name="It is done")
    expect(gate).to_contain_text("No criteria are written down yet", timeout=30_000)
    gate.get_by_role("button", name="Add exit criterion").press("Enter")
    dialog = page.get_by_role("dialog", name="Add exit criterion")
    expect(dialog.get_by_role("textbox").first).to_be_focused()
    keys.type("Load test holds")
    dialog.get_by_label("Owner").select_option("Ada Byron")
    dialog.get_by_role("button", name="Save").press("Enter")
    expect(gate).to_contain_text("Ada Byron: Load test holds", timeout=30_000)
    gate.get_by_role("button", name="Decide").press("Enter")
    dialog = page.get_by_role("dialog", name="Decide “It is done”")
    dialog.get_by_role("radio", name="Go", exact=True).press("ArrowDown")
    expect(dialog.get_by_role("radio", name="Go with conditions")).to_be_checked()
    dialog.get_by_role("button", name="Decide").press("Enter")
    expect(dialog).to_contain_text("Say why.")
    expect(dialog).to_contain_text("Name at least one condition")
    dialog.get_by_label("Reason").fill("The rest is small.")
    dialog.get_by_label("Condition", exact=True).fill("Repeat the load test")
    dialog.get_by_label("Due").fill("2026-10-30")
    dialog.get_by_role("button", name="Decide").press("Enter")
    expect(gate).to_contain_text("Go with conditions; 1 of their actions are open.", timeout=30_000)
    expect(gate).to_contain_text("Open then: Load test holds")
    gate.get_by_role("checkbox", name="Say that it is met: Repeat the load test").press("Space")
    dialog = page.get_by_role("dialog", name="Say that it is met: Repeat the load test")
    expect(dialog.get_by_role("textbox").first).to_be_focused()
    keys.type("https://example.org/report")
    dialog.get_by_role("button", name="Met").press("Enter")
    expect(gate.locator(".st")).to_contain_text("Go", timeout=30_000)
    expect(gate.get_by_role("link", name="Evidence")).to_have_attribute("href", "https://example.org/report")
    page.reload()
    expect(page.get_by_role("region", name="It is done")).to_contain_text("The rest is small.", timeout=30_000)


def test_a_sprint_is_planned_begun_and_closed(page: Page, tmp_path: Path) -> None:
    home = small_program(page, tmp_path, "delivery-sprints", "Delivery sprints")
    page.goto(f"{home}/delivery?stream=work")
    page.get_by_role("button", name="Change way").click(timeout=30_000)
    dialog = page.get_by_role("dialog", name="Way of working of Work")
    dialog.get_by_label("Way of working").select_option("Mixture")
    dialog.get_by_role("checkbox", name="Scrum").check()
    dialog.get_by_role("checkbox", name="Lean").check()
    dialog.get_by_role("button", name="Save way").click()
    main = page.get_by_role("main")
    expect(main).to_contain_text("No sprint is planned", timeout=30_000)
    expect(main).to_contain_text("No changes of state are known")
    expect(main).to_contain_text("Too little history")
    for title in ("Moor the ship", "Load the ship"):
        _add_item(page, home, title)
    page.goto(f"{home}/delivery?stream=work")
    page.get_by_role("button", name="Plan sprint").click(timeout=30_000)
    page.get_by_role("dialog", name="Plan sprint").get_by_role("button", name="Plan sprint").click()
    sprint = page.get_by_role("region", name="Sprint 1")
    backlog = page.get_by_role("region", name="Backlog")
    expect(sprint).to_be_visible(timeout=30_000)
    backlog.get_by_role("button", name=re.compile("^Put in Sprint 1: ")).first.click()
    expect(sprint.get_by_role("row")).to_have_count(2, timeout=30_000)
    sprint.get_by_role("button", name="Begin and commit").click()
    expect(sprint).to_contain_text("Under way", timeout=30_000)
    expect(sprint).to_contain_text("Committed1 item")
    sprint.get_by_role("button", name="Close sprint").click()
    dialog = page.get_by_role("dialog", name="Close Sprint 1")
    dialog.get_by_role("button", name="Close sprint").click()
    expect(dialog).to_contain_text("Say of each item why it was not done.")
    dialog.get_by_label(re.compile("^Why ")).fill("The crane failed")
    dialog.get_by_role("button", name="Close sprint").click()
    over = page.get_by_role("region", name="Closed sprints")
    over.locator("summary").click(timeout=30_000)
    expect(over).to_contain_text("Backlog: The crane failed")


def _add_item(page: Page, home: str, title: str) -> None:
    """By the API: the page of work items has its own tests."""
    send(page, "POST", f"{home}/work-items", data={"title": title, "workstream": "work"})
