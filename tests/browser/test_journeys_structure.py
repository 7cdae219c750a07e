"""Putting programs together: templates, portfolios, workstreams, responsibilities; with the mouse and without it."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.small import small_program
from tests.browser.test_journeys_access import AXE, broken


def begin(page: Page, title: str, template: str) -> None:
    """A new program, from the keyboard alone."""
    page.goto("/")
    expect(page.get_by_role("heading", level=1, name="Programs")).to_be_visible(timeout=30_000)
    page.keyboard.press("n")
    dialog = page.get_by_role("dialog", name="New program")
    expect(dialog.get_by_label("Name")).to_be_focused()
    page.keyboard.type(title)
    chosen = dialog.get_by_role("radio", name=template)
    expect(chosen).to_be_attached(timeout=30_000)
    page.keyboard.press("Tab")
    expect(dialog.get_by_role("radio", name="Blank")).to_be_focused()
    for _step in range(10):
        if chosen.is_checked():
            break
        page.keyboard.press("ArrowDown")
    expect(dialog.get_by_role("region", name=f"What “{template}” brings")).to_be_visible()


def test_a_template_is_looked_at_and_begun_with_from_the_keyboard(page: Page) -> None:
    begin(page, "Study of foam", "Research to transfer")
    dialog = page.get_by_role("dialog", name="New program")
    expect(dialog.get_by_text("3 gates")).to_be_visible()
    milestones = dialog.get_by_role("list", name="Milestones").get_by_role("listitem")
    expect(milestones.filter(has_text="Receiving unit builds it without us")).to_be_visible()
    if AXE.is_file():
        page.emulate_media(reduced_motion="reduce")
        assert broken(page) == []
    dialog.get_by_label("Start").fill("2027-02-01")
    dialog.get_by_label("Name").press("Enter")
    page.wait_for_url("**/programs/study-of-foam", timeout=60_000)
    expect(page.get_by_role("heading", level=1, name="Study of foam")).to_be_visible(timeout=60_000)
    expect(page.get_by_role("navigation", name="Main").get_by_role("link", name=re.compile("^Risks 7"))).to_be_visible()
    expect(page.get_by_role("dialog")).to_be_hidden()
    page.keyboard.press("g")
    page.keyboard.press("p")
    page.wait_for_url("**/programs/study-of-foam/plan")
    expect(page.get_by_text("Bench experiment A in three rounds")).to_be_visible(timeout=30_000)


def test_groups_of_the_sidebar_close_and_stay_closed(page: Page) -> None:
    page.goto("/programs/atlas/risks")
    nav = page.get_by_role("navigation", name="Main")
    tell = nav.get_by_role("group", name="Tell")
    expect(tell.get_by_role("link", name=re.compile("^Reports"))).to_be_visible(timeout=30_000)
    tell.get_by_role("button", name="Tell").click()
    expect(tell.get_by_role("link", name=re.compile("^Reports"))).to_be_hidden()
    page.reload()
    expect(tell.get_by_role("button", name="Tell")).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("g")
    page.keyboard.press("t")
    page.wait_for_url("**/reports")
    expect(tell.get_by_role("link", name=re.compile("^Reports"))).to_be_visible()
    tell.get_by_role("button", name="Tell").click()


def test_a_program_moves_into_a_portfolio(page: Page, tmp_path: Path) -> None:
    path = small_program(page, tmp_path, "wharf", "Wharf")
    page.goto("/")
    page.get_by_role("button", name="New portfolio").click()
    dialog = page.get_by_role("dialog", name="New portfolio")
    dialog.get_by_label("Name").fill("Waterside")
    dialog.get_by_role("button", name="Save").click()
    group = page.get_by_role("region", name="Waterside")
    expect(group.get_by_text("No program yet")).to_be_visible(timeout=30_000)
    page.goto(f"{path}/settings")
    page.get_by_label("Portfolio of this program").select_option(label="Waterside")
    expect(page.get_by_text("Moved.")).to_be_visible()
    page.goto("/")
    expect(group.get_by_role("link", name="Wharf")).to_be_visible(timeout=30_000)
    expect(group.get_by_text("1 program")).to_be_visible()
    if AXE.is_file():
        page.emulate_media(reduced_motion="reduce")
        assert broken(page) == []
    group.get_by_role("button", name="Waterside", exact=True).click()
    expect(group.get_by_role("link", name="Wharf")).to_be_hidden()
    group.get_by_role("button", name="Change Waterside").click()
    page.get_by_role("dialog").get_by_role("button", name="Remove portfolio").click()
    expect(group).to_have_count(0)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_who_answers_for_what_is_judged_in_place(page: Page, tmp_path: Path, scheme: str) -> None:
    path = small_program(page, tmp_path, f"lock-{scheme}", f"Lock {scheme}")
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light", reduced_motion="reduce")
    page.goto(f"{path}/settings")
    card = page.get_by_role("region", name="Responsibilities").first
    card.get_by_label("Decision or result").fill("Scope")
    card.get_by_label("Role", exact=True).fill("Lock keeper")
    card.get_by_role("button", name="Add").click()
    cell = card.get_by_label("Lock keeper, Scope: accountable and responsible")
    expect(cell).to_be_visible(timeout=30_000)
    cell.select_option("R")
    expect(card.get_by_text("Nobody is accountable for “Scope”.")).to_be_visible(timeout=30_000)
    card.get_by_label("Lock keeper, Scope: responsible").select_option("AR")
    expect(card.get_by_text("Nobody is accountable")).to_have_count(0)
    if AXE.is_file():
        assert broken(page) == []


def test_a_workstream_is_added_ordered_and_removed(page: Page, tmp_path: Path) -> None:
    path = small_program(page, tmp_path, "basin", "Basin")
    page.goto(f"{path}/settings")
    card = page.get_by_role("region", name="Workstreams")
    card.get_by_role("button", name="Add workstream").click()
    form = page.get_by_role("dialog", name="Add workstream")
    form.get_by_label("Name").fill("Dredging")
    form.get_by_label("Way of working").select_option("kanban")
    form.get_by_role("button", name="Save").click()
    lines = card.get_by_role("listitem")
    expect(lines).to_have_count(2, timeout=30_000)
    expect(lines.nth(1)).to_contain_text("Kanban")
    card.get_by_role("button", name="Move Dredging up").click()
    expect(lines.nth(0)).to_contain_text("Dredging", timeout=30_000)
    card.get_by_role("button", name="Remove Work", exact=True).click()
    gone = page.get_by_role("dialog", name="Remove Work")
    gone.get_by_label("Who takes over").select_option(label="Dredging")
    gone.get_by_role("button", name="Remove", exact=True).click()
    expect(lines).to_have_count(1, timeout=30_000)
    page.goto(f"{path}/plan")
    expect(page.get_by_text("Dredging", exact=True).first).to_be_visible(timeout=30_000)
    expect(page.get_by_text("Design it").first).to_be_visible()
