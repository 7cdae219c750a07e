"""Schedule and cost risk: reading the analysis, and giving the simulation what it needs."""

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.small import small_program


def test_the_analysis_is_told_drawn_and_tabled(page: Page) -> None:
    page.goto("/programs/atlas")
    page.get_by_role("link", name="Schedule risk", exact=True).click()
    main = page.get_by_role("main")
    expect(main).to_contain_text(re.compile(r"Half of the runs reach GA in three regions by .+, 85\s% by"))
    expect(page.get_by_role("img", name=re.compile("GA in three regions: P10 "))).to_be_visible()
    expect(main).to_contain_text("Nothing in this plan has a cost")
    page.get_by_role("button", name=re.compile("Open the evidence: P85 finish")).last.click()
    expect(page.get_by_role("dialog")).to_contain_text("runs have finished")
    page.keyboard.press("Escape")
    drivers = page.get_by_role("region", name="What moves the P85?")
    expect(drivers).to_contain_text("R-07 Replication lag in backfill", timeout=60_000)
    drivers.get_by_role("button", name="As a table").click()
    expect(drivers.get_by_role("table")).to_be_visible()
    expect(page.get_by_role("region", name="What do risks and responses add?")).to_contain_text(
        "All risks together add"
    )
    table = page.get_by_role("region", name="Which activities decide?")
    table.get_by_label("Find an activity").fill("ring")
    table.get_by_role("button", name=re.compile("^Criticality")).click()
    expect(table.get_by_role("columnheader", name="Criticality")).to_have_attribute("aria-sort", "descending")
    expect(table.get_by_role("row").nth(1)).to_contain_text("Ring")


def test_costs_that_are_entered_give_joint_confidence(page: Page, tmp_path: Path) -> None:
    path = small_program(page, tmp_path, "jetty-risk", "Jetty risk")
    page.goto(f"{path}/schedule-risk")
    expect(page.get_by_role("main")).to_contain_text("Nothing in this plan has a cost", timeout=60_000)
    page.get_by_role("button", name="Change Build it").click()
    form = page.get_by_role("dialog")
    form.get_by_label("How sure it is").select_option("lognormal")
    form.get_by_text("Cost, and of making it shorter").click()
    form.get_by_label("Cost per day, EUR").fill("2k")
    form.get_by_role("button", name="Save", exact=True).click()
    expect(form).to_be_hidden()
    joint = page.get_by_role("region", name="Are date and cost kept together?")
    expect(joint).to_contain_text("of the runs keep EUR", timeout=60_000)
    joint.get_by_label("Cost at most, EUR").fill("1k")
    joint.get_by_label("Cost at most, EUR").press("Enter")
    expect(joint).to_contain_text(re.compile(r"<\s1\s% of the runs keep EUR"))
    expect(page).to_have_url(re.compile("cost=1000"))


def test_shared_factors_and_rules_are_kept(page: Page, tmp_path: Path) -> None:
    path = small_program(page, tmp_path, "jetty-rules", "Jetty rules")
    page.goto(f"{path}/schedule-risk?view=inputs")
    page.get_by_role("button", name="Add factor").click(timeout=60_000)
    page.get_by_label("What it is").fill("New team")
    page.get_by_role("combobox", name="Works on").fill("Build")
    page.get_by_role("option", name="Build it").click()
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Saved. The forecast is made anew.")).to_be_visible(timeout=30_000)
    page.reload()
    expect(page.get_by_label("What it is")).to_have_value("New team", timeout=60_000)
    page.goto(f"{path}/settings")
    rules = page.get_by_role("region", name="Scheduling rules")
    rules.get_by_label("Start from").select_option("primavera")
    rules.get_by_role("button", name="Save rules").click()
    expect(page.get_by_text("Saved.", exact=True)).to_be_visible(timeout=30_000)
    page.reload()
    expect(rules.get_by_label("Start from")).to_have_value("primavera")
    expect(rules.get_by_label("Lags run on")).to_have_value("predecessor")
