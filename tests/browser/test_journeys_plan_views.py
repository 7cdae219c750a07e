"""Calendars by the keyboard alone; columns and saved views; progress, latest starts and findings of the plan."""

import re
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from tests.browser.small import small_program


def tab_to(page: Page, target: Locator, most: int = 120) -> None:
    """Press Tab until the focus is there."""
    for _step in range(most):
        if target.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab does not reach {target}")


def test_a_calendar_is_changed_from_the_keyboard(page: Page, tmp_path: Path) -> None:
    home = small_program(page, tmp_path, "jetty-days", "Jetty days")
    page.goto(f"{home}/calendars")
    monday = page.get_by_label("Monday", exact=True)
    expect(monday).to_have_value("09:00–17:00", timeout=60_000)
    tab_to(page, monday)
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("9-12, 11-17")
    expect(page.get_by_role("alert").filter(has_text="Write shifts")).to_be_visible()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.press("Delete")
    impact = page.get_by_role("region", name="What this changes")
    expect(impact).to_contain_text(re.compile("Plan date of It is done moves from"), timeout=30_000)
    tab_to(page, page.locator(".cal-day[tabindex='0']"))
    page.keyboard.press("PageDown")
    page.keyboard.press("ArrowRight")
    expect(page.locator(".cal-day:focus")).to_have_attribute("aria-label", re.compile("^Mon.*2.Feb.2026: Not worked"))
    save = page.get_by_role("button", name="Save calendar")
    tab_to(page, save)
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="Changed the calendar")).to_be_visible(timeout=30_000)
    expect(save).to_be_disabled(timeout=30_000)


def test_a_calendar_without_working_time_is_refused_where_it_was_typed(page: Page, tmp_path: Path) -> None:
    home = small_program(page, tmp_path, "jetty-idle", "Jetty idle")
    page.goto(f"{home}/calendars")
    for day in ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday"):
        page.get_by_label(day, exact=True).fill("", timeout=60_000)
    week = page.get_by_role("group", name="Working week").first
    expect(week.get_by_role("alert")).to_contain_text("no working time")
    page.get_by_label("Friday", exact=True).fill("22:00-06:00")
    expect(week.get_by_role("alert")).to_have_count(0)


def test_a_view_keeps_columns_and_filter(page: Page, tmp_path: Path) -> None:
    home = small_program(page, tmp_path, "jetty-view", "Jetty view")
    page.goto(
        f"{home}/plan?columns=wbs,name,-owner,-duration,-start,finish,-float,-progress,predecessors&critical=only"
    )
    expect(page.get_by_role("columnheader", name="Predecessors by outline number")).to_be_visible(timeout=60_000)
    page.get_by_role("button", name=re.compile("^Saved view")).click()
    page.get_by_role("menuitem", name="Save as a new view").click()
    dialog = page.get_by_role("dialog", name="Save as a new view")
    dialog.get_by_label("Name").fill("Logic")
    dialog.get_by_label("For everybody in this program").check()
    dialog.get_by_role("button", name="Save view").click()
    expect(dialog).to_be_hidden()
    page.goto(f"{home}/plan?columns=wbs,name,owner,duration,start,finish,float,progress")
    expect(page.get_by_role("columnheader", name="Owner")).to_be_visible(timeout=60_000)
    page.keyboard.press("v")
    page.get_by_role("menuitem", name=re.compile("^Logic")).click()
    expect(page.get_by_role("columnheader", name="Predecessors by outline number")).to_be_visible()
    expect(page.get_by_role("columnheader", name="Owner")).to_have_count(0)
    expect(page).to_have_url(re.compile("critical=only"))


def test_progress_is_reported_with_the_status_date(page: Page, tmp_path: Path) -> None:
    home = small_program(page, tmp_path, "jetty-progress", "Jetty progress")
    page.goto(f"{home}/plan")
    page.get_by_role("button", name="Update progress").click(timeout=60_000)
    dialog = page.get_by_role("dialog", name="Update progress")
    dialog.get_by_label("Status date").fill("2026-10-16")
    expect(dialog.get_by_role("status").first).to_contain_text("not reported")
    dialog.get_by_label("What happened to Design it").select_option(label="Done")
    dialog.get_by_label("Finished on").fill("2026-10-09")
    dialog.get_by_role("button", name="Report up to 16 Oct").click()
    expect(dialog).to_be_hidden(timeout=30_000)
    expect(
        page.get_by_role("status").filter(has_text="Progress of 1 activity reported up to 16 October")
    ).to_be_visible()


def test_the_plan_tells_when_to_begin_and_what_its_quality_lacks(page: Page, tmp_path: Path) -> None:
    home = small_program(page, tmp_path, "jetty-begin", "Jetty begin")
    page.goto(f"{home}/plan")
    expect(page.get_by_role("treegrid")).to_be_visible(timeout=60_000)
    page.keyboard.press("ControlOrMeta+k")
    palette = page.get_by_role("dialog", name="Commands and search")
    expect(palette.get_by_role("combobox")).to_be_focused()
    page.keyboard.type("When must work begin")
    expect(palette.get_by_role("option", name="When must work begin")).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name="When must work begin?")
    expect(dialog.get_by_role("status").last).to_contain_text("the first open activity must begin by", timeout=30_000)
    expect(dialog.get_by_role("row")).to_have_count(4)
    page.keyboard.press("Escape")
    page.get_by_role("button", name=re.compile("^Findings")).click()
    page.locator("[data-findings]").first.click(timeout=30_000)
    findings = page.get_by_role("dialog", name=re.compile("^Quality of"))
    expect(findings.get_by_role("listitem").first).to_be_visible(timeout=30_000)
    page.keyboard.press("Escape")
    expect(findings).to_be_hidden()
    page.keyboard.press("q")
    expect(findings).to_be_visible()


def test_a_double_click_edits_a_name_or_opens_findings_never_both(page: Page, tmp_path: Path) -> None:
    page.goto(f"{small_program(page, tmp_path, 'two-clicks', 'Mole')}/plan")
    name = page.get_by_role("rowheader").filter(has_text="Design it")
    mark = name.locator("[data-findings]")
    expect(mark).to_be_visible()
    mark.dblclick()
    expect(page.get_by_role("dialog", name=re.compile("^Quality of"))).to_be_visible()
    expect(page.locator(".editing")).to_have_count(0)
    page.keyboard.press("Escape")
    name.dblclick()  # in its middle: the mark, which comes after the rows, must not lie there
    expect(page.get_by_role("textbox", name="Design it")).to_be_focused()
