"""Editing the plan as in a spreadsheet and on the chart: by keys alone, from the clipboard, by dragging."""

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.conftest import App
from tests.browser.small import send, small_program

SLOW = 60_000


def plan_of(page: Page, program: str) -> dict[str, Any]:
    columns: dict[str, Any] = page.request.get(f"/api/programs/{program}/plan").json()
    return columns


def row(page: Page, title: str) -> Locator:
    return page.get_by_role("row").filter(has=page.get_by_title(title, exact=True))


def cell(page: Page, title: str, column: str) -> Locator:
    return row(page, title).locator(f".pl-cell.{column}")


def said(page: Page, text: str) -> Locator:
    return page.get_by_role("status").filter(has_text=re.compile(text))


def settled(page: Page) -> None:
    expect(page.get_by_text("Saving", exact=True)).to_have_count(0, timeout=SLOW)


@pytest.fixture
def small(page: Page, tmp_path: Path, request: pytest.FixtureRequest) -> Page:
    """The plan of a small program, open."""
    key = re.sub(r"[^a-z]+", "-", request.node.name)[-40:].strip("-")
    home = small_program(page, tmp_path, key, key)
    page.goto(f"{home}/plan")
    expect(row(page, "Design it")).to_be_visible(timeout=SLOW)
    return page


def program(page: Page) -> str:
    return str(page.evaluate("location.pathname.split('/')[2]"))


def test_a_plan_of_six_activities_with_links_is_built_by_keys_alone(page: Page) -> None:
    page.goto("/")
    made = send(page, "POST", "/programs", data={"title": "By keys", "start": "2026-10-05"})
    page.goto(f"/programs/{made['id']}/plan")
    expect(row(page, "Done")).to_be_visible(timeout=SLOW)
    top = page.get_by_role("row").filter(has=page.get_by_title("By keys", exact=True))
    for _press in range(60):
        page.keyboard.press("Tab")
        if top.evaluate("(element) => element === document.activeElement"):
            break
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Insert")
    for title in ("Design", "Build", "Test", "Train", "Ship", "Celebrate"):
        expect(page.get_by_role("textbox", name="Activity of New activity")).to_be_focused(timeout=SLOW)
        page.keyboard.type(title)
        page.keyboard.press("Tab")
        expect(row(page, title)).to_be_visible()
        settled(page)
        if title != "Celebrate":
            page.keyboard.press("Control+Enter")
    page.keyboard.press("Control+a")
    expect(said(page, "8 rows selected")).to_be_visible()
    page.keyboard.press("Control+l")
    expect(said(page, "6 links added")).to_be_visible(timeout=SLOW)
    expect(cell(page, "Celebrate", "start")).to_have_text("12 Oct", timeout=SLOW)
    plan = plan_of(page, made["id"])
    assert plan["activities"]["title"][1:] == ["Design", "Build", "Test", "Train", "Ship", "Celebrate", "Done"]
    assert plan["dependencies"]["kind"] == ["FS"] * 6


def test_enter_on_the_last_row_adds_one_and_escape_takes_it_back(small: Page) -> None:
    cell(small, "It is done", "name").click()
    small.keyboard.press("Enter")
    small.keyboard.type("All is done")
    small.keyboard.press("Enter")
    expect(small.get_by_role("textbox", name="Activity of New activity")).to_be_focused(timeout=SLOW)
    small.keyboard.press("Escape")
    expect(row(small, "New activity")).to_have_count(0, timeout=SLOW)
    expect(row(small, "All is done")).to_be_visible()


def test_cells_are_filled_down_and_each_step_is_undone_and_done_again(small: Page) -> None:
    cell(small, "Design it", "duration").click()
    small.keyboard.press("Shift+ArrowDown")
    small.keyboard.press("Shift+ArrowDown")
    expect(said(small, "3 rows, 1 column selected")).to_be_visible()
    expect(cell(small, "Test it", "duration")).to_have_attribute("aria-selected", "true")
    small.keyboard.press("Control+d")
    expect(said(small, "2 activities changed")).to_be_visible(timeout=SLOW)
    expect(cell(small, "Test it", "duration")).to_have_text("5 d")
    small.keyboard.press("Control+z")
    expect(cell(small, "Test it", "duration")).to_have_text("4 d", timeout=SLOW)
    small.keyboard.press("Control+Shift+z")
    expect(cell(small, "Test it", "duration")).to_have_text("5 d", timeout=SLOW)
    small.keyboard.press("Control+z")
    expect(cell(small, "Build it", "duration")).to_have_text("8 d", timeout=SLOW)
    small.keyboard.press("Control+y")
    expect(cell(small, "Build it", "duration")).to_have_text("5 d", timeout=SLOW)


