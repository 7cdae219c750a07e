"""The backlog: scores are typed and pasted, ties and gaps told, places decided by key and given to the board."""

from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from tests.browser.small import send, share, small_program


def opened(page: Page, folder: Path, key: str, *titles: str) -> str:
    home = small_program(page, folder, key, key.title())
    for title in titles:
        send(page, "POST", f"{home}/work-items", data={"title": title})
    page.goto(f"{home}/backlog")
    expect(rows(page)).to_have_count(len(titles))
    expect(page.get_by_role("button", name="Use on the board")).to_be_visible()
    return home


def test_scores_are_typed_and_a_place_is_decided_by_key_alone(page: Page, tmp_path: Path) -> None:
    home = opened(page, tmp_path, "culvert", "Dredge", "Moor", "Paint")
    expect(page.get_by_text("No item is scored by WSJF yet")).to_be_visible()
    for key, figures in (("CULV-1", "3333"), ("CULV-2", "5313"), ("CULV-3", "8532")):
        cell(page, row_of(page, key), "Value").focus()
        for figure in figures:
            page.keyboard.press(figure)
            page.keyboard.press("Tab")
        expect(rows(page).nth(row_of(page, key))).not_to_contain_text("not scored")
    expect(rows(page).nth(0)).to_contain_text("Paint")
    expect(rows(page).nth(1)).to_contain_text("2–3")
    expect(page.get_by_text("2 items share their places.")).to_be_visible()

    cell(page, 2, "Item").focus()
    page.keyboard.press("m")
    expect(said(page)).to_contain_text("CULV-2 picked up.")
    page.keyboard.press("Home")
    expect(said(page)).to_contain_text("ahead of CULV-3, place 1 of 3.")
    page.keyboard.press("Enter")
    why = page.get_by_role("dialog", name="Another place than the method gives")
    expect(why.get_by_label("Reason")).to_be_focused()
    page.keyboard.type("Promised to the port")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(why).to_be_hidden()
    expect(rows(page).nth(0)).to_contain_text("decided (2–3)")

    cell(page, 0, "Item").focus()
    page.keyboard.press("w")
    panel = page.get_by_role("dialog", name="CULV-2 Moor")
    expect(panel).to_contain_text("Promised to the port")
    expect(panel).to_contain_text("cost of delay / job size = 9 / 3 = 3")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Use on the board").click()
    expect(page.get_by_role("status").filter(has_text="new places on the board.")).to_be_visible()
    page.goto(f"{home}/board")
    expect(page.locator("[data-card]").first).to_contain_text("CULV-2")


def test_a_pasted_block_is_mended_before_it_is_saved(page: Page, tmp_path: Path) -> None:
    opened(page, tmp_path, "lock", "Dredge", "Moor")
    cell(page, 0, "Value").focus()
    paste(page, "3\t5\t2\t3\n8\tmuch\t1\t0\n")
    dialog = page.get_by_role("dialog", name="Some cells cannot be read")
    expect(dialog).to_contain_text("2 cells are faulty.")
    expect(dialog.get_by_role("button", name="Save 8 cells")).to_be_disabled()
    dialog.get_by_label("LOCK-2, Urgency").fill("5")
    dialog.get_by_label("LOCK-2, Size").fill("")
    dialog.get_by_role("button", name="Save 7 cells").click()
    expect(rows(page).nth(0)).to_contain_text("3.33")
    expect(rows(page).nth(1)).to_contain_text("not scored")
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("No item is scored by WSJF yet")).to_be_visible()


def test_a_grip_carries_an_item_with_the_mouse_and_asks_why(page: Page, tmp_path: Path) -> None:
    opened(page, tmp_path, "jetty", "Dredge", "Moor", "Paint")
    carried = page.locator(".q-grip").nth(2)
    carried.hover()
    page.mouse.down()
    over = rows(page).nth(0).bounding_box()
    assert over is not None
    page.mouse.move(over["x"] + 60, over["y"] + 20, steps=4)
    page.mouse.move(over["x"] + 60, over["y"] + 3, steps=4)
    expect(page.locator(".q-gap")).to_be_visible()
    page.mouse.up()
    why = page.get_by_role("dialog", name="Another place than the method gives")
    expect(why.get_by_label("Reason")).to_be_focused()
    why.get_by_label("Reason").fill("The paint dries only in summer")
    why.get_by_role("button", name="Put it there").click()
    expect(why).to_be_hidden()
    expect(rows(page).nth(0)).to_contain_text("JETT-3")
    page.get_by_role("button", name="Undo").click()
    expect(rows(page).nth(0)).to_contain_text("JETT-1")


def test_a_viewer_sees_the_order_and_cannot_change_it(page: Page, oskar: Page, tmp_path: Path) -> None:
    home = opened(page, tmp_path, "tarn", "Dredge", "Moor")
    share(page, home, "viewer")
    oskar.goto(f"{home}/backlog")
    expect(oskar.get_by_text("You can look at this order")).to_be_visible()
    expect(rows(oskar)).to_have_count(2)
    rice = oskar.get_by_role("group", name="Order by").get_by_role("button", name="RICE")
    expect(rice).to_be_disabled()
    expect(rice).to_have_attribute("title", "You can look at this order; editors of the program change it.")
    for name in ("Use on the board", "Method"):
        expect(oskar.get_by_role("button", name=name, exact=True)).to_have_count(0)
    expect(oskar.locator(".q-grip")).to_have_count(0)
    cell(oskar, 0, "Value").focus()
    oskar.keyboard.press("5")
    expect(oskar.get_by_role("textbox", name="Value")).to_have_count(0)
    oskar.get_by_role("button", name="Side by side").click()
    expect(oskar.get_by_role("columnheader", name="RICE")).to_be_visible()


def rows(page: Page) -> Locator:
    return page.get_by_role("grid", name="Backlog").locator("[role=row]:not(.q-head)")


def cell(page: Page, row: int, head: str) -> Locator:
    heads = page.locator(".q-head [role=columnheader]").all_inner_texts()
    return page.locator(f'[data-cell="{row} {heads.index(head) - 1}"]')


def row_of(page: Page, key: str) -> int:
    texts = rows(page).all_inner_texts()
    return next(at for at, text in enumerate(texts) if key in text)


def said(page: Page) -> Locator:
    return page.locator(".q-list > [role=status]")


def paste(page: Page, text: str) -> None:
    """What a spreadsheet would put on the clipboard."""
    page.evaluate(
        """text => {
          const data = new DataTransfer();
          data.setData('text/plain', text);
          document.activeElement.dispatchEvent(
            new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
        }""",
        text,
    )
