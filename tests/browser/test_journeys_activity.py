"""The form of an activity: what most leave empty is folded, what is typed moves the plan, and undo takes it back."""

import re
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from tests.browser.small import small_program


def form_of(page: Page, home: str, title: str) -> Locator:
    """Open the form of an activity from the Plan page."""
    page.goto(f"{home}/plan")
    page.get_by_role("row").filter(has_text=title).locator(".pl-cell.wbs").click(timeout=60_000)
    page.keyboard.press("o")
    form = page.get_by_role("dialog", name=title)
    expect(form.get_by_label("Title")).to_have_value(title)
    return form


def test_days_of_rest_and_people_are_set_and_undone(page: Page, tmp_path: Path) -> None:
    home = small_program(page, tmp_path, "jetty-form", "Jetty form")
    form = form_of(page, home, "Build it")
    form.get_by_text("Days on which it rests").click()
    form.get_by_role("button", name="Add days of rest").click()
    form.get_by_label("First day").fill("2026-10-19")
    form.get_by_label("Last day").fill("2026-10-20")
    form.get_by_text("Who does it").click()
    form.get_by_role("button", name="Add a person or a skill").click()
    form.get_by_label("Person").select_option("Ada Byron")
    form.get_by_label("Share, %").fill("50")
    form.get_by_text("Cost, and of making it shorter").click()
    form.get_by_label("Shortest duration").fill("6d")
    form.get_by_role("button", name="Save", exact=True).click()
    expect(form).to_be_hidden()
    expect(page.get_by_text(re.compile("It is done moves 2 working days to"))).to_be_visible()
    form = form_of(page, home, "Build it")
    expect(form).to_contain_text("2026-10-19 – 2026-10-20")
    expect(form).to_contain_text("Ada Byron 50 %")
    page.goto(f"{home}/activity")
    newest = page.get_by_role("main").locator(".entry").first
    expect(newest).to_contain_text("19 Oct \N{EN DASH} 20 Oct")
    expect(newest).to_contain_text(re.compile(r"ada 50\s%"))
    page.get_by_role("button", name="Undo last change").click()
    expect(page.get_by_role("main").locator(".entry").filter(has_text="undone").first).to_be_visible()
    form = form_of(page, home, "Build it")
    expect(form).not_to_contain_text("2026-10-19")
    expect(form).not_to_contain_text("Ada Byron 50 %")