def test_rows_are_indented_moved_and_deleted_by_keys(small: Page) -> None:
    cell(small, "Build it", "wbs").click()
    small.keyboard.press("Shift+ArrowDown")
    expect(said(small, "2 rows selected")).to_be_visible()
    small.keyboard.press("Alt+Shift+ArrowRight")
    expect(row(small, "Test it")).to_have_attribute("aria-level", "4", timeout=SLOW)
    small.keyboard.press("Alt+Shift+ArrowLeft")
    expect(row(small, "Test it")).to_have_attribute("aria-level", "3", timeout=SLOW)
    cell(small, "Test it", "wbs").click()
    small.keyboard.press("Alt+Shift+ArrowUp")
    expect(row(small, "Test it")).to_have_attribute("aria-posinset", "2", timeout=SLOW)
    small.keyboard.press("Control+Delete")
    expect(row(small, "Test it")).to_have_count(0, timeout=SLOW)
    small.keyboard.press("Control+z")
    expect(row(small, "Test it")).to_have_attribute("aria-posinset", "2", timeout=SLOW)


PASTE = """(text) => {
  const data = new DataTransfer();
  data.setData('text/plain', text);
  const event = new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true });
  document.activeElement.dispatchEvent(event);
}"""


def test_a_block_of_a_spreadsheet_is_pasted_and_beyond_the_last_row_added(small: Page) -> None:
    cell(small, "Test it", "name").click()
    small.evaluate(PASTE, 'Test it all\tAda Byron\t6d\r\n"It is\r\ndone"\r\nParty\tByron\t2d\r\n')
    dialog = small.get_by_role("dialog", name="Paste into the plan")
    expect(dialog.get_by_label("Add 1 activity below the last row")).to_be_checked()
    dialog.get_by_role("button", name="Paste", exact=True).click()
    expect(row(small, "Party")).to_be_visible(timeout=SLOW)
    expect(cell(small, "Test it all", "duration")).to_have_text("6 d")
    expect(cell(small, "Party", "owner").get_by_role("img", name=re.compile("Ada Byron"))).to_be_visible()
    small.keyboard.press("Control+z")
    expect(row(small, "Party")).to_have_count(0, timeout=SLOW)
    expect(row(small, "Test it")).to_be_visible()


def test_what_cannot_be_read_of_a_paste_is_corrected_in_place(small: Page) -> None:
    cell(small, "Design it", "owner").click()
    small.evaluate(PASTE, "Nobody Known\t1.234,5\nAda\t3d")
    dialog = small.get_by_role("dialog", name="Paste into the plan")
    expect(dialog.get_by_role("alert")).to_contain_text("2 cells cannot be read")
    dialog.get_by_label("Row 1, Owner").fill("Ada Byron")
    dialog.get_by_label("Row 1, Duration").fill("7d")
    dialog.get_by_role("button", name="Paste", exact=True).click()
    expect(cell(small, "Design it", "duration")).to_have_text("7 d", timeout=SLOW)
    expect(cell(small, "Build it", "duration")).to_have_text("3 d")


def test_many_activities_are_edited_together_from_the_menu(small: Page) -> None:
    cell(small, "Design it", "wbs").click()
    cell(small, "Test it", "wbs").click(modifiers=["Control"])
    expect(said(small, "2 rows selected")).to_be_visible()
    small.keyboard.press("Shift+F10")
    small.get_by_role("menuitem", name="Edit the selected activities together").click()
    dialog = small.get_by_role("dialog", name="Edit 2 activities")
    dialog.get_by_label("Progress, percent").fill("30")
    dialog.get_by_role("button", name="Set").click()
    expect(cell(small, "Test it", "progress")).to_have_text("30", timeout=SLOW)
    expect(cell(small, "Build it", "progress")).to_have_text("0")


