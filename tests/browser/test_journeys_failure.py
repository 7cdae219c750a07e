"""The server goes away while a form is open: what was typed stays, and the page says what happened."""

from pathlib import Path

from playwright.sync_api import Browser, expect

from tests.browser.conftest import App
from tests.browser.server import copy_data, log_in, running


def test_a_form_keeps_what_was_typed_when_the_server_is_gone(browser: Browser, live_app: App, tmp_path: Path) -> None:
    copy_data(live_app.server.data, tmp_path / "data")
    with running(tmp_path) as server:
        context = browser.new_context(base_url=server.base, storage_state=log_in(browser, server.url, tmp_path))
        page = context.new_page()
        page.goto("/programs/atlas/risks")
        page.get_by_role("button", name="Add risk").click()
        form = page.get_by_role("dialog", name="Add risk")
        form.get_by_label("Title").fill("A storm over the bay")
        form.get_by_label("Probability, %").fill("20")
        server.stop()
        form.get_by_role("button", name="Save risk").click()
        expect(form.get_by_role("alert")).to_contain_text("kept on this device")
        expect(form.get_by_label("Title")).to_have_value("A storm over the bay")
        expect(form.get_by_label("Probability, %")).to_have_value("20")
        expect(form.get_by_role("button", name="Save risk")).to_be_enabled()
        context.close()
