"""The Plan page in a real browser against a real server: keys, words, marks, edits, panel, address."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

PLAN = "/programs/atlas/plan"
BACKFILL = "ledger/backfill"


@pytest.fixture
def plan(page: Page) -> Page:
    return opened(page, PLAN)


def opened(page: Page, address: str) -> Page:
    page.goto(address)
    expect(row(page, "Atlas")).to_be_visible(timeout=30_000)
    return page


def row(page: Page, name: str) -> Locator:
    """The row with exactly this name."""
    return page.get_by_role("row").filter(has=page.get_by_title(name, exact=True))


def cell(page: Page, name: str, column: str) -> Locator:
    return row(page, name).locator(f".pl-cell.{column}")


def focused(page: Page) -> Locator:
    return page.locator("[role=row]:focus, [role=gridcell]:focus, [role=rowheader]:focus")


def find(page: Page, text: str) -> None:
    page.get_by_role("searchbox", name="Find in plan").fill(text)


def test_it_is_one_tree_grid_with_true_counts_and_words(plan: Page) -> None:
    grid = plan.get_by_role("treegrid", name="Plan of Atlas")
    rows = int(grid.get_attribute("aria-rowcount") or 0)
    assert rows > 100
    assert plan.get_by_role("row").count() < rows, "only rows in view exist"
    atlas = row(plan, "Atlas")
    assert [atlas.get_attribute(name) for name in ("aria-level", "aria-expanded", "aria-posinset")] == [
        "1",
        "true",
        "1",
    ]
    find(plan, "Backfill 400")
    words = row(plan, "Backfill 400 M rows").get_attribute("aria-description") or ""
    assert re.search(r"^Backfill 400 M rows, level \d, activity, .+ working days.*, linked risks? R-07", words), words


def test_a_milestone_says_its_three_dates(plan: Page) -> None:
    find(plan, "GA in three regions")
    words = row(plan, "GA in three regions").get_attribute("aria-description") or ""
    assert re.search(
        r"Plan .+\. Half of the runs finish by .+, 85 percent by .+\. Target .+ percent likely\.", words
    ), words
    expect(plan.locator(".g-label").filter(has_text="P85")).to_have_count(1)


def test_arrows_walk_rows_and_cells_and_fold(plan: Page) -> None:
    cell(plan, "Atlas", "name").click()
    plan.keyboard.press("Home")
    plan.keyboard.press("ArrowLeft")
    expect(row(plan, "Atlas")).to_be_focused()
    plan.keyboard.press("ArrowDown")
    expect(focused(plan)).to_have_attribute("aria-level", "2")
    count = int(plan.get_by_role("treegrid").get_attribute("aria-rowcount") or 0)
    plan.keyboard.press("ArrowLeft")
    expect(focused(plan)).to_have_attribute("aria-expanded", "false")
    assert int(plan.get_by_role("treegrid").get_attribute("aria-rowcount") or 0) < count
    plan.keyboard.press("ArrowRight")
    expect(focused(plan)).to_have_attribute("aria-expanded", "true")
    plan.keyboard.press("ArrowRight")
    expect(focused(plan)).to_have_attribute("role", "rowheader")
    plan.keyboard.press("Control+End")
    last = plan.get_by_role("treegrid").get_attribute("aria-rowcount") or ""
    expect(plan.get_by_role("row").filter(has=focused(plan))).to_have_attribute("aria-rowindex", last)


def test_there_is_one_tab_stop_in_the_grid(plan: Page) -> None:
    assert plan.locator("[role=treegrid] [tabindex='0']").count() == 1


def test_why_opens_follows_pins_and_closes_with_the_focus_back(plan: Page) -> None:
    find(plan, "GA in three regions")
    cell(plan, "GA in three regions", "finish").click()
    plan.keyboard.press("Enter")
    panel = plan.get_by_role("complementary", name="Why this date?")
    expect(panel.get_by_text("Driving chain")).to_be_visible()
    expect(panel.get_by_text("Off track")).to_be_visible()
    panel.get_by_role("button", name="Pin to this record").click()
    cell(plan, "Atlas", "name").click()
    expect(panel.locator(".who")).to_contain_text("GA in three regions")
    expect(plan).to_have_url(re.compile(r"panel=why&pinned=ga"))
    panel.get_by_role("button", name="Close").click()
    expect(panel).to_have_count(0)
    expect(focused(plan)).to_have_count(1)


def test_why_tells_what_moves_the_p85_of_an_activity(plan: Page) -> None:
    find(plan, "Backfill 400")
    cell(plan, "Backfill 400 M rows", "finish").click()
    plan.keyboard.press("w")
    panel = plan.get_by_role("complementary", name="Why this date?")
    expect(panel.locator(".f4 dd").nth(2)).to_have_text(re.compile(r"^\d+\sNov$"))
    expect(panel.locator(".dv li").first).to_be_visible()


def test_the_keys_that_are_told_are_those_of_the_cell(plan: Page) -> None:
    find(plan, "Backfill 400")
    told = plan.locator(".pl-sb .hints")
    cell(plan, "Backfill 400 M rows", "finish").click()
    expect(told).to_contain_text("why this date")
    cell(plan, "Backfill 400 M rows", "name").click()
    expect(told).to_contain_text("Type to write over it.")
    plan.keyboard.press("Shift+Space")
    expect(told).to_contain_text("why this date")
    plan.keyboard.press("w")
    expect(plan.get_by_role("complementary", name="Why this date?")).to_be_visible()


def test_the_driving_chain_is_walked_with_brackets(plan: Page) -> None:
    find(plan, "Backfill 400")
    cell(plan, "Backfill 400 M rows", "start").click()
    find(plan, "")
    cell(plan, "Backfill 400 M rows", "start").click()
    plan.keyboard.press("]")
    expect(row(plan, "Reconcile and checksum")).to_have_attribute("aria-selected", "true")
    plan.keyboard.press("[")
    expect(row(plan, "Backfill 400 M rows")).to_have_attribute("aria-selected", "true")


@pytest.mark.parametrize("way", ["chevron", "key"])
def test_a_bar_out_of_view_comes_by_its_chevron_and_by_a_key(plan: Page, way: str) -> None:
    grid, begin = plan.get_by_role("treegrid"), cell(plan, "Backfill 400 M rows", "start")
    find(plan, "Backfill 400")
    plan.get_by_role("button", name="Day", exact=True).click()
    begin.click()
    grid.evaluate("at => at.scrollTo({ left: 0 })")
    chevron = grid.locator("path.g-beyond[d*=M]")
    expect(chevron).to_have_count(1)
    if way == "key":
        plan.keyboard.press("b")
    else:
        whole, at = (place.evaluate("at => at.getBoundingClientRect().toJSON()") for place in (grid, begin))
        plan.mouse.click(whole["right"] - 12, at["top"] + 14)
    expect(chevron).to_have_count(0)
    assert grid.evaluate("at => at.scrollLeft") > 0


def test_a_duration_is_edited_with_its_effect_saved_said_and_undone(plan: Page) -> None:
    find(plan, "Backfill 400")
    duration = cell(plan, "Backfill 400 M rows", "duration")
    expect(duration).to_have_text("6 d")
    duration.click()
    plan.keyboard.press("Enter")
    plan.keyboard.type("8")
    card = plan.get_by_role("dialog", name="Estimate of Backfill 400 M rows")
    expect(card).to_contain_text("Plan date of", timeout=15_000)
    plan.keyboard.press("Enter")
    expect(duration).to_have_text("8 d")
    expect(plan.get_by_role("status").filter(has_text="8 days")).to_be_visible(timeout=30_000)
    plan.get_by_role("button", name="Undo", exact=True).first.click()
    expect(duration).to_have_text("6 d", timeout=30_000)


def test_escape_leaves_a_value_as_it_was(plan: Page) -> None:
    find(plan, "Backfill 400")
    name = cell(plan, "Backfill 400 M rows", "name")
    name.click()
    plan.keyboard.press("F2")
    plan.keyboard.type("Something else")
    plan.keyboard.press("Escape")
    expect(name).to_contain_text("Backfill 400 M rows")
    expect(name).to_be_focused()


def test_a_wrong_value_says_why_and_stays(plan: Page) -> None:
    find(plan, "Backfill 400")
    cell(plan, "Backfill 400 M rows", "progress").click()
    plan.keyboard.type("150")
    plan.keyboard.press("Enter")
    expect(plan.get_by_role("alert")).to_contain_text("0 to 100")
    plan.keyboard.press("Escape")


def test_links_are_listed_and_a_lag_can_be_changed(plan: Page) -> None:
    find(plan, "Backfill 400")
    cell(plan, "Backfill 400 M rows", "start").click()
    plan.keyboard.press("l")
    links = plan.get_by_role("dialog", name="Links of Backfill 400 M rows")
    lag = links.get_by_role("textbox", name="Lag of the link with Reconcile and checksum")
    lag.fill("1d")
    lag.press("Enter")
    expect(lag).to_have_value("1d")
    expect(plan.get_by_role("status").filter(has_text=re.compile("[Ll]ag|link|Plan date"))).to_be_visible(
        timeout=30_000
    )
    plan.keyboard.press("Escape")
    expect(links).to_have_count(0)
    plan.get_by_role("button", name="Undo", exact=True).first.click()
    expect(plan.get_by_role("status").filter(has_text="Undone")).to_be_visible(timeout=30_000)


def test_an_owner_is_picked_by_typing(plan: Page) -> None:
    find(plan, "Backfill 400")
    owner = cell(plan, "Backfill 400 M rows", "owner")
    owner.click()
    plan.keyboard.press("Enter")
    plan.keyboard.type("oskar")
    expect(plan.get_by_role("option")).to_have_count(1)
    plan.keyboard.press("Enter")
    expect(owner.get_by_role("img", name=re.compile("Oskar Lind"))).to_be_visible()
    plan.get_by_role("button", name="Undo", exact=True).first.click()
    expect(owner.get_by_role("img", name=re.compile("Jonas Feld"))).to_be_visible(timeout=30_000)


def test_filters_count_what_they_keep_and_the_address_restores_the_view(page: Page) -> None:
    plan = opened(page, f"{PLAN}?path=ga&zoom=quarter")
    expect(plan.get_by_text(re.compile(r"^\d+ of \d+ activities$"))).to_be_visible()
    expect(plan.get_by_role("button", name="Quarter")).to_have_attribute("aria-pressed", "true")
    plan.get_by_role("button", name="Clear filter: Path to").click()
    expect(plan.get_by_text(re.compile(r"^\d+ activities$"))).to_be_visible()
    expect(plan).to_have_url(re.compile(r"plan\?zoom=quarter$"))
    cell(plan, "Atlas", "start").click()
    plan.keyboard.press("+")
    expect(plan.get_by_role("button", name="Month")).to_have_attribute("aria-pressed", "true")


def test_a_row_that_is_edited_out_of_a_filter_stays_until_the_filter_changes(plan: Page) -> None:
    find(plan, "Backfill 400")
    expect(plan.get_by_text(re.compile(r"^1 of \d+ activities$"))).to_be_visible()
    cell(plan, "Backfill 400 M rows", "name").click()
    plan.keyboard.press("F2")
    plan.keyboard.press("Control+a")
    plan.keyboard.type("Copy them all")
    plan.keyboard.press("Enter")
    undo = plan.get_by_role("button", name="Undo", exact=True).first
    expect(undo).to_be_visible(timeout=30_000)
    expect(row(plan, "Copy them all")).to_be_visible()
    find(plan, "Backfill 40")
    expect(plan.get_by_text(re.compile(r"^0 of \d+ activities$"))).to_be_visible()
    expect(row(plan, "Copy them all")).to_have_count(0)
    undo.click()
    expect(row(plan, "Backfill 400 M rows")).to_be_visible(timeout=30_000)


def test_an_activity_is_added_and_deleted(plan: Page) -> None:
    plan.get_by_role("button", name="Add", exact=True).click()
    dialog = plan.get_by_role("dialog", name="Add to the plan")
    dialog.get_by_label("Name").fill("Tidy the runbook")
    dialog.get_by_label("Duration or estimate").fill("2d/3d/5d")
    dialog.get_by_role("button", name="Add", exact=True).click()
    expect(dialog).to_have_count(0, timeout=30_000)
    find(plan, "Tidy the runbook")
    expect(cell(plan, "Tidy the runbook", "duration")).to_have_text("3 d")
    cell(plan, "Tidy the runbook", "wbs").click()
    plan.keyboard.press("Delete")
    expect(row(plan, "Tidy the runbook")).to_have_count(0, timeout=30_000)


def test_a_narrow_window_reads_names_finish_and_whiskers(plan: Page) -> None:
    plan.set_viewport_size({"width": 800, "height": 900})
    expect(plan.get_by_role("columnheader")).to_have_count(2)
    expect(plan.get_by_role("button", name="Add", exact=True)).to_have_count(0)
