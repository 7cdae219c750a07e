"""Reports: draft, evidence, publish, frozen, compared with the last, exported."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.small import small_program

STARTS = {"Web page (HTML)": b"<!doctype html", "Text (Markdown)": b"# Atlas", "Document (PDF)": b"%PDF-"}


@pytest.mark.parametrize("audience", ["executive", "engineering"])
def test_a_draft_says_its_numbers_with_evidence(page: Page, audience: str) -> None:
    page.goto("/programs/atlas/reports/draft")
    page.get_by_text(audience.capitalize(), exact=True).click()
    paper = page.get_by_role("main")
    expect(paper).to_contain_text(f"{audience.capitalize()} status")
    expect(paper).to_contain_text(re.compile(r"\d+ of \d+ numbers have evidence"))
    page.get_by_role("button", name=re.compile("P85 finish of GA")).first.click()
    expect(paper).to_contain_text("the day by which 85 % of")


@pytest.mark.parametrize("kind", list(STARTS))
def test_an_export_is_a_real_file(page: Page, tmp_path: Path, kind: str) -> None:
    page.goto("/programs/atlas/reports/draft")
    page.get_by_role("button", name="Export").click()
    with page.expect_download() as download:
        page.get_by_role("menuitem", name=kind).click()
    file = tmp_path / download.value.suggested_filename
    download.value.save_as(file)
    content = file.read_bytes()
    assert content[:16].lower().startswith(STARTS[kind].lower())
    assert len(content) > 1_000


def test_a_published_report_is_frozen_and_the_next_is_compared_with_it(page: Page, tmp_path: Path) -> None:
    home = small_program(page, tmp_path, "quarry", "Quarry")
    page.goto(f"{home}/reports/draft")
    expect(page.get_by_role("main")).to_contain_text("nothing: this is the first report")
    page.get_by_role("button", name="Publish and freeze").click()
    page.get_by_role("dialog").get_by_role("button", name="Cancel").click()
    expect(page.get_by_role("dialog")).to_be_hidden()
    page.get_by_role("button", name="Publish and freeze").click()
    page.get_by_role("dialog").get_by_role("button", name="Publish and freeze").click()
    expect(page).to_have_url(re.compile(r"/reports/1$"))
    expect(page.get_by_role("main")).to_contain_text(re.compile("Published .+ by .+, frozen"))
    expect(page.get_by_role("button", name="Publish and freeze")).to_be_hidden()
    headline = page.get_by_role("main").get_by_role("heading", level=1).inner_text()

    page.goto(f"{home}/plan")
    change_likely(page, "Build it", "13")
    page.goto(f"{home}/reports/draft")
    expect(page.get_by_role("main")).to_contain_text("Changed since report 1")
    expect(page.get_by_role("main")).to_contain_text(re.compile(r"\+\d+\swd"))
    page.goto(f"{home}/reports/1")
    expect(page.get_by_role("main").get_by_role("heading", level=1)).to_have_text(headline)


def change_likely(page: Page, name: str, days: str) -> None:
    duration = page.get_by_role("row").filter(has=page.get_by_title(name, exact=True)).locator(".pl-cell.duration")
    duration.click()
    page.keyboard.press("Enter")
    page.keyboard.type(days)
    page.keyboard.press("Enter")
    expect(duration).to_have_text(f"{days} d")
