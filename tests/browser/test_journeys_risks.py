"""The register: a risk is added, moves the P85 at once, is changed, closed and taken back."""

import re
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from tests.browser.small import small_program


def test_a_risk_moves_the_p85_at_once(page: Page, tmp_path: Path) -> None:
    home = small_program(page, tmp_path, "harbor", "Harbor")
    page.goto(home)
    before = p85(page)
    page.goto(f"{home}/risks")
    expect(page.get_by_role("main")).to_contain_text("No risks yet")
    page.get_by_role("button", name="Add risk").first.click()
    form = page.get_by_role("dialog", name="Add risk")
    form.get_by_label("Title").fill("The crane comes late")
    form.get_by_label("Probability, %").fill("60")
    three(form, "Impact, working days", ("10", "15", "30"))
    three(form, "Impact, EUR", ("1000", "2000", "9000"))
    form.get_by_label("Activities that it hits").fill("Build")
    page.get_by_role("option", name="Build it").click()
    form.get_by_role("button", name="Save risk").click()
    expect(form).to_be_hidden()
    row = page.get_by_role("row").filter(has_text="The crane comes late")
    expect(row).to_contain_text("60")
    expect(row).to_contain_text(re.compile(r"\+\d+"))
    expect(page.get_by_role("main")).to_contain_text("alone moves the P85 of It is done")
    page.goto(home)
    expect(page.get_by_role("heading", level=1, name="Harbor")).to_be_visible()
    assert p85(page) != before

    page.goto(f"{home}/risks")
    page.get_by_role("button", name="Edit").click()
    form = page.get_by_role("dialog", name=re.compile("^Edit"))
    form.get_by_label("Probability, %").fill("30")
    form.get_by_role("button", name="Save risk").click()
    expect(form).to_be_hidden()
    expect(page.get_by_role("row").filter(has_text="The crane comes late")).to_contain_text(re.compile(r"30\s%"))
    page.get_by_role("button", name="Close risk").click()
    expect(page.get_by_role("main")).to_contain_text(re.compile("No (open )?risk"))
    page.goto(home)
    expect(page.get_by_role("heading", level=1, name="Harbor")).to_be_visible()
    assert p85(page) == before


def three(form: Locator, legend: str, values: tuple[str, str, str]) -> None:
    group = form.get_by_role("group", name=legend)
    for label, value in zip(("low", "likely", "high"), values, strict=True):
        group.get_by_label(label).fill(value)


def p85(page: Page) -> str:
    figure = page.get_by_role("region", name="Bottom line").get_by_role("button", name=re.compile("P85 finish")).last
    return str(figure.inner_text())


def test_a_faulty_risk_says_what_is_wrong_and_keeps_what_was_typed(page: Page) -> None:
    page.goto("/programs/atlas/risks")
    page.get_by_role("button", name="Add risk").click()
    form = page.get_by_role("dialog", name="Add risk")
    form.get_by_label("Title").fill("Typed already")
    form.get_by_label("Probability, %").fill("140")
    three(form, "Impact, working days", ("9", "5", "1"))
    form.get_by_role("button", name="Save risk").click()
    expect(form.get_by_role("alert").filter(has_text="A number from 1 to 99.")).to_be_visible()
    expect(form.get_by_role("alert").filter(has_text="Three numbers")).to_be_visible()
    expect(form.get_by_label("Title")).to_have_value("Typed already")
    form.get_by_role("button", name="Close").click()
    expect(form).to_be_hidden()


def test_the_matrix_chooses_a_risk_and_says_it_in_words(page: Page) -> None:
    page.goto("/programs/atlas/risks")
    matrix = page.get_by_role("region", name="Probability and impact").or_(page.locator(".matrix")).first
    expect(matrix).to_be_visible()
    page.get_by_role("row").filter(has_text="Ring rollback fails").click()
    expect(page.get_by_role("heading", name=re.compile("R-14"))).to_be_visible()
    expect(page).to_have_url(re.compile("risk=R-14"))
