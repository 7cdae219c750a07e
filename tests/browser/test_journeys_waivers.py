"""A finding is waived with a reason and a day, told apart, and counts again."""

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.small import small_program


def test_a_finding_is_waived_and_counts_again(page: Page, tmp_path: Path) -> None:
    home = small_program(page, tmp_path, "jetty-quality", "Jetty quality")
    page.goto(f"{home}/quality?check=logic")
    findings = page.get_by_role("region", name="Findings of Logic")
    expect(findings).to_contain_text("1 finding, worst first", timeout=60_000)
    findings.get_by_role("button", name=re.compile("^Waive “")).click()
    dialog = page.get_by_role("dialog", name="Waive a finding")
    dialog.get_by_role("button", name="Waive", exact=True).click()
    expect(dialog.get_by_role("alert")).to_have_text("Write a reason.")
    dialog.get_by_label("Reason").fill("It begins the program")
    dialog.get_by_role("button", name="Waive", exact=True).click()
    expect(dialog).to_be_hidden()
    main = page.get_by_role("main")
    expect(main).to_contain_text("1 finding is waived.", timeout=30_000)
    expect(findings).to_contain_text("1 waived finding")
    page.get_by_text("Waived findings: 1").click()
    expect(page.get_by_role("row").filter(has_text="It begins the program")).to_contain_text("Mira Sandoval")
    page.goto(f"{home}/activity")
    expect(page.get_by_role("main").locator(".entry").first).to_contain_text("waived a quality finding")
    page.goto(f"{home}/quality?check=logic")
    page.get_by_text("1 waived finding").click(timeout=30_000)
    findings.get_by_role("button", name="Count again").click()
    expect(main).not_to_contain_text("is waived", timeout=30_000)
    expect(findings).to_contain_text("1 finding, worst first")
