"""How work flows and when it is done: filters, states, forecasts, suppositions, the ledger and its track record."""

import datetime as dt
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import App
from tests.browser.small import imported, share, small_program
from tests.browser.test_journeys_access import AXE, broken

FIRST = dt.date(2024, 11, 4)
FIRST_MS = 60_000  # the first forecast of a server compiles its kernels
DONE_BY = {"Edge": "Closed", "Search": "Done"}


def tracker(weeks: int) -> str:
    """A tracker of two teams that finish 3 to 6 items a week; some items are open, some in a state nobody knows."""
    rows = ["id,title,created,started,finished,team,milestone,type,status"]
    for team, done in DONE_BY.items():
        for week in range(weeks):
            for at in range(3 + (week * 7 + len(team)) % 4):
                finished = FIRST + dt.timedelta(days=7 * week + at)
                started = finished - dt.timedelta(days=(at * 5 + week) % 11)
                created = started - dt.timedelta(days=9)
                kind = "Bug" if at % 3 == 0 else "Story"
                key = f"{team.upper()}-{week}-{at}"
                rows.append(f"{key},Item {key},{created},{started},{finished},{team},Spring,{kind},{done}")
        for at in range(8):
            started = FIRST + dt.timedelta(days=7 * weeks - 3 * at - 2)
            state = "Parked" if at % 4 == 0 else "In progress"
            key = f"{team.upper()}-OPEN-{at}"
            rows.append(f"{key},Open {key},{started},{started},,{team},Spring,Story,{state}")
    return "\n".join(rows) + "\n"


def program(page: Page, folder: Path, name: str, weeks: int = 44) -> str:
    """Import the tracker. The path of the flow page."""
    file = folder / f"{name}.csv"
    file.write_text(tracker(weeks))
    return f"{imported(page, file)}/flow"


