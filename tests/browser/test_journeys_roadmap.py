"""The roadmap: for each audience, arranged with the keyboard, on one page."""

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.small import small_program


def test_each_audience_sees_what_it_may(page: Page) -> None:
    page.goto("/programs/atlas")
    page.get_by_role("link", name="Roadmap", exact=True).click()
    expect(page.get_by_role("heading", level=1, name="Roadmap")).to_be_visible()
    row = page.get_by_role("row", name=re.compile("^Arrange “GA in three regions”"))
    expect(row).to_contain_text(re.compile(r"P85 18\sJan"))
    expect(row).to_contain_text(re.compile(r"target 11\sDec; committed 18\sDec; critical; waits for "))
    page.get_by_role("button", name="Executives").click()
    expect(page).to_have_url(re.compile("audience=executive"))
    expect(page.get_by_role("row", name=re.compile("Dual writes"))).to_have_count(0)
    page.get_by_role("button", name="Customers").click()
    expect(page.get_by_text("Nothing is public yet. Choose Engineering")).to_be_visible()
    page.get_by_role("button", name="Engineering").click()
    page.get_by_role("button", name="Board", exact=True).click()
    expect(page.get_by_role("region", name=re.compile(r"^Now \d+"))).to_contain_text("Split the ledger schema")
    page.get_by_role("button", name="Export", exact=True).click()
    with page.expect_download() as loading:
        page.get_by_role("menuitem", name="Export as PDF").click()
    assert loading.value.suggested_filename == "atlas-roadmap-engineering.pdf"


def test_an_item_is_published_and_moved_with_the_keyboard_alone(page: Page, tmp_path: Path) -> None:
    base = small_program(page, tmp_path, "public", "Public")
    page.goto(f"{base}/roadmap")
    item = page.get_by_role("button", name="Arrange “It is done”")
    item.focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog")
    expect(dialog.locator(":focus")).to_have_count(1)
    dialog.get_by_label("Comes").focus()
    page.keyboard.type("Later")
    dialog.get_by_label("Reason").focus()
    page.keyboard.type("Waits for the license")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.type("Ready for you")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(dialog).to_have_count(0)
    expect(page.get_by_role("region", name="Decided by people")).to_contain_text(
        "public as “Ready for you”; Later: Waits for the license"
    )
    page.keyboard.press("3")
    row = page.get_by_role("row", name=re.compile("^Ready for you"))
    expect(row).to_contain_text("Q4 2026")
    expect(page.get_by_text("It is done", exact=True).and_(page.locator(".r-drawn *"))).to_have_count(0)


def test_it_prints_on_one_page(page: Page) -> None:
    page.goto("/programs/atlas/roadmap")
    expect(page.get_by_role("row", name=re.compile("GA in three regions")).first).to_be_visible()
    page.locator("img.r-sheet").evaluate("image => image.decode()")
    assert _pages(page) == 1
    page.evaluate("dispatchEvent(new Event('offline'))")
    expect(page.get_by_role("alert")).to_contain_text("No connection")
    assert _pages(page) == 1, "what is said of the connection is not printed"


def _pages(page: Page) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True)))
