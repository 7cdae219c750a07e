"""Load: who has more work than time, refusing one move, accepting the others, taking it back."""

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.small import imported

PLAN = """\
program: pier
title: Pier
zone: Europe/Berlin
start: 2026-10-05
status_date: 2026-10-04
people:
  ada: { name: Ada Byron }
  bob: { name: Bob Noyce }
workstreams:
  work:
    title: Work
    activities:
      long:  { title: Long job, duration: 10d, who: [ada] }
      short: { title: Short job, duration: 5d, who: [ada] }
      north: { title: North end, duration: 3d, who: [bob] }
      south: { title: South end, duration: 3d, who: [bob] }
milestones:
  end: { title: It ends, after: [work/long, work/short, work/north, work/south], target: 2026-11-20 }
"""


def test_moves_are_chosen_accepted_and_undone(page: Page, tmp_path: Path) -> None:
    file = tmp_path / "pier.yaml"
    file.write_text(PLAN)
    home = imported(page, file)
    page.goto(f"{home}/load?tab=leveling")
    main = page.get_by_role("main")
    expect(page.get_by_role("heading", level=2, name="Moves in detail")).to_be_visible(timeout=120_000)
    expect(main).to_contain_text(re.compile("2 moves take overload off Ada Byron and Bob Noyce. It ends moves from"))
    expect(main).to_contain_text(re.compile(r"Ada Byron is at 200\s% in the week of 5\sOct"))
    ada = main.get_by_role("row").filter(has_text="Ada Byron: peak")
    expect(ada).to_contain_text(re.compile(r"200\s% → 100\s%"))

    expect(main).to_contain_text("Both plans simulated 2,000 times", timeout=60_000)
    expect(main).to_contain_text(re.compile(r"P8516\sOct → then\s?23\sOct"))
    expect(main).to_contain_text("No other moves bring the final milestone in before")

    bobs = main.get_by_role("checkbox", name=re.compile("(North|South) end"))
    bobs.uncheck()
    expect(main).to_contain_text("1 of 2 chosen")
    expect(main).to_contain_text("1 move takes overload off Ada Byron.")
    expect(main).to_contain_text("What moves cannot mend")
    page.get_by_role("button", name="Accept 1 move").click()
    notice = page.get_by_role("status").filter(has_text="Leveled 1 activity.")
    expect(notice).to_be_visible(timeout=30_000)
    expect(main).to_contain_text(re.compile("1 move takes overload off Bob Noyce"))
    expect(page.get_by_role("button", name="Lift 1 leveling date")).to_be_visible()

    notice.get_by_role("button", name="Undo").click()
    expect(main).to_contain_text("2 of 2 chosen", timeout=30_000)
    expect(page.get_by_role("button", name=re.compile("^Lift"))).to_have_count(0)


def test_teams_and_the_objective_stand_in_the_address(page: Page) -> None:
    page.goto("/programs/atlas/load?tab=leveling")
    expect(page.get_by_role("heading", level=2, name="Moves in detail")).to_be_visible(timeout=120_000)
    page.get_by_role("group", name="Show by").get_by_role("button", name="Teams").click()
    expect(page.get_by_role("row").filter(has_text="Ledger: peak")).to_be_visible()
    page.get_by_role("button", name="Moves", exact=True).click()
    expect(page).to_have_url(re.compile(r"by=teams.*objective=moves|objective=moves.*by=teams"))