@pytest.fixture(scope="module")
def flow(browser: Browser, live_app: App, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    context = browser.new_context(base_url=live_app.base, storage_state=live_app.state, locale="en-GB")
    yield program(context.new_page(), tmp_path_factory.mktemp("flow"), "harbor")
    context.close()


def test_the_page_says_how_work_flows_before_it_draws_it(page: Page, flow: str) -> None:
    page.goto(flow.removesuffix("/flow"))
    page.get_by_role("link", name="Flow", exact=True).click()
    expect(page.get_by_role("main")).to_contain_text(
        re.compile(r"\d+ items were finished in 26 weeks, [\d.]+ a week\."), timeout=30_000
    )
    chart = page.get_by_role("region", name="How much is finished a week, and is that more than chance?")
    expect(chart.get_by_role("img", name=re.compile("items a week on average"))).to_be_visible(timeout=30_000)
    expect(chart.locator("svg path").first).to_be_attached()
    page.get_by_role("button", name=re.compile("Cycle time, 85 % take at most")).click()
    expect(page.get_by_role("dialog")).to_contain_text("finish − start + 1 days")
    page.keyboard.press("Escape")
    page.get_by_label("Of", exact=True).select_option("Edge")
    expect(page).to_have_url(re.compile("name=Edge"))
    expect(page.get_by_role("main")).to_contain_text(re.compile("Edge: .* items were finished"))
    page.get_by_label("Compare with").select_option(label="26 weeks before")
    expect(page.get_by_role("region", name="What it says")).to_contain_text("What changed since")


def test_charts_are_read_with_the_keyboard(page: Page, flow: str) -> None:
    page.goto(flow)
    card = page.get_by_role("region", name="How long does an item take?")
    card.get_by_role("button", name="As a table").focus()
    page.keyboard.press("t")
    expect(card.get_by_role("table")).to_be_visible()
    assert int(card.get_by_role("table").get_attribute("aria-rowcount") or 0) > 100
    page.keyboard.press("t")
    expect(card.get_by_role("img")).to_be_visible()
    page.get_by_role("button", name="Signals").focus()
    page.keyboard.press("Enter")
    box = page.get_by_role("checkbox", name="Fifteen in a row in the inner third")
    expect(box).to_be_visible()
    box.focus()
    page.keyboard.press("Space")
    expect(page).to_have_url(re.compile("rule=fifteen_close"))
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Signals")).to_be_focused()


def test_old_items_show_their_chance_to_be_late(page: Page, flow: str) -> None:
    page.goto(flow)
    card = page.get_by_role("region", name="Which open items are old, and will they be late?")
    first = card.get_by_role("row").nth(1)
    expect(first).to_contain_text("past P95")
    first.get_by_role("button").click()
    expect(page.get_by_role("dialog")).to_contain_text("Kaplan and Meier")
    page.keyboard.press("Escape")
    card.get_by_label("Find an item").fill("search-open-0")
    expect(card.get_by_role("row")).to_have_count(2)
    card.get_by_role("link", name="SEARCH-OPEN-0").click()
    expect(page.get_by_role("main")).to_contain_text("Open SEARCH-OPEN-0")


def test_a_state_is_put_right_and_every_figure_follows(page: Page, tmp_path: Path) -> None:
    page.goto(program(page, tmp_path, "weir"))
    figure = page.get_by_text("In progress", exact=True).locator("xpath=ancestor::div[contains(@class,'flow-figure')]")
    expect(figure).to_contain_text("16")
    card = page.get_by_role("region", name="What do the states mean?")
    expect(card).to_contain_text("1 of 4 is guessed from dates")
    card.get_by_role("group", name="Parked means").get_by_role("button", name="Done").click()
    expect(page.get_by_role("status").filter(has_text="Parked means Done now.")).to_be_visible()
    expect(figure).to_contain_text("12")
    expect(card.get_by_role("row", name=re.compile("^Parked"))).to_contain_text("chosen")
    page.reload()
    expect(figure).to_contain_text("12")
    card.get_by_role("button", name="Take back what was chosen for Parked").click()
    expect(figure).to_contain_text("16")


def test_a_forecast_is_asked_for_with_the_keyboard_alone(page: Page, flow: str) -> None:
    page.goto(f"{flow}?tab=forecast")
    form = page.get_by_role("form", name="Question")
    form.get_by_label("More items").focus()
    page.keyboard.press("Control+a")
    page.keyboard.type("40")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"forecast=\d+"), timeout=FIRST_MS)
    said = page.get_by_role("region", name="When are 40 more items done?")
    expect(said).to_contain_text(re.compile(r"with 85 % confidence, by .* with 50 %\.".replace(" ", r"\s")))
    expect(page.get_by_role("region", name="When", exact=True).get_by_role("row")).to_have_count(5)
    expect(page.get_by_role("region", name="How often have such forecasts held?")).to_be_visible()
    expect(
        page.get_by_role("region", name=re.compile("^When are 40 more items done, and how")).locator("svg")
    ).to_be_visible()

    ifs = page.get_by_role("region", name="What if?")
    ifs.get_by_role("button", name="Fewer items").focus()
    page.keyboard.press("Enter")
    ifs.get_by_label("Items to drop").focus()
    page.keyboard.press("Control+a")
    page.keyboard.type("20")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"if=\d+"))
    expect(ifs.get_by_role("columnheader", name=re.compile("20 items less"))).to_be_visible()
    expect(ifs.get_by_role("row", name=re.compile("^P85"))).to_contain_text(re.compile(r"−\d+ d"))
    page.reload()
    expect(ifs.get_by_role("columnheader", name=re.compile("20 items less"))).to_be_visible()
    ledger = page.get_by_role("region", name="Forecasts that were issued")
    expect(ledger.get_by_role("row", name=re.compile("40 more items done.* 20 items less"))).to_contain_text(
        "never scored"
    )
    ledger.get_by_role("button", name="When are 40 more items done? · 20 items less").click()
    expect(page.get_by_role("region", name="When are 40 more items done?").first).to_contain_text("20 items less")


