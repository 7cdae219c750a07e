"""The quality of a schedule: what costs most, why, and mending it."""

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.small import imported

QUALITY = "/programs/atlas/quality"
PLAN = """\
program: jetty
title: Jetty
zone: Europe/Berlin
start: 2026-10-05
status_date: 2026-10-04
people:
  ada: {{ name: Ada Byron }}
workstreams:
  work:
    title: Work
    activities:
      first:  {{ title: First, estimate: 3d/5d/9d, owner: ada, after: begin }}
      second: {{ title: Second, estimate: 6d/8d/14d, {owner} after: first }}
      third:  {{ title: Third, estimate: 2d/4d/8d, owner: ada, after: second }}
milestones:
  begin: {{ title: It begins, target: 2026-10-05 }}
  end:   {{ title: It ends, after: work/third, target: 2026-11-20 }}
"""


def test_the_page_tells_what_costs_most_and_opens_its_findings(page: Page) -> None:
    page.goto("/programs/atlas")
    page.get_by_role("link", name="Quality", exact=True).click()
    expect(page.get_by_role("heading", level=1, name="Quality")).to_be_visible()
    expect(page.get_by_role("main")).to_contain_text(
        re.compile(r"Schedule quality is [\d.]+ of 100: \d+ of \d+ checks")
    )
    # nine days of the story; other tests that change the demo program add today
    expect(page.get_by_role("img", name=re.compile(r"^Score of (9|10) days: 83\.5 on 24\sJul"))).to_be_visible()
    worst = page.get_by_role("row").nth(1)
    expect(worst).to_have_attribute("aria-selected", "true")
    expect(worst).to_contain_text("Fail")
    page.get_by_role("button", name="Logic", exact=True).last.click()
    expect(page).to_have_url(re.compile("check=logic"))
    panel = page.get_by_role("region", name="Findings of Logic")
    expect(panel).to_contain_text("DCMA-EA PAM 200.1, 4.1")
    first = panel.get_by_role("listitem").first
    expect(first).to_contain_text("Add a successor to “Switch the old entry points off”")
    first.get_by_role("link", name="Switch the old entry points off").click()
    expect(page).to_have_url(re.compile("/plan.*select="))
    expect(page.get_by_role("row", name=re.compile("Switch the old entry points off")).first).to_be_visible()


def test_a_team_sees_its_own_findings(page: Page) -> None:
    page.goto(f"{QUALITY}?check=logic")
    panel = page.get_by_role("region", name="Findings of Logic")
    expect(panel).to_contain_text("14 findings")
    page.get_by_label("Team", exact=True).select_option(label="Edge")
    expect(panel).not_to_contain_text("14 findings")
    expect(panel.get_by_role("listitem").first).to_contain_text("Edge")
    expect(page.get_by_role("main")).to_contain_text("The trend is that of the whole program")


def test_checks_are_walked_by_the_arrows(page: Page) -> None:
    page.goto(QUALITY)
    rows = page.get_by_role("row")
    expect(rows.nth(1)).to_have_attribute("aria-selected", "true")
    rows.nth(1).get_by_role("button").focus()
    page.keyboard.press("ArrowDown")
    expect(rows.nth(2)).to_have_attribute("aria-selected", "true")
    expect(rows.nth(2).get_by_role("button")).to_be_focused()
    page.keyboard.press("End")
    expect(rows.nth(28)).to_have_attribute("aria-selected", "true")


def test_a_mended_plan_passes_every_check(page: Page, tmp_path: Path) -> None:
    file = tmp_path / "jetty.yaml"
    file.write_text(PLAN.format(owner=""))
    home = imported(page, file)
    page.goto(f"{home}/quality")
    expect(page.get_by_role("main")).to_contain_text("No owner (1 of 3)")
    page.get_by_role("region", name="Mend first").get_by_role("button", name="No owner").click()
    expect(page.get_by_role("region", name="Findings of No owner")).to_contain_text("Name who answers for “Second”.")
    file.write_text(PLAN.format(owner="owner: ada,"))
    page.goto(f"/import?program={home.rpartition('/')[2]}")
    page.get_by_label("Choose a file").set_input_files(file)
    page.get_by_role("button", name=re.compile("^(Import|Update)$|^Apply")).click(timeout=60_000)
    page.get_by_role("link", name="Open the program").click(timeout=60_000)
    page.goto(f"{home}/quality?show=fail")
    expect(page.get_by_role("main")).to_contain_text(
        re.compile(r"Schedule quality is 100 of 100: all of \d+ checks pass")
    )
    expect(page.get_by_role("main")).to_contain_text("No check fails.")
