"""Activity: who changed what, in words that people read, and the way back."""

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.small import small_program

RAW = re.compile(r"\d{4}-\d{2}-\d{2}|\d{2}:\d{2}:\d{2}|\b[a-z]+_[a-z]+\b|\b0\.\d+\b")


def test_the_example_tells_its_changes_in_words(page: Page) -> None:
    page.goto("/programs/atlas/activity")
    entries = page.get_by_role("main").locator(".entry")
    expect(entries.first).to_be_visible()
    text = "\n".join(entries.all_inner_texts())
    assert RAW.findall(text) == [], "dates, shares and field names are written for people"
    expect(entries.filter(has_text=re.compile(r"changed the .*\bprogress\b.* of")).first).to_contain_text(
        re.compile(r"\d+\s%")
    )


def test_a_change_is_told_and_taken_back(page: Page, tmp_path: Path) -> None:
    home = small_program(page, tmp_path, "meadow", "Meadow")
    page.goto(f"{home}/settings")
    page.get_by_label("Summary").fill("A quiet meadow")
    page.get_by_role("region", name="Program").get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Saved.")).to_be_visible()
    page.goto(f"{home}/activity")
    newest = page.get_by_role("main").locator(".entry").first
    expect(newest).to_contain_text("A quiet meadow")
    page.get_by_role("button", name="Undo last change").click()
    expect(page.get_by_role("main").locator(".entry").filter(has_text="undone").first).to_be_visible()
    page.goto(f"{home}/settings")
    expect(page.get_by_label("Summary")).to_have_value("")
