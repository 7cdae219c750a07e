"""The grid of the plan as the reader wants it: columns, widths, row height; kept, and carried by a shared link."""

import re

from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import App


def heads(page: Page) -> list[str]:
    return [head.get_attribute("aria-label") or "" for head in page.get_by_role("columnheader").all()]


def test_columns_and_rows_stay_as_the_reader_set_them(page: Page, browser: Browser, live_app: App) -> None:
    page.goto("/programs/atlas/plan")
    expect(page.get_by_role("columnheader", name="Owner")).to_be_visible()
    before = page.get_by_role("row").nth(3).bounding_box()
    page.get_by_role("button", name="View", exact=True).click()
    menu = page.get_by_role("dialog", name="View")
    menu.get_by_label("Owner", exact=True).uncheck()
    menu.get_by_role("button", name="Move Finish, plan date left").click()
    menu.get_by_label("Width of Finish, plan date, pixels").fill("140")
    menu.get_by_role("button", name="Comfortable").click()
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="View", exact=True)).to_be_focused()
    expect(page.get_by_role("columnheader", name="Owner")).to_have_count(0)
    assert heads(page).index("Finish, plan date") == heads(page).index("Start, plan date") - 1
    after = page.get_by_role("row").nth(3).bounding_box()
    assert before is not None
    assert after is not None
    assert (before["height"], after["height"]) == (28, 36)
    expect(page).to_have_url(re.compile("-owner.*density=comfortable"))
    shared = page.evaluate("location.pathname + location.search")

    page.goto("/programs/atlas/plan")
    expect(page.get_by_role("columnheader", name="Finish, plan date")).to_be_visible()
    expect(page.get_by_role("columnheader", name="Owner")).to_have_count(0)

    other = browser.new_context(base_url=live_app.base, storage_state=live_app.state)
    guest = other.new_page()
    guest.goto(str(shared))
    expect(guest.get_by_role("columnheader", name="Finish, plan date")).to_be_visible()
    expect(guest.get_by_role("columnheader", name="Owner")).to_have_count(0)
    guest.goto("/programs/atlas/plan")
    expect(guest.get_by_role("columnheader", name="Owner")).to_be_visible()
    other.close()


def test_a_column_is_dragged_to_its_place_and_width(page: Page) -> None:
    page.goto("/programs/atlas/plan")
    finish = page.get_by_role("columnheader", name="Finish, plan date")
    expect(finish).to_be_visible()
    page.get_by_text("Float", exact=True).drag_to(page.get_by_text("Duration", exact=True))
    expect(page.get_by_role("columnheader").nth(3)).to_have_attribute("aria-label", "Total float, working days")
    before = finish.bounding_box()
    assert before is not None
    edge = (before["x"] + before["width"], before["y"] + 20)
    page.mouse.move(*edge)
    page.mouse.down()
    page.mouse.move(edge[0] + 30, edge[1], steps=3)
    page.mouse.up()
    after = finish.bounding_box()
    assert after is not None
    assert abs(after["width"] - before["width"] - 30) < 2


def test_every_command_of_the_plan_is_in_view_on_a_laptop(page: Page) -> None:
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto("/programs/atlas/plan")
    tools = page.get_by_role("toolbar", name="Plan tools")
    for name in ("View", "Share view", "Update progress", "Add"):
        expect(tools.get_by_role("button", name=name, exact=True)).to_be_in_viewport(ratio=1)