def test_several_teams_must_all_finish(page: Page, flow: str) -> None:
    page.goto(f"{flow}?tab=forecast")
    form = page.get_by_role("form", name="Question")
    form.get_by_role("button", name="Done by: All items").click()
    menu = page.get_by_role("dialog", name="Done by")
    menu.get_by_role("checkbox", name="Edge").check()
    menu.get_by_role("checkbox", name="Search").check()
    menu.get_by_label("Items of Search").fill("25")
    page.keyboard.press("Escape")
    form.get_by_label("By (if a day is wished)").fill("2026-01-15")
    form.get_by_role("button", name="Forecast").click()
    said = page.get_by_role("region", name=re.compile("10 of Edge, 25 of Search"))
    expect(said).to_contain_text("all done by", timeout=FIRST_MS)
    expect(page.get_by_role("row", name=re.compile("^Chance to be on time"))).to_contain_text("%")


def test_too_short_a_history_is_grey(page: Page, tmp_path: Path) -> None:
    home = program(page, tmp_path, "skiff", weeks=7)
    page.goto(f"{home}?tab=forecast")
    page.get_by_role("form", name="Question").get_by_role("button", name="Forecast").click()
    said = page.get_by_role("region", name="When are 10 more items done?")
    expect(said.get_by_role("img", name="Unknown")).to_be_visible(timeout=FIRST_MS)
    expect(said).to_contain_text("weeks long, 26 are needed")
    expect(page.get_by_role("region", name="What if?")).to_have_count(0)
    expect(page.get_by_role("region", name="When", exact=True)).to_have_count(0)


def test_the_track_record_is_told(page: Page, flow: str) -> None:
    page.goto(f"{flow}?tab=record")
    expect(page.get_by_role("main")).to_contain_text(re.compile("earlier forecast"), timeout=60_000)
    expect(page.get_by_role("heading", name="Forecasts of items that were issued here")).to_be_visible()


def test_a_program_without_items_says_what_to_do(page: Page, tmp_path: Path) -> None:
    page.goto(f"{small_program(page, tmp_path, 'jetsam', 'Jetsam')}/flow")
    expect(page.get_by_role("main")).to_contain_text("There are no work items yet.")
    page.get_by_role("link", name="Import work items").click()
    expect(page).to_have_url(re.compile("/import"))


def test_a_viewer_reads_and_asks_but_chooses_no_states(page: Page, oskar: Page, tmp_path: Path) -> None:
    home = program(page, tmp_path, "sluice", weeks=30)
    share(page, home.removesuffix("/flow"), "viewer")
    oskar.goto(home)
    card = oskar.get_by_role("region", name="What do the states mean?")
    expect(card).to_contain_text("Parked")
    expect(card.get_by_role("button")).to_have_count(0)
    oskar.goto(f"{home}?tab=forecast")
    oskar.get_by_role("form", name="Question").get_by_role("button", name="Forecast").click()
    expect(oskar.get_by_role("region", name="When are 10 more items done?")).to_be_visible(timeout=FIRST_MS)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("tab", ["flow", "forecast", "record"])
def test_a_page_with_charts_can_be_read_and_used_by_everybody(page: Page, flow: str, tab: str, scheme: str) -> None:
    if not AXE.is_file():
        pytest.skip("axe-core is not installed; run: python tools/build_ui.py")
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light", reduced_motion="reduce")
    page.goto(f"{flow}?tab={tab}")
    expect(page.get_by_role("heading", level=2).first).to_be_visible(timeout=30_000)
    if tab == "forecast":
        page.get_by_role("form", name="Question").get_by_role("button", name="Forecast").click()
        expect(page.get_by_role("region", name="What if?")).to_be_visible(timeout=FIRST_MS)
    assert page.get_by_role("heading", level=1).count() == 1
    assert broken(page) == []
