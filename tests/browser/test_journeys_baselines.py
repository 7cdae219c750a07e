"""Baselines: from the first one to a re-baseline, with the keyboard alone; and comparing two that are there."""

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.small import small_program


def test_two_baselines_are_compared_and_exported(page: Page) -> None:
    page.goto("/programs/atlas")
    page.get_by_role("link", name="Baselines", exact=True).click()
    expect(page.get_by_role("heading", level=1, name="Baselines")).to_be_visible()
    card = page.get_by_role("region", name="Comparison")
    expect(card).to_contain_text(re.compile(r"GA in three regions is \d+ working days later than Baseline 2"))
    first = card.get_by_role("row").nth(1)
    expect(first).to_contain_text("Old ledger retired")
    expect(first).to_contain_text(re.compile(r"Baseline 2: 30\sDec. today: 10\sFeb"))
    card.get_by_label("Compare", exact=True).select_option("baseline-1")
    expect(card).to_contain_text("later than Baseline 1")
    card.get_by_label("with", exact=True).select_option("baseline-2")
    expect(card).to_contain_text("5 working days later than in Baseline 1")
    expect(page).to_have_url(re.compile("before=baseline-1&after=baseline-2"))
    card.get_by_role("button", name="Finish, wd").click()
    expect(card.get_by_role("columnheader", name=re.compile("^Finish, wd"))).to_have_attribute(
        "aria-sort", "descending"
    )
    with page.expect_download() as loading:
        card.get_by_role("link", name="Export XLSX").click()
    assert loading.value.suggested_filename == "atlas-baseline-1-baseline-2.xlsx"


def test_from_the_first_one_to_a_re_baseline_with_the_keyboard_alone(page: Page, tmp_path: Path) -> None:
    base = small_program(page, tmp_path, "anew", "Anew")
    page.goto(f"{base}/baselines")
    expect(page.get_by_text("No baseline yet")).to_be_visible()
    expect(page.get_by_role("button", name="Set baseline")).to_have_attribute("title", "N")
    page.keyboard.press("n")
    expect(page.get_by_role("dialog").get_by_label("Title")).to_be_focused()
    page.keyboard.type("As signed")
    page.keyboard.press("Tab")
    page.keyboard.type("Steering of 5 October")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Variance is counted against As signed")).to_be_visible()
    expect(page.get_by_text("Nothing differs. Every activity is on its dates.")).to_be_visible()
    expect(page.get_by_role("dialog")).to_be_hidden()
    page.keyboard.press("Shift+N")
    expect(page.get_by_role("dialog").get_by_label("Title")).to_be_focused()
    page.keyboard.type("After the flood")
    page.keyboard.press("Tab")
    page.keyboard.type("The site was under water")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    proposal = page.get_by_role("region", name=re.compile("“After the flood” is proposed"))
    expect(proposal).to_contain_text("You proposed this and are the only owner")
    expect(page.get_by_text("Variance is counted against As signed")).to_be_visible()
    expect(page.get_by_role("dialog")).to_be_hidden()
    proposal.get_by_label("Your word").focus()
    page.keyboard.type("Agreed")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Variance is counted against After the flood")).to_be_visible()
    kept = page.get_by_role("region", name="Kept")
    expect(kept).to_contain_text(re.compile("Approved by .*, the only owner, on .*: Agreed"))
    expect(page.get_by_role("region", name="History")).to_contain_text("being the only owner")
