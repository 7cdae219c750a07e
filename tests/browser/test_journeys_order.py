"""The plan in another order, and the columns that are typed into: by the keyboard; gates on the plan."""

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.small import small_program


def test_the_plan_is_sorted_and_typed_into_from_the_keyboard(page: Page, tmp_path: Path) -> None:
    home = small_program(page, tmp_path, "jetty-order", "Jetty order")
    page.goto(f"{home}/plan?columns=wbs,name,predecessors,deadline,finish&select=work%2Ftest")
    grid = page.get_by_role("treegrid")
    test = grid.get_by_role("row").filter(has=page.get_by_role("rowheader", name="Test it"))
    cell = test.locator(".pl-cell.predecessors")
    cell.click(timeout=60_000)
    page.keyboard.press("Enter")
    expect(cell.get_by_role("textbox")).to_be_focused()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("1.7")
    page.keyboard.press("Enter")
    expect(test.get_by_role("alert")).to_contain_text("“1.7”: there is no activity with this number")
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("1.2, 1.1SS+2d")
    page.keyboard.press("Enter")
    expect(cell).to_have_text("1.2, 1.1SS+2d", timeout=30_000)

    test.locator(".pl-cell.name").click()
    page.keyboard.press("Alt+s")
    expect(page.get_by_role("columnheader", name="Activity")).to_have_attribute("aria-sort", "ascending")
    names = grid.get_by_role("rowheader")
    expect(names).to_have_text(
        [re.compile("Build it"), re.compile("Design it"), re.compile("It is done"), re.compile("Test it")]
    )
    page.keyboard.press("Alt+Shift+ArrowRight")
    expect(page.get_by_role("status").filter(has_text="Go back to the outline order first")).to_be_visible()
    expect(page).to_have_url(re.compile("sort=name"))
    page.get_by_role("button", name="Outline order").click()
    expect(names.first).to_contain_text("Jetty order")


def test_a_gate_is_opened_from_the_plan(page: Page) -> None:
    page.goto("/programs/atlas/plan?group=team&q=EU+beta&select=beta")
    row = page.get_by_role("row", selected=True)
    expect(row).to_have_attribute(
        "aria-description", re.compile("Gate: not ready, 2 of 7 criteria met"), timeout=60_000
    )
    row.locator("[data-gate]").click()
    expect(page).to_have_url(re.compile("/delivery.gate=beta-gate"))
    expect(page.get_by_role("region", name="EU beta")).to_be_focused(timeout=30_000)
