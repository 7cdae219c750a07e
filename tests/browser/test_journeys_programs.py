"""A newcomer's first minutes: the list, a program's page, a program from nothing, palette, theme, wrong addresses."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.conftest import App
from tests.browser.server import Server, command, running

EMAIL, PASSWORD = "newcomer@example.com", "correct horse battery"


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A workspace with one account and no program."""
    with running(tmp_path_factory.mktemp("empty"), "serve") as server:
        command(server, "user", "add", EMAIL, "--name", "New Comer", "--password", PASSWORD)
        yield server


def test_an_empty_workspace_offers_three_ways_to_begin(empty: Server, browser: Browser) -> None:
    page = browser.new_page(base_url=empty.base)
    page.goto("/")
    page.get_by_label("E-mail").fill(EMAIL)
    page.get_by_label("Password").fill(PASSWORD)
    page.keyboard.press("Enter")
    main = page.get_by_role("main")
    expect(main.get_by_role("link", name="Import").last).to_be_visible()
    expect(main.get_by_role("button", name="New program").last).to_be_visible()
    main.get_by_role("button", name=re.compile("demo|example", re.IGNORECASE)).click()
    expect(page.get_by_role("heading", level=1, name="Atlas")).to_be_visible(timeout=30_000)
    page.close()


def test_the_list_says_the_worst_first_and_leads_to_the_program(page: Page) -> None:
    page.goto("/")
    main = page.get_by_role("main")
    expect(main).to_contain_text("will probably miss its date")
    main.get_by_role("button", name=re.compile("Off track")).click()
    expect(page).to_have_url(re.compile("status=off_track"))
    main.get_by_role("link", name=re.compile("^Atlas")).first.click()
    expect(page.get_by_role("heading", level=1, name="Atlas")).to_be_visible()


def test_the_program_page_says_the_bottom_line_with_evidence(page: Page) -> None:
    page.goto("/programs/atlas")
    line = page.get_by_role("region", name="Bottom line")
    expect(line.get_by_role("heading", level=2)).to_contain_text("GA in three regions will probably miss 11 December")
    expect(line).to_contain_text(re.compile(r"Changed since the report of \d+\s\w+"))
    expect(line).to_contain_text("Lend two Identity engineers")
    fact = line.get_by_role("button", name=re.compile("P50 finish of GA")).first
    fact.focus()
    page.keyboard.press("Enter")
    evidence = page.get_by_role("dialog", name=re.compile("P50 finish of GA"))
    expect(evidence).to_contain_text("the day by which 50 % of")
    expect(evidence).to_contain_text(re.compile(r"seed \d+"))
    page.keyboard.press("Escape")
    expect(evidence).to_be_hidden()
    expect(fact).to_be_focused()


def test_the_program_page_shows_milestones_risks_contracts_teams(page: Page) -> None:
    page.goto("/programs/atlas")
    for name in ("Milestones", "Top risks", "Contracts in trouble", "Teams, next 6 weeks", "Early warnings"):
        expect(page.get_by_role("heading", name=name)).to_be_visible()
    row = page.get_by_role("row").filter(has=page.get_by_role("link", name="GA in three regions"))
    strip = row.get_by_role("img")
    expect(strip).to_have_attribute("aria-label", re.compile(r"P10 .+, P50 .+, P85 .+; target 11\sDec; commitment"))


def test_the_page_scrolls_inside_and_never_as_a_document(page: Page) -> None:
    page.goto("/programs/atlas/activity")
    expect(page.get_by_role("listitem").nth(5)).to_be_visible()
    assert page.evaluate("document.scrollingElement.scrollHeight <= window.innerHeight")


def test_a_program_grows_from_nothing(page: Page) -> None:
    page.goto("/")
    page.get_by_role("button", name="New program").first.click()
    form = page.get_by_role("dialog", name="New program")
    form.get_by_role("button", name="Create program").click()
    expect(form.get_by_role("alert")).to_be_visible()
    form.get_by_label("Name").fill("Voyage")
    form.get_by_role("button", name="Create program").click()
    expect(page.get_by_role("heading", level=1, name="Voyage")).to_be_visible()
    expect(page.get_by_role("main")).to_contain_text("No risks yet")
    page.get_by_role("link", name=re.compile("^Plan")).first.click()
    add(page, "Build the ship", "8d")
    add(page, "Ready to sail", None)
    for year in page.locator(".gantt-head .mo").all_text_contents():
        assert re.search(r" 20\d\d$", year), f"the time head says {year}"
    page.goto("/programs/voyage")
    expect(page.get_by_role("rowheader", name=re.compile("Ready to sail|Done")).first).to_be_visible()


