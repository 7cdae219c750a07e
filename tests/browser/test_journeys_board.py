"""The board: cards are added, dragged, moved by key, held to limits, blocked; the list is edited in place."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect

from tests.browser.conftest import App
from tests.browser.small import small_program

CUT = "cells => cells.filter(each => each.scrollWidth > each.clientWidth).map(each => each.textContent)"
LONG = "<b>Moor</b> " + "x" * 980


@pytest.fixture
def refused(browser: Browser, live_app: App) -> Iterator[Page]:
    """A logged-in page whose console may tell of refused writes: they are what is tested."""
    context = browser.new_context(base_url=live_app.base, storage_state=live_app.state, locale="en-GB")
    yield context.new_page()
    context.close()


def test_nothing_that_is_said_of_a_blocker_is_cut_off(page: Page) -> None:
    page.goto("/programs/atlas/board?view=blockers")
    table = page.get_by_role("region", name="Blockers")
    expect(table.get_by_text("Can remove it")).to_be_visible()
    assert table.locator("th, td").evaluate_all(CUT) == []


def test_a_card_goes_over_the_board_by_mouse_and_by_key(page: Page, tmp_path: Path) -> None:
    home = small_program(page, tmp_path, "quay", "Quay")
    page.goto(f"{home}/board")
    add(page, "Dredge the basin", LONG, "Paint the crane")
    cards = cell(page, "To do").get_by_role("button")
    expect(cards).to_have_count(3)
    expect(card(page, "QUAY-2")).to_contain_text("<b>Moor</b>")

    drag(page, card(page, "QUAY-1"), cell(page, "In progress"))
    expect(cell(page, "In progress").get_by_role("button")).to_have_count(1)
    expect(page.get_by_role("status").filter(has_text="QUAY-1 moved from To do to In progress.")).to_be_visible()

    card(page, "QUAY-3").focus()
    page.keyboard.press("m")
    expect(said(page)).to_contain_text("QUAY-3 picked up.")
    page.keyboard.press("ArrowRight")
    expect(said(page)).to_contain_text("In progress, place 2 of 2.")
    page.keyboard.press("Escape")
    expect(said(page)).to_contain_text("QUAY-3 stays where it was.")
    for key in (" ", "ArrowRight", "ArrowUp", "Enter"):
        page.keyboard.press(key)
    expect(cell(page, "In progress").get_by_role("button").first).to_contain_text("QUAY-3")
    expect(card(page, "QUAY-3")).to_be_focused()
    page.reload()
    expect(cell(page, "In progress").get_by_role("button")).to_have_count(2)


def test_titles_typed_quickly_keep_their_order(page: Page, tmp_path: Path) -> None:
    home = small_program(page, tmp_path, "ferry", "Ferry")
    page.goto(f"{home}/board")
    asked: list[Route] = []

    def hold_the_first(route: Route) -> None:
        asked.append(route)
        if len(asked) > 1:
            route.continue_()

    page.route("**/work-items", hold_the_first)
    add(page, "Dredge", "Moor", "Paint")
    expect(page.get_by_role("button", name="Add an item", exact=True)).to_be_visible()
    assert len(asked) == 1, "the others wait for their turn"
    asked[0].continue_()
    for key, title in (("FERR-1", "Dredge"), ("FERR-2", "Moor"), ("FERR-3", "Paint")):
        expect(card(page, key)).to_contain_text(title)


def test_past_its_limit_a_column_asks_why(refused: Page, tmp_path: Path) -> None:
    page = refused
    home = small_program(page, tmp_path, "dock", "Dock")
    page.goto(f"{home}/board")
    add(page, "Dredge", "Moor", "Paint")
    for key in ("DOCK-1", "DOCK-3"):
        card(page, key).focus()
        for stroke in ("m", "ArrowRight", "Enter"):
            page.keyboard.press(stroke)
        expect(cell(page, "In progress").locator(f'[data-card="{key}"]')).to_be_visible()
    page.get_by_role("button", name="Set up").click()
    form = page.get_by_role("dialog", name="Set up the board")
    form.get_by_role("group", name="In progress").get_by_label("Limit").fill("2")
    form.get_by_role("group", name="In progress").get_by_label("Policy: when may").fill("Seen by two")
    form.get_by_role("button", name="Save").click()
    expect(form).to_be_hidden()
    expect(page.get_by_text("2 of 2", exact=True)).to_be_visible()
    card(page, "DOCK-2").focus()
    for key in ("m", "ArrowRight", "Enter"):
        page.keyboard.press(key)
    why = page.get_by_role("dialog", name="Over the limit")
    expect(why).to_contain_text("“In progress” would hold 3 items; its limit is 2.")
    why.get_by_label("Reason").fill("The pilot waits")
    why.get_by_role("button", name="Put it there anyway").click()
    expect(page.get_by_text("3 of 2")).to_be_visible()
    expect(page.get_by_text(re.compile("Over the limit since .*: The pilot waits"))).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("2 of 2", exact=True)).to_be_visible()


def test_a_blocker_is_recorded_and_resolved(page: Page, tmp_path: Path) -> None:
    home = small_program(page, tmp_path, "mole", "Mole")
    page.goto(f"{home}/board")
    add(page, "Dredge the basin")
    page.get_by_role("button", name="Blockers 0").click()
    page.get_by_role("button", name="Record a blocker").click()
    form = page.get_by_role("dialog", name="Record a blocker")
    form.get_by_label("What is in the way?").fill("No dredger before May")
    form.get_by_label("Kind").select_option("external")
    form.get_by_label("Since").fill("2026-01-05")
    form.get_by_label("Owner").fill("Ada Byron")
    form.get_by_label("Items that it hits").fill("MOLE-1")
    form.get_by_role("button", name="Save").click()
    row = page.get_by_role("row").filter(has_text="No dredger before May")
    expect(row).to_contain_text("External")
    expect(row).to_contain_text("MOLE-1")
    page.get_by_role("button", name="Board", exact=True).click()
    expect(card(page, "MOLE-1")).to_contain_text(re.compile(r"Blocked \d+ d"))
    page.get_by_role("button", name=re.compile("Blockers 1")).click()
    row.get_by_role("button", name="Resolve").click()
    done = page.get_by_role("dialog", name="Resolve")
    done.get_by_label("How was it removed?").fill("Lent by the next harbor")
    done.get_by_role("button", name="Resolve").click()
    expect(row).to_contain_text("resolved")
    expect(page.get_by_role("heading", name="Blocked time by kind")).to_be_visible()


def test_the_list_is_edited_in_place_and_many_at_once(page: Page, tmp_path: Path) -> None:
    home = small_program(page, tmp_path, "pier", "Pier")
    page.goto(f"{home}/board")
    add(page, "Dredge", "Moor", "Paint")
    page.goto(f"{home}/work-items")
    grid = page.get_by_role("treegrid", name="Work items")
    grid.get_by_role("rowheader", name="Dredge").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("End")
    page.keyboard.type(" deep")
    page.keyboard.press("Enter")
    expect(grid.get_by_role("rowheader", name="Dredge deep")).to_be_visible()
    expect(grid.get_by_role("rowheader", name="Moor")).to_be_focused()
    page.keyboard.press(" ")
    page.keyboard.press("Shift+ArrowDown")
    bulk = page.get_by_role("region", name="2 selected")
    bulk.get_by_label("Set State").select_option("Done")
    bulk.get_by_role("button", name="Apply").click()
    expect(grid.get_by_role("gridcell", name="Done")).to_have_count(2)
    page.get_by_role("button", name="Undo").click()
    expect(grid.get_by_role("gridcell", name="Done")).to_have_count(0)
    grid.get_by_role("rowheader", name="Moor").focus()
    page.keyboard.press("o")
    drawer = page.get_by_role("dialog", name="PIER-2")
    drawer.get_by_label("Part of").fill("PIER-1")
    drawer.get_by_role("button", name="Save", exact=True).click()
    expect(drawer.get_by_role("button", name="PIER-1 Dredge deep")).to_be_visible()
    page.keyboard.press("Escape")
    expect(grid.get_by_role("row", name=re.compile("Dredge deep"))).to_contain_text("0 of 1")


def add(page: Page, *titles: str) -> None:
    expect(page.get_by_role("heading", level=1, name="Board")).to_be_visible()
    page.get_by_role("button", name="Add an item", exact=True).click()
    for title in titles:
        field = page.get_by_label("Title of the new item")
        field.fill(title)
        field.press("Enter")
        expect(field).to_have_value("")
    page.get_by_label("Title of the new item").press("Escape")


def cell(page: Page, name: str) -> Locator:
    return page.get_by_role("list", name=re.compile(f"^{name}: "))


def card(page: Page, key: str) -> Locator:
    return page.locator(f'[data-card="{key}"]')


def said(page: Page) -> Locator:
    return page.locator('.board-scroll [role="status"]')


def drag(page: Page, what: Locator, to: Locator) -> None:
    what.drag_to(to, target_position={"x": 60, "y": 40})
