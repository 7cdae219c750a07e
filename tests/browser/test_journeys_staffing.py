"""People and capacity: the keyboard walk to a receipt, days off that are pasted, somebody without time, a what-if."""

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.small import imported, share

PLAN = """\
program: mole
title: Mole
zone: Europe/Berlin
start: 2026-10-05
status_date: 2026-10-04
people:
  ada: { name: Ada Byron, role: Engineer }
  bob: { name: Bob Noyce, role: Engineer, capacity: 0% }
teams:
  east: { title: East }
workstreams:
  work:
    title: Work
    activities:
      long:  { title: Long job, duration: 10d, who: [ada] }
      short: { title: Short job, duration: 5d, who: [ada] }
      paint: { title: Paint, duration: 2d, who: [bob] }
milestones:
  end: { title: It ends, after: [work/long, work/short, work/paint], commit: 2026-10-16 }
"""


def test_the_keyboard_walks_to_a_receipt_that_says_where_it_hurts(page: Page, tmp_path: Path) -> None:
    file = tmp_path / "mole.yaml"
    file.write_text(PLAN)
    home = imported(page, file)
    page.goto(f"{home}/load")
    main = page.get_by_role("main")
    expect(main).to_contain_text(re.compile(r"If work waits for Ada Byron, It ends moves from 16\sOct"))

    first = page.get_by_role("button", name=re.compile(r"^Ada Byron, 5\sOct: 80 of 40 hours"))
    first.focus()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("button", name=re.compile(r"^Ada Byron, 12\sOct"))).to_be_focused()
    page.keyboard.press("Home")
    page.keyboard.press("Enter")
    receipt = page.get_by_role("complementary", name=re.compile(r"Ada Byron, 5\sOct"))
    expect(receipt).to_contain_text("40 hours beyond what there is")
    expect(receipt).to_contain_text(re.compile(r"It ends moves from 16\sOct"))
    expect(receipt.get_by_role("link", name="Long job")).to_be_visible()
    page.keyboard.press("Escape")
    expect(receipt).to_have_count(0)
    expect(first).to_be_focused()

    expect(main).to_contain_text(re.compile(r"Bob Noyce has 0\s% of the time"))
    page.get_by_role("button", name=re.compile(r"Give Bob Noyce 100\s% of the time")).click()
    expect(page.get_by_text("Asked for work without any time for it")).to_have_count(0)

    page.get_by_role("group", name="View").get_by_role("button", name="People").click()
    page.get_by_role("button", name="Paste days off").click()
    page.get_by_label("Days off", exact=True).fill("Ada Byron; 2026-10-05; 2026-10-06; Fair\nZoe; 2026-10-05")
    expect(page.get_by_role("dialog")).to_contain_text("Line 2: Nobody here is called “Zoe”")
    page.get_by_role("button", name="Take 1 line").click()
    expect(page.get_by_label("Days off", exact=True)).to_have_value("Zoe; 2026-10-05")
    page.keyboard.press("Escape")
    expect(page.get_by_role("row").filter(has_text="Ada Byron")).to_contain_text(re.compile(r"5\sOct – 6\sOct Fair"))


def test_a_what_if_tells_dates_and_writes_nothing(page: Page) -> None:
    page.goto("/programs/atlas/load?tab=whatif")
    page.get_by_role("combobox", name="Role").fill("Security engineer")
    page.get_by_role("button", name="Compute").click()
    expect(page.get_by_role("region", name="What would change")).to_contain_text("GA in three regions", timeout=120_000)
    expect(page.get_by_role("main")).to_contain_text("Brooks")

    page.get_by_role("group", name="View").get_by_role("button", name="Working hours").click()
    expect(page.get_by_role("main")).to_contain_text("Ledger and SRE share no working hour on this day.")


def test_a_viewer_sees_who_is_overloaded_and_cannot_change_it(page: Page, oskar: Page, tmp_path: Path) -> None:
    file = tmp_path / "vole.yaml"
    file.write_text(PLAN.replace("program: mole", "program: vole"))
    home = imported(page, file)
    share(page, home, "viewer")
    oskar.goto(f"{home}/load")
    expect(oskar.get_by_role("button", name=re.compile(r"^Ada Byron, 5\sOct: 80 of 40 hours"))).to_be_visible()
    fix = oskar.get_by_role("button", name=re.compile(r"Give Bob Noyce 100\s% of the time"))
    expect(fix).to_be_disabled()
    expect(fix).to_have_attribute("title", "You can look at this program, but not change it.")

    tabs = oskar.get_by_role("group", name="View")
    tabs.get_by_role("button", name="People").click()
    expect(oskar.get_by_role("row").filter(has_text="Ada Byron")).to_be_visible()
    expect(oskar.get_by_role("button", name="Paste days off")).to_be_disabled()
    tabs.get_by_role("button", name="Leveling").click()
    ways = oskar.get_by_role("button", name=re.compile("^Apply"))
    expect(ways.first).to_be_visible()
    for way in ways.all():
        expect(way).to_be_disabled()
    expect(oskar.get_by_role("button", name=re.compile("^Accept"))).to_have_count(0)
