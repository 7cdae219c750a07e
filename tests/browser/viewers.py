"""A second person who may look at a program and change nothing."""

from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import App
from tests.browser.server import command

PASSWORD = "a long enough one"


def viewer_at(browser: Browser, app: App, page: Page, home: str, room: str, name: str) -> Page:
    """Make an account of this ``name``, unique in the workspace, let the owner give it the role, and log it in.

    The page at the ``room`` of the program, in a context of its own, which the caller closes.
    """
    email = f"{name.split(maxsplit=1)[0].lower()}@example.com"
    command(app.server, "user", "add", email, "--name", name, "--password", PASSWORD)
    page.goto(f"{home}/settings")
    page.get_by_label("E-mail").fill(email)
    page.get_by_role("combobox", name="Role").last.select_option("viewer")
    page.get_by_role("button", name="Add member").click()
    expect(page.get_by_text(name)).to_be_visible()
    theirs = browser.new_context(base_url=app.base, locale="en-GB").new_page()
    theirs.goto(f"/login?next={home}/{room}")
    theirs.get_by_label("E-mail").fill(email)
    theirs.get_by_label("Password").fill(PASSWORD)
    theirs.get_by_role("button", name="Log in").click()
    expect(theirs.get_by_title(f"Account of {name}")).to_be_visible()
    return theirs
