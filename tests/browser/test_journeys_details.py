"""Details that readers trip over: a wrong address, a long list of problems, copying without a clipboard, sources."""

import re
from pathlib import Path

from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import App
from tests.browser.small import small_program


def test_a_program_that_is_not_there_has_a_page_of_its_own(live_app: App, context: BrowserContext) -> None:
    other = context.browser
    assert other is not None
    quiet = other.new_context(base_url=live_app.base, storage_state=live_app.state)
    page = quiet.new_page()
    for room in ("", "/plan", "/risks"):
        page.goto(f"/programs/nope{room}")
        expect(page.get_by_role("heading", level=1, name="There is no such program for you.")).to_be_visible()
        expect(page.get_by_role("navigation", name="Main").get_by_role("link", name="Risks")).to_have_count(0)
    quiet.close()


def test_a_token_is_copied_where_the_browser_has_no_clipboard(page: Page) -> None:
    page.add_init_script("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    page.goto("/account")
    page.get_by_label("Name of the token").fill("nightly")
    page.get_by_role("button", name="Make token").click()
    page.get_by_role("button", name="Copy", exact=True).click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()


def test_the_time_of_the_data_opens_its_sources(page: Page, tmp_path: Path) -> None:
    home = small_program(page, tmp_path, "sourced", "Sourced")
    page.goto(home)
    chip = page.get_by_role("button", name=re.compile("^As of"))
    chip.click()
    sources = page.get_by_role("dialog", name=re.compile("^As of"))
    expect(sources).to_contain_text("sourced.yaml")
    expect(sources).to_contain_text("4 activities")
    page.keyboard.press("Escape")
    expect(chip).to_be_focused()


def test_a_long_list_of_problems_draws_what_is_in_view(page: Page, tmp_path: Path) -> None:
    file = tmp_path / "faulty.csv"
    rows = [f"T{n},Task {n},2026-13-{n:03d},nobody" for n in range(400)]
    file.write_text("\n".join(["Id,Name,Start,Predecessors", *rows]))
    page.goto("/import")
    page.get_by_label("Choose a file").set_input_files(file)
    problems = page.get_by_role("list", name="Problems")
    read = page.get_by_role("button", name="Read with this mapping")
    expect(problems.or_(read).first).to_be_visible(timeout=60_000)
    if read.is_visible():
        read.click()
    expect(problems).to_be_visible(timeout=60_000)
    lines = problems.get_by_role("listitem")
    first = problems.locator("li[aria-posinset]").first
    expect(first).to_have_attribute("aria-posinset", "1")
    assert int(first.get_attribute("aria-setsize") or 0) >= 400
    assert lines.count() < 100
    problems.focus()
    page.keyboard.press("End")
    last = problems.locator("li[aria-posinset]").last
    expect(last).to_have_attribute("aria-posinset", re.compile(r"^[345]\d\d$"))


def test_sentences_come_before_the_page_that_keeps_them(page: Page) -> None:
    """A page's scripts keep the names of columns and fields from the moment they run."""
    seen: list[str] = []

    def name(address: str) -> str:
        return address.rpartition("/")[2].partition("-")[0]

    page.on("request", lambda asked: seen.append(f"asked {name(asked.url)}"))
    page.on("requestfinished", lambda done: seen.append(f"got {name(done.url)}"))
    page.goto("/programs/atlas/settings")
    expect(page.get_by_role("heading", level=1, name="Settings")).to_be_visible()
    assert seen.index("got later") < seen.index("asked SettingsPage")
