"""Two people change one thing: every form keeps what was typed, shows both values, and saves what was chosen."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.conftest import App
from tests.browser.small import imported, send, text_of

TEAMS = """
teams:
  yard: { title: The yard }
  crew: { title: The crew }
needs:
  crane: { what: A crane on the pier, from: yard, to: crew, asked: 2026-09-01, needed: 2026-10-20 }
risks:
  storm: { title: Storm, probability: 30%, impact: { days: 2/4/9 }, hits: [work/build] }
asks:
  - { text: Lend two divers, by: 2026-10-12 }
"""


@pytest.fixture
def page(browser: Browser, live_app: App) -> Iterator[Page]:
    """A logged-in page whose console may tell of refused writes: they are what is tested."""
    context = browser.new_context(
        base_url=live_app.base, storage_state=live_app.state, viewport={"width": 1440, "height": 900}, locale="en-GB"
    )
    yield context.new_page()
    context.close()


def pier(page: Page, folder: Path, key: str) -> str:
    file = folder / f"{key}.yaml"
    file.write_text(text_of(key, "Pier") + TEAMS)
    return imported(page, file)


def meanwhile(page: Page, path: str, body: dict[str, Any]) -> None:
    """Somebody else writes, by the API."""
    send(page, "PATCH", path, data=body)


def unaware(page: Page) -> None:
    """From now on this page does not hear of what others change: their writes and its own cross."""
    page.route("**/changes?*", lambda route: None)


@contextmanager
def heard(page: Page, noun: str) -> Iterator[None]:
    """Until the page has asked anew for what it shows, because somebody else changed it."""
    with page.expect_response(lambda answer: urlsplit(answer.url).path.endswith(f"/{noun}")) as told:
        yield
    told.value.finished()


def sides(form: Locator, field: str) -> Locator:
    return form.get_by_role("group", name=field, exact=True)


def test_a_risk_keeps_both_values_and_saves_the_chosen(page: Page, tmp_path: Path) -> None:
    home = pier(page, tmp_path, "stale-risk")
    page.goto(f"{home}/risks")
    page.get_by_role("button", name="Edit").click()
    form = page.get_by_role("dialog", name="Edit storm")
    form.get_by_label("Probability, %").fill("60")
    form.get_by_label("Title").fill("Autumn storm")
    meanwhile(page, f"{home}/risks/storm", {"probability": 0.4, "trigger": "Wind over 8"})
    form.get_by_role("button", name="Save risk").click()

    expect(form.get_by_role("alert")).to_contain_text("What you typed is kept")
    expect(sides(form, "Probability, %")).to_contain_text("40")
    expect(sides(form, "Probability, %")).to_contain_text("60")
    expect(sides(form, "Title")).to_have_count(0)
    expect(form.get_by_role("button", name="Save risk")).to_be_disabled()
    sides(form, "Probability, %").get_by_role("radio", name="Take theirs").check()
    expect(form.get_by_label("Probability, %")).to_have_value("40")
    form.get_by_role("button", name="Save risk").click()
    expect(form).to_be_hidden()
    row = page.get_by_role("row").filter(has_text="Autumn storm")
    expect(row).to_contain_text("40")
    expect(page.get_by_role("main")).to_contain_text("Wind over 8")


def test_closing_a_risk_that_somebody_changed_asks_first(page: Page, tmp_path: Path) -> None:
    home = pier(page, tmp_path, "stale-state")
    page.goto(f"{home}/risks")
    expect(page.get_by_role("button", name="Close risk")).to_be_visible()
    unaware(page)
    meanwhile(page, f"{home}/risks/storm", {"state": "occurred"})
    page.get_by_role("button", name="Close risk").click()
    expect(sides(page.get_by_role("main"), "State")).to_contain_text("Issues")
    expect(sides(page.get_by_role("main"), "State")).to_contain_text("Closed")
    page.get_by_role("button", name="Keep mine").click()
    expect(page.get_by_role("button", name="Closed 1")).to_be_visible()


def test_a_contract_keeps_both_values(page: Page, tmp_path: Path) -> None:
    home = pier(page, tmp_path, "stale-contract")
    page.goto(f"{home}/contracts")
    page.get_by_role("button", name="Edit", exact=True).click()
    form = page.get_by_role("dialog", name="Edit contract")
    form.get_by_label("Needed by").fill("2026-10-27")
    form.get_by_label("Acceptance").fill("It lifts 40 t")
    meanwhile(page, f"{home}/contracts/crane", {"needed": "2026-10-16"})
    form.get_by_role("button", name="Save contract").click()
    expect(sides(form, "Needed by")).to_contain_text("16 Oct")
    expect(sides(form, "Needed by")).to_contain_text("27 Oct")
    sides(form, "Needed by").get_by_role("radio", name="Keep mine").check()
    form.get_by_role("button", name="Save contract").click()
    expect(form).to_be_hidden()
    expect(page.get_by_role("row").filter(has_text="A crane on the pier")).to_contain_text("27")
    expect(page.get_by_role("main")).to_contain_text("It lifts 40 t")


def test_a_promise_knows_of_the_change_before_it(page: Page, tmp_path: Path) -> None:
    home = pier(page, tmp_path, "stale-promise")
    page.goto(f"{home}/contracts")
    page.get_by_role("button", name="Agree").click()
    page.get_by_label("Promised by").fill("2026-10-19")
    with heard(page, "contracts"):
        meanwhile(page, f"{home}/contracts/crane", {"needed": "2026-10-23"})
    page.get_by_role("button", name="Agree").click()
    expect(sides(page.get_by_role("main"), "Promised by")).to_contain_text("19")
    page.get_by_role("button", name="Keep mine").click()
    expect(page.get_by_role("row").filter(has_text="A crane on the pier")).to_contain_text("19")
    expect(page.get_by_role("row").filter(has_text="A crane on the pier")).to_contain_text("23")


def test_deleting_what_somebody_changed_asks_first(page: Page, tmp_path: Path) -> None:
    home = pier(page, tmp_path, "stale-delete")
    page.goto(f"{home}/contracts")
    page.get_by_role("button", name="Delete A crane on the pier").click()
    dialog = page.get_by_role("dialog", name="Delete contract")
    meanwhile(page, f"{home}/contracts/crane", {"note": "Still needed"})
    dialog.get_by_role("button", name="Delete", exact=True).click()
    dialog.get_by_role("button", name="Do not delete").click()
    expect(page.get_by_role("main")).to_contain_text("Still needed")


def test_the_settings_keep_both_values(page: Page, tmp_path: Path) -> None:
    home = pier(page, tmp_path, "stale-settings")
    page.goto(f"{home}/settings")
    card = page.get_by_role("region", name="Program", exact=True)
    card.get_by_label("Summary").fill("Mine")
    meanwhile(page, home, {"summary": "Theirs", "kind": "data"})
    card.get_by_role("button", name="Save").click()
    sides(card, "Summary").get_by_role("radio", name="Keep mine").check()
    card.get_by_role("button", name="Save").click()
    expect(page.get_by_role("status").filter(has_text="Saved")).to_be_visible()
    expect(card.get_by_label("Summary")).to_have_value("Mine")
    expect(card.get_by_label("Kind")).to_have_value("data")


def test_the_target_keeps_both_values(page: Page, tmp_path: Path) -> None:
    home = pier(page, tmp_path, "stale-target")
    page.goto(f"{home}/settings")
    card = page.get_by_role("region", name="What it aims at")
    expect(card.get_by_label("Target")).to_have_value("2026-11-06")
    card.get_by_label("Target").fill("2026-11-20")
    meanwhile(page, f"{home}/activities/done", {"target": "2026-11-13"})
    card.get_by_role("button", name="Save").click()
    expect(sides(card, "Target")).to_contain_text("13 Nov")
    sides(card, "Target").get_by_role("radio", name="Keep mine").check()
    card.get_by_role("button", name="Save").click()
    page.goto(home)
    expect(page.get_by_role("region", name="Bottom line")).to_contain_text("20 Nov")


def test_the_ask_keeps_both_values(page: Page, tmp_path: Path) -> None:
    home = pier(page, tmp_path, "stale-ask")
    page.goto(home)
    page.get_by_role("button", name="Edit the ask").click()
    form = page.get_by_role("dialog", name="The ask")
    form.get_by_label("What must be decided").fill("Lend three divers")
    meanwhile(page, home, {"asks": [{"text": "Lend a boat"}]})
    form.get_by_role("button", name="Save").click()
    expect(sides(form, "The ask")).to_contain_text("Lend a boat")
    expect(sides(form, "The ask")).to_contain_text("Lend three divers")
    form.get_by_role("radio", name="Keep mine").check()
    form.get_by_role("button", name="Save").click()
    expect(form).to_be_hidden()
    expect(page.get_by_role("region", name="Bottom line")).to_contain_text("Lend three divers")


def test_a_cell_of_the_plan_keeps_both_values(page: Page, tmp_path: Path) -> None:
    home = pier(page, tmp_path, "stale-cell")
    page.goto(f"{home}/plan")
    cell = page.get_by_role("row").filter(has_text="Build it").get_by_role("rowheader")
    cell.click()
    page.keyboard.press("F2")
    page.get_by_role("textbox", name="Build it").fill("Build it well")
    with heard(page, "plan"):
        meanwhile(page, f"{home}/activities/work%2Fbuild", {"title": "Build it fast"})
    page.keyboard.press("Enter")
    card = page.get_by_role("alertdialog")
    expect(card).to_contain_text("Build it fast")
    expect(card).to_contain_text("Build it well")
    card.get_by_role("button", name="Keep mine").click()
    expect(card).to_be_hidden()
    expect(page.get_by_role("row").filter(has_text="Build it well")).to_be_visible()


def test_deleting_a_risk_that_somebody_changed_asks_first(page: Page, tmp_path: Path) -> None:
    home = pier(page, tmp_path, "stale-risk-delete")
    page.goto(f"{home}/risks")
    page.get_by_role("button", name="Delete risk").click()
    dialog = page.get_by_role("dialog", name="Delete risk")
    meanwhile(page, f"{home}/risks/storm", {"trigger": "Wind over 8"})
    dialog.get_by_role("button", name="Delete", exact=True).click()
    dialog.get_by_role("button", name="Do not delete").click()
    expect(dialog).to_be_hidden()
    expect(page.get_by_role("main")).to_contain_text("Wind over 8")
    page.get_by_role("button", name="Delete risk").click()
    meanwhile(page, f"{home}/risks/storm", {"trigger": "Wind over 9"})
    dialog.get_by_role("button", name="Delete", exact=True).click()
    dialog.get_by_role("button", name="Delete anyway").click()
    expect(dialog).to_be_hidden()
    expect(page.get_by_role("main")).not_to_contain_text("Storm")


def test_deleting_an_activity_that_somebody_changed_asks_first(page: Page, tmp_path: Path) -> None:
    home = pier(page, tmp_path, "stale-row-delete")
    page.goto(f"{home}/plan")
    page.get_by_role("row").filter(has_text="Test it").locator(".pl-cell.wbs").click()
    unaware(page)
    meanwhile(page, f"{home}/activities/work%2Ftest", {"title": "Test it twice"})
    page.keyboard.press("Delete")
    card = page.get_by_role("alertdialog")
    card.get_by_role("button", name="Do not delete").click()
    expect(card).to_be_hidden()
    row = page.get_by_role("row").filter(has_text="Test it twice")
    expect(row).to_be_visible()
    row.locator(".pl-cell.wbs").click()
    meanwhile(page, f"{home}/activities/work%2Ftest", {"title": "Test it thrice"})
    page.keyboard.press("Delete")
    card.get_by_role("button", name="Delete anyway").click()
    expect(card).to_be_hidden()
    expect(page.get_by_role("row").filter(has_text="Test it")).to_have_count(0)


def test_the_lag_of_a_link_keeps_both_values(page: Page, tmp_path: Path) -> None:
    links, address = links_of_build(page, pier(page, tmp_path, "stale-lag"))
    lag = links.get_by_label("Lag of the link with Design it")
    lag.fill("3d")
    with heard(page, "plan"):
        meanwhile(page, address, {"id": link_between(page, address, "work/design", "work/build"), "lag": "1d"})
    lag.press("Enter")
    expect(sides(links, "Lag")).to_contain_text("1d")
    expect(sides(links, "Lag")).to_contain_text("3d")
    links.get_by_role("button", name="Keep mine").click()
    expect(sides(links, "Lag")).to_have_count(0)
    expect(lag).to_have_value("3d")


def test_removing_a_link_that_somebody_changed_asks_first(page: Page, tmp_path: Path) -> None:
    links, address = links_of_build(page, pier(page, tmp_path, "stale-unlink"))
    unaware(page)
    meanwhile(page, address, {"id": link_between(page, address, "work/design", "work/build"), "lag": "2d"})
    links.get_by_role("button", name="Remove the link with Design it").click()
    links.get_by_role("button", name="Do not delete").click()
    expect(links.get_by_label("Lag of the link with Design it")).to_have_value("2d")


def links_of_build(page: Page, home: str) -> tuple[Locator, str]:
    """The open dialog of an activity's links, and the address that changes them."""
    page.goto(f"{home}/plan")
    page.get_by_role("row").filter(has_text="Build it").locator(".pl-cell.wbs").click()
    page.keyboard.press("l")
    links = page.get_by_role("dialog", name="Links of Build it")
    expect(links).to_be_visible()
    return links, f"{home}/dependencies"


def link_between(page: Page, address: str, before: str, after: str) -> str:
    """The id of a dependency, by the API."""
    plan = page.request.get(f"/api{address.removesuffix('/dependencies')}/plan").json()
    ids, links = plan["activities"]["id"], plan["dependencies"]
    ends = zip(links["id"], links["predecessor"], links["successor"], strict=True)
    return next(str(link) for link, one, other in ends if (ids[one], ids[other]) == (before, after))
