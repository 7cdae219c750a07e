"""Files through the import page: problems with their places, columns, differences, and the real data sets."""

import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import App
from tests.browser.small import offered, small_program, text_of, through_page

FAULTY = (
    text_of("pier", "Pier")
    .replace("after: design", "after: [design, nowhere]")
    .replace("after: build }", "after: build, owner: }")
)
TABLE = "Nr;Was;Tage;Von;Danach\n1;Dig the hole;3;05.10.2026;\n2;Pour concrete;2;;1\n3;Build the wall;5;;2\n"
TITANIUM = "titanium-jira/issues.jsonl.gz"


def test_errors_have_places_and_must_be_accepted(page: Page, tmp_path: Path) -> None:
    file = tmp_path / "pier.yaml"
    file.write_text(FAULTY)
    button = offered(page, file)
    problems = page.get_by_role("list", name="Problems")
    expect(problems.get_by_role("listitem").filter(has_text="nowhere")).to_contain_text("pier.yaml, line 12, column")
    expect(problems.get_by_role("listitem").filter(has_text="has no value")).to_contain_text("pier.yaml, line 13")
    expect(page.get_by_role("main")).to_contain_text("1 error, 1 warning")
    expect(button).to_be_disabled()
    page.get_by_label("I have read the errors").check()
    button.click()
    page.get_by_role("link", name="Open the program").click()
    expect(page.get_by_role("heading", level=1, name="Pier")).to_be_visible()


def test_a_table_is_read_once_its_columns_are_named(page: Page, tmp_path: Path) -> None:
    file = tmp_path / "wall.csv"
    file.write_text(TABLE)
    page.goto("/import")
    page.get_by_label("Choose a file").set_input_files(file)
    for column, field in {
        "Nr": "Id, of the activity",
        "Was": "Title, of the activity",
        "Tage": "Duration, of the activity",
        "Von": "Start on, of the activity",
        "Danach": "Predecessors, of the activity",
    }.items():
        page.get_by_label(column, exact=True).select_option(label=field)
    page.get_by_role("button", name="Read with these columns").click()
    sample = page.get_by_role("row").filter(has_text="Dig the hole")
    expect(sample).to_contain_text("5 Oct")
    page.get_by_role("button", name="Import", exact=True).click()
    page.get_by_role("link", name="Open the program").click()
    expect(page.get_by_role("link", name="Plan 3")).to_be_visible()


def test_a_second_import_shows_its_difference_and_makes_no_duplicates(page: Page, tmp_path: Path) -> None:
    home = small_program(page, tmp_path, "bridge", "Bridge")
    file = tmp_path / "again.yaml"
    file.write_text(text_of("bridge", "Bridge").replace("Build it", "Build it twice"))
    button = offered(page, file)
    expect(page.get_by_label("Import into")).to_have_value("bridge")
    expect(page.get_by_role("main")).to_contain_text("0 added · 1 changed · 0 removed")
    expect(page.get_by_role("list", name="What changes").get_by_role("listitem")).to_have_count(1)
    button.click()
    page.get_by_role("link", name="Open the program").click()
    expect(page).to_have_url(re.compile(f"{home}$"))
    expect(page.get_by_role("link", name="Plan 4")).to_be_visible()


def test_a_file_that_is_nothing_known_is_refused_in_words(page: Page, tmp_path: Path) -> None:
    file = tmp_path / "photo.png"
    file.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))
    page.goto("/import")
    page.get_by_label("Choose a file").set_input_files(file)
    expect(page.get_by_role("main")).to_contain_text(re.compile("not|cannot", re.IGNORECASE), timeout=30_000)
    expect(page.get_by_role("button", name="Import", exact=True)).to_be_hidden()


@pytest.mark.corpus
def test_a_large_program_is_quick_to_use(page: Page, corpus: Path) -> None:
    home = through_page(page, corpus / "kubernetes-enhancements/keps.json")
    expect(page.get_by_role("main")).to_contain_text(re.compile(r"25 of 1,\d{3}, worst first"), timeout=60_000)
    milestones = page.get_by_role("table").filter(has=page.get_by_role("columnheader", name="Milestone"))
    expect(milestones.get_by_role("row")).to_have_count(26)
    started = time.monotonic()
    page.goto(f"{home}/plan")
    expect(page.get_by_role("treegrid")).to_be_visible(timeout=30_000)
    assert time.monotonic() - started < 10, "the plan of 2,634 rows opens in seconds"
    assert int(page.get_by_role("treegrid").get_attribute("aria-rowcount") or 0) > 2_600


@pytest.mark.corpus
def test_all_four_kinds_of_links_arrive(page: Page, corpus: Path) -> None:
    home = through_page(page, corpus / "schedules/msproject/generated__task-links__task-links-project2019-mspdi.xml")
    page.goto(f"{home}/plan")
    expect(page.get_by_role("treegrid")).to_be_visible()
    kinds = page.evaluate("path => fetch(path).then(r => r.json()).then(p => p.dependencies.kind)", f"/api{home}/plan")
    assert set(kinds) == {"FS", "SS", "FF", "SF"}


@pytest.fixture(scope="module")
def titanium(browser: Browser, live_app: App, corpus: Path) -> Iterator[str]:
    """A tracker of twenty thousand items. The path of its program."""
    context = browser.new_context(base_url=live_app.base, storage_state=live_app.state, locale="en-GB")
    yield through_page(context.new_page(), corpus / TITANIUM)
    context.close()


@pytest.mark.corpus
def test_a_tracker_of_twenty_thousand_items_is_listed_and_imported_once(
    page: Page, titanium: str, corpus: Path
) -> None:
    page.goto(f"{titanium}/work-items")
    expect(page.get_by_role("main")).to_contain_text("All 23,055")
    assert page.get_by_role("row").count() < 200, "only rows in view exist"
    offered(page, corpus / TITANIUM)
    expect(page.get_by_role("main")).to_contain_text("0 added · 0 changed · 0 removed")


@pytest.mark.corpus
def test_a_tracker_of_twenty_thousand_items_flows(page: Page, titanium: str) -> None:
    page.goto(f"{titanium}/flow")
    expect(page.get_by_role("main")).to_contain_text(re.compile("items were finished in 26 weeks"), timeout=60_000)
    table = page.get_by_role("region", name="Which open items are old, and will they be late?").get_by_role("table")
    assert int(table.get_attribute("aria-rowcount") or 0) > 2_000
    assert table.get_by_role("row").count() < 200, "only rows in view exist"
    page.goto(f"{titanium}/flow?weeks=520")
    card = page.get_by_role("region", name="How long does an item take?")
    drawing = card.locator("canvas, svg").first
    expect(drawing).to_be_visible(timeout=60_000)
    drawing.scroll_into_view_if_needed()
    place = drawing.bounding_box()
    assert place is not None
    page.evaluate(
        """() => {
        window.frames_ = []; let last = performance.now();
        const tick = () => { const now = performance.now(); window.frames_.push(now - last); last = now;
            requestAnimationFrame(tick); };
        requestAnimationFrame(tick); }"""
    )
    for step in range(60):
        page.mouse.move(place["x"] + 60 + step * (place["width"] - 180) / 60, place["y"] + place["height"] / 2)
    frames = sorted(page.evaluate("window.frames_"))
    assert frames[len(frames) // 2] < 50, "the chart stays fluid under the mouse"
