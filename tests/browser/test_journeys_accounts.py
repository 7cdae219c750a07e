"""Who may do what: login and its refusals, tokens, a second account that only looks, and the offline API page."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.conftest import App
from tests.browser.server import command
from tests.browser.small import small_program

VIEWER, PASSWORD = "vera@example.com", "a quiet harbor at dawn"


@pytest.fixture(scope="module")
def viewer(live_app: App) -> str:
    """The e-mail of a second account; whoever runs the server makes it."""
    command(live_app.server, "user", "add", VIEWER, "--name", "Vera Lux", "--password", PASSWORD)
    return VIEWER


@pytest.fixture
def stranger(browser: Browser, live_app: App) -> Iterator[BrowserContext]:
    """A browser that nobody has logged in."""
    context = browser.new_context(base_url=live_app.base, locale="en-GB")
    yield context
    context.close()


def log_in(page: Page, email: str, password: str) -> None:
    page.get_by_label("E-mail").fill(email)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Log in").click()


def test_a_login_leads_where_one_wanted_to_go_and_a_logout_ends_it(stranger: BrowserContext, viewer: str) -> None:
    page = stranger.new_page()
    page.goto("/account")
    expect(page).to_have_url(re.compile(r"/login\?next=%2Faccount"))
    log_in(page, viewer, PASSWORD)
    expect(page.get_by_role("heading", level=1, name="Account")).to_be_visible()
    page.get_by_title("Account of Vera Lux").click()
    page.get_by_role("menuitem", name="Log out").click()
    expect(page.get_by_role("heading", level=1, name="Log in")).to_be_visible()
    page.goto("/account")
    expect(page.get_by_role("heading", level=1, name="Log in")).to_be_visible()


def test_a_wrong_password_is_refused_and_many_must_wait(stranger: BrowserContext) -> None:
    page = stranger.new_page()
    page.goto("/login")
    refusal = page.get_by_role("alert")
    log_in(page, "", "")
    expect(refusal).to_have_text("Enter your e-mail and your password.")
    log_in(page, "nobody@example.com", "wrong wrong wrong")
    expect(refusal).not_to_have_text("Enter your e-mail and your password.")
    expect(page.get_by_label("E-mail")).to_have_value("nobody@example.com")
    for _ in range(30):
        with page.expect_response("**/api/session") as answer:
            page.get_by_role("button", name="Log in").click()
        if answer.value.status == 429:
            break
    expect(refusal).to_contain_text(re.compile("too (many|often)|wait", re.IGNORECASE))


def test_a_viewer_reads_and_may_not_edit(page: Page, stranger: BrowserContext, viewer: str, tmp_path: Path) -> None:
    home = small_program(page, tmp_path, "lagoon", "Lagoon")
    page.goto(f"{home}/settings")
    page.get_by_label("E-mail").fill(viewer)
    page.get_by_role("combobox", name="Role").last.select_option("viewer")
    page.get_by_role("button", name="Add member").click()
    expect(page.get_by_text("Vera Lux")).to_be_visible()

    theirs = stranger.new_page()
    theirs.goto(f"/login?next={home}")
    log_in(theirs, viewer, PASSWORD)
    expect(theirs.get_by_role("heading", level=1, name="Lagoon")).to_be_visible()
    expect(theirs.get_by_role("link", name="Write report")).to_be_hidden()
    theirs.goto(f"{home}/risks")
    expect(theirs.get_by_role("heading", level=1, name="Risks")).to_be_visible()
    expect(theirs.get_by_role("button", name="Add risk")).to_have_count(0)
    theirs.goto(f"{home}/plan")
    expect(theirs.get_by_role("treegrid")).to_be_visible()
    expect(theirs.get_by_role("button", name="Add", exact=True)).to_have_count(0)
    theirs.get_by_role("row").filter(has_text="Build it").get_by_role("rowheader").click()
    theirs.keyboard.press("o")
    form = theirs.get_by_role("dialog", name="Build it")
    expect(form.get_by_label("Title")).to_be_disabled()
    expect(form.get_by_role("button", name="Save")).to_have_count(0)
    theirs.keyboard.press("Escape")
    status = theirs.evaluate(
        "path => fetch(path, {method: 'POST', headers: {'Content-Type': 'application/json',"
        ' \'X-CSRFToken\': document.cookie.match(/csrftoken=([^;]+)/)[1]}, body: \'{"title": "x", "kind": "task"}\'})'
        ".then(r => r.status)",
        f"/api{home}/activities",
    )
    assert status == 403, "the server refuses too"


def test_a_token_is_shown_once_and_works_until_it_is_revoked(page: Page, live_app: App) -> None:
    page.goto("/account")
    page.get_by_label("Name of the token").fill("harvest")
    page.get_by_role("button", name="Make token").click()
    expect(page.get_by_text("Copy it now; it will not be shown again.")).to_be_visible()
    token = page.locator("code").first.inner_text()
    assert asked_with(page, live_app, token) == 200
    page.reload()
    expect(page.get_by_text("harvest")).to_be_visible()
    expect(page.get_by_text(token)).to_have_count(0)
    page.get_by_role("button", name="Revoke harvest").click()
    expect(page.get_by_text("No tokens yet.")).to_be_visible()
    assert asked_with(page, live_app, token) == 401


def asked_with(page: Page, app: App, token: str) -> int:
    """The status of a call that carries nothing but the token."""
    other = page.context.browser
    assert other is not None
    context = other.new_context(base_url=app.base)
    status = context.request.get("/api/programs", headers={"Authorization": f"Bearer {token}"}).status
    context.close()
    return status


def test_the_api_page_works_without_the_internet(page: Page, live_app: App) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto("/api/docs")
    expect(page.get_by_text("/api/programs", exact=True).first).to_be_visible(timeout=15_000)
    assert all(url.startswith((live_app.base, "data:", "blob:")) for url in asked), asked