def dragged(page: Page, title: str, by: int, *, edge: bool = False) -> None:
    """Drag the bar of a row, or its right edge, by pixels."""
    x, y = bar_of(page, title)[1 if edge else 0], middle_of(page, title)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + by / 2, y, steps=3)
    page.mouse.move(x + by, y, steps=3)
    page.mouse.up()


def middle_of(page: Page, title: str) -> float:
    box = row(page, title).bounding_box()
    assert box is not None
    return box["y"] + box["height"] / 2 - 1


def bar_of(page: Page, title: str) -> tuple[float, float, float]:
    """Where the bar of a row, its right edge and the point for arrows behind it are held."""
    chart = page.locator(".gantt")
    box = chart.bounding_box()
    assert box is not None
    found: dict[str, list[float]] = {}
    y = middle_of(page, title)
    x = max(box["x"], 560.0)
    while x < 1430:
        page.mouse.move(x, y)
        found.setdefault((chart.get_attribute("class") or "").split()[-1], []).append(x)
        x += 2
    bar = found["grip-bar"]
    return (bar[0] + bar[-1]) / 2, found["grip-edge"][-1], found["grip-link"][-1]


def test_a_bar_and_its_edge_are_dragged(small: Page) -> None:
    small.get_by_role("button", name="Week", exact=True).click()
    before = cell(small, "Design it", "start").inner_text()
    dragged(small, "Design it", 40)
    expect(said(small, "Constraint changed")).to_be_visible(timeout=SLOW)
    expect(cell(small, "Design it", "start")).not_to_have_text(before)
    dragged(small, "Design it", 20, edge=True)
    expect(cell(small, "Design it", "duration")).to_have_text("6 d", timeout=SLOW)
    small.keyboard.press("Control+z")
    expect(cell(small, "Design it", "duration")).to_have_text("5 d", timeout=SLOW)


def test_a_link_is_drawn_changed_and_deleted_on_the_chart(small: Page) -> None:
    small.get_by_role("button", name="Week", exact=True).click()
    x, y = bar_of(small, "Design it")[2], middle_of(small, "Design it")
    target = bar_of(small, "Test it")[0]
    small.mouse.move(x, y)
    small.mouse.down()
    small.mouse.move(target + 20, middle_of(small, "Test it"), steps=5)
    expect(small.get_by_text("Finish to finish: Design it to Test it")).to_be_visible()
    small.mouse.up()
    new = small.get_by_role("dialog", name="New link")
    expect(new).to_be_focused()
    new.get_by_label("Lag of the new link").fill("2d")
    small.keyboard.press("Enter")
    expect(said(small, "Linked|link added")).to_be_visible(timeout=SLOW)
    links = plan_of(small, program(small))["dependencies"]
    assert (links["kind"][-1], links["lag_text"][-1]) == ("FF", "2d")
    small.keyboard.press("Control+z")
    expect(said(small, "Undone")).to_be_visible(timeout=SLOW)
    assert "FF" not in plan_of(small, program(small))["dependencies"]["kind"]


def test_a_circle_is_refused_and_shown(browser: Browser, live_app: App, tmp_path: Path) -> None:
    """In a context of its own: the browser's console tells of the refusal."""
    made = browser.new_context(base_url=live_app.base, storage_state=live_app.state, locale="en-GB")
    page = made.new_page()
    home = small_program(page, tmp_path, "in-a-circle", "In a circle")
    page.goto(f"{home}/plan")
    cell(page, "Design it", "wbs").click(timeout=SLOW)
    page.keyboard.press("l")
    links = page.get_by_role("dialog", name="Links of Design it")
    links.get_by_label("Id or name").fill("Test it")
    links.get_by_role("button", name="Add", exact=True).click()
    card = page.get_by_role("alertdialog")
    expect(card.get_by_role("listitem")).to_have_text(
        [re.compile("Design it"), re.compile("Build it"), re.compile("Test it"), re.compile("again")], timeout=SLOW
    )
    expect(page.locator(".g-circle rect")).to_have_count(3)
    made.close()