def add(page: Page, name: str, duration: str | None) -> None:
    page.get_by_role("button", name="Add", exact=True).first.click()
    form = page.get_by_role("dialog", name="Add to the plan")
    form.get_by_label("Name").fill(name)
    if duration is None:
        form.get_by_label("Kind").select_option(label="Milestone")
    else:
        form.get_by_label("Duration or estimate").fill(duration)
    form.get_by_role("button", name="Add").click()
    expect(form).to_be_hidden()
    expect(page.get_by_role("row").filter(has=page.get_by_title(name, exact=True))).to_be_visible()


def test_the_palette_goes_does_and_finds_by_keyboard_alone(page: Page) -> None:
    page.goto("/programs/atlas")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    asked(page, "go to risks")
    expect(page).to_have_url(re.compile("/programs/atlas/risks"))
    asked(page, "Backfill 400")
    expect(page).to_have_url(re.compile(r"/plan\?select=ledger"))
    page.goto("/programs/atlas")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    asked(page, "Write report")
    expect(page).to_have_url(re.compile("/reports/draft"))


def test_the_palette_loses_no_letter_of_a_fast_typist(page: Page) -> None:
    page.goto("/programs/atlas/risks")
    add = page.get_by_role("button", name="Add risk")
    add.focus()
    page.evaluate("() => { window.frame = requestAnimationFrame; window.requestAnimationFrame = () => 0; }")  # none yet
    for key in ("Control+k", *"reports"):
        page.keyboard.press(key)
    palette = page.get_by_role("dialog", name="Commands and search")
    expect(palette.get_by_role("combobox")).to_have_value("reports")
    page.evaluate("() => { window.requestAnimationFrame = window.frame; }")
    page.keyboard.press("Escape")
    expect(palette).to_be_hidden()
    expect(add).to_be_focused()


def test_a_page_that_comes_late_leaves_the_focus_in_the_palette(page: Page) -> None:
    page.goto("/programs/atlas")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    held: list[Route] = []
    page.route(re.compile(r"/assets/.*\.js"), lambda route: held.append(route), times=1)
    with page.expect_request(re.compile(r"/assets/.*\.js")):
        page.keyboard.press("g")
        page.keyboard.press("r")
    page.keyboard.press("Control+k")
    combobox = page.get_by_role("dialog", name="Commands and search").get_by_role("combobox")
    expect(combobox).to_be_focused()
    held[0].continue_()
    expect(page.get_by_role("heading", level=1, name="Risks", include_hidden=True)).to_be_attached()
    page.keyboard.type("reports")
    expect(combobox).to_have_value("reports")


def asked(page: Page, words: str) -> None:
    page.keyboard.press("Control+k")
    palette = page.get_by_role("dialog", name="Commands and search")
    expect(palette.get_by_role("combobox")).to_be_focused()
    page.keyboard.type(words)
    wanted = palette.get_by_role("option", name=re.compile(words.removeprefix("go to "), re.IGNORECASE)).first
    expect(wanted).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")
    expect(palette).to_be_hidden()


def test_the_theme_stays_after_a_reload(page: Page) -> None:
    page.goto("/")
    page.get_by_role("button", name="Switch light and dark").click()
    expect(page.locator("html")).to_have_class(re.compile("dark"))
    page.reload()
    expect(page.locator("html")).to_have_class(re.compile("dark"))


def test_wrong_addresses_say_what_is_wrong(browser: Browser, live_app: App) -> None:
    context = browser.new_context(base_url=live_app.base, storage_state=live_app.state)
    page = context.new_page()
    page.goto("/no/such/page")
    expect(page.get_by_role("heading", level=1, name="There is no such page.")).to_be_visible()
    page.get_by_role("link", name="All programs").click()
    expect(page.get_by_role("heading", level=1, name="Programs")).to_be_visible()
    page.goto("/programs/nothing-here")
    expect(page.get_by_role("heading", level=1, name="There is no such program for you.")).to_be_visible()
    said = "“nothing-here” is not on this server, or it is not shared with you"
    expect(page.get_by_role("main")).to_contain_text(said)
    page.get_by_role("main").get_by_role("link", name="All programs").click()
    expect(page.get_by_role("heading", level=1, name="Programs")).to_be_visible()
    context.close()


def test_a_page_is_walked_by_keyboard_alone(page: Page) -> None:
    page.goto("/programs/atlas/risks")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to content")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    inside = page.evaluate("document.querySelector('main').contains(document.activeElement)")
    assert inside, "after the skip link the focus is in the content"
    for _ in range(12):
        page.keyboard.press("Tab")
        shown = page.evaluate(
            "() => { const e = document.activeElement, r = e.getBoundingClientRect();"
            " return e === document.body || (r.width > 0 && r.height > 0 && r.top < innerHeight && r.bottom > 0) }"
        )
        assert shown, "the focus never goes where nothing is seen"
