"""Early warnings: one is muted with a reason, told apart, heard again; a team gets a limit."""

import datetime as dt
import re
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.conftest import App
from tests.browser.server import command
from tests.browser.small import small_program

UNOWNED = "On the critical path without an owner: Test it"


def test_a_warning_is_muted_with_a_reason_and_heard_again(page: Page, tmp_path: Path) -> None:
    home = small_program(page, tmp_path, "quiet", "Quiet")
    page.goto(f"{home}/warnings")
    matters = page.get_by_role("region", name="What matters most")
    line = matters.get_by_role("listitem").filter(has_text=UNOWNED)
    line.get_by_role("button", name="Mute").click()
    form = page.get_by_role("dialog", name="Mute this warning")
    expect(form).to_contain_text(UNOWNED)
    form.get_by_role("button", name="Mute the warning").click()
    expect(form).to_contain_text("Say why.")
    form.get_by_label("Why it need not be heard").fill("Ada takes it over on Monday")
    form.get_by_label("Until").fill("2020-01-01")
    form.get_by_role("button", name="Mute the warning").click()
    expect(form.get_by_role("alert")).to_have_text("That day is past.")
    expect(form.get_by_label("Why it need not be heard")).to_have_value("Ada takes it over on Monday")
    until = dt.datetime.now(dt.UTC).date() + dt.timedelta(days=30)
    form.get_by_label("Until").fill(until.isoformat())
    form.get_by_role("button", name="Mute the warning").click()
    expect(form).to_be_hidden()

    muted = page.get_by_role("region", name="One muted")
    expect(muted).to_contain_text(UNOWNED)
    expect(muted).to_contain_text("Ada takes it over on Monday")
    expect(muted).to_contain_text(re.compile(rf"until {until.day}\s"))
    expect(page.get_by_role("listitem").filter(has_text=UNOWNED)).to_have_count(1)

    muted.get_by_role("button", name="Unmute").click()
    expect(muted).to_be_hidden()
    expect(page.get_by_role("listitem").filter(has_text=UNOWNED).get_by_role("button", name="Mute")).to_be_visible()


def test_a_team_past_its_limit_gets_a_warning(page: Page, live_app: App, tmp_path: Path) -> None:
    home = small_program(page, tmp_path, "limited", "Limited")
    items = tmp_path / "items.csv"
    items.write_text(tracker(dt.datetime.now(dt.UTC).date()))
    command(live_app.server, "import", str(items), "--program", "limited")
    page.goto(f"{home}/warnings")
    limits = page.get_by_role("region", name="Limits of work in progress")
    row = limits.get_by_role("row").filter(has_text="Core")
    expect(row).to_contain_text("3")
    field = row.get_by_label("Limit of Core")
    field.fill("many")
    expect(limits.get_by_role("button", name="Save limits")).to_be_disabled()
    field.fill("2")
    limits.get_by_role("button", name="Save limits").click()
    expect(page.get_by_role("main")).to_contain_text("Core: 3 items in progress, its limit is 2")


def tracker(today: dt.date) -> str:
    """A team that finishes four items a week, and has three in progress."""
    rows = ["id,created,started,finished,team"]
    for week in range(30):
        for item in range(4):
            day = today - dt.timedelta(days=7 * week + item)
            rows.append(f"C-{week}-{item},{day - dt.timedelta(9)},{day - dt.timedelta(4)},{day},Core")
    rows += [f"C-open-{n},{today - dt.timedelta(9)},{today - dt.timedelta(1)},,Core" for n in range(3)]
    return "\n".join(rows)
