"""Two people in one program: each sees what the other does, nothing is overwritten, and nothing is lost offline."""

import json
import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.conftest import App
from tests.browser.small import imported, send, share, text_of

RISKS = """
risks:
  storm: { title: Storm, probability: 30%, impact: { days: 2/4/9 }, hits: [work/build] }
"""


@pytest.fixture
def page(browser: Browser, live_app: App) -> Iterator[Page]:
    """A logged-in page whose console may tell of writes that did not get through: they are what is tested."""
    context = browser.new_context(
        base_url=live_app.base, storage_state=live_app.state, viewport={"width": 1440, "height": 900}, locale="en-GB"
    )
    yield context.new_page()
    context.close()


def shared(page: Page, folder: Path, key: str) -> str:
    """A program that Oskar edits too. Its address."""
    file = folder / f"{key}.yaml"
    file.write_text(text_of(key, "Pier") + RISKS)
    home = imported(page, file)
    share(page, home, "editor")
    return home


def test_what_the_other_changes_shows_within_two_seconds(page: Page, oskar: Page, tmp_path: Path) -> None:
    home = shared(page, tmp_path, "live")
    oskar.goto(f"{home}/risks")
    expect(oskar.get_by_role("heading", name="storm Storm")).to_be_visible()
    page.goto(f"{home}/risks")
    expect(page.get_by_role("img", name="Also here: Oskar Lind")).to_be_visible(timeout=25_000)
    page.get_by_role("button", name="Edit").click()
    typed = page.get_by_role("dialog", name="Edit storm").get_by_label("Cause")
    typed.fill("Autumn, and")
    page.wait_for_timeout(300)

    send(oskar, "PATCH", f"{home}/risks/storm", data={"title": "Great storm"})
    began = time.perf_counter()
    expect(page.locator(".detail h2")).to_have_text("storm Great storm", timeout=4000)
    assert time.perf_counter() - began < 2.0
    expect(page.get_by_text("Oskar Lind changed the title of the risk “Great storm”")).to_be_visible()
    expect(typed).to_have_value("Autumn, and")  # what is being typed stays


def test_the_plan_shows_the_others_dates_without_loading_again(page: Page, oskar: Page, tmp_path: Path) -> None:
    home = shared(page, tmp_path, "live-plan")
    page.goto(f"{home}/plan")
    oskar.goto(home)
    row = page.get_by_role("row").filter(has_text="Build")
    expect(row).to_be_visible()
    loads = []
    page.on("framenavigated", lambda frame: loads.append(frame.url))
    send(oskar, "PATCH", f"{home}/activities/work%2Fbuild", data={"title": "Build everything"})
    began = time.perf_counter()
    expect(page.get_by_role("row").filter(has_text="Build everything")).to_be_visible(timeout=4000)
    assert time.perf_counter() - began < 2.0
    assert loads == []


def test_a_forecast_that_the_worker_makes_later_reaches_the_others_page(
    page: Page, oskar: Page, tmp_path: Path
) -> None:
    """So many rows are simulated so often that no edit and no page waits for it."""
    rows = "".join(f"      step{number}: {{ title: Step {number}, duration: 1d }}\n" for number in range(450))
    file = tmp_path / "live-forecast.yaml"
    text = text_of("live-forecast", "Pier").replace("estimate: 6d/8d/14d", "duration: 8d")
    text = text.replace("2026-11-06", "2027-12-31")  # on track, so that it is not what the list of programs begins with
    file.write_text(text.replace("milestones:", f"{rows}milestones:"))
    home = imported(page, file)
    share(page, home, "editor")
    oskar.goto(f"{home}/plan")
    build = oskar.get_by_role("row").filter(has=oskar.get_by_title("Build it", exact=True))
    expect(build).to_be_visible()
    page.goto(home)
    p85 = page.get_by_role("row").filter(has_text="It is done").get_by_role("cell").nth(4)
    expect(p85).to_have_text(re.compile("(Oct|Nov)$"))
    run = send(page, "POST", f"{home}/simulations", data={"iterations": 200_000, "seed": 7})
    assert run["state"] != "done"
    expect(page.get_by_text(f"Run {run['id']}")).to_be_visible()  # nobody told this page but the server

    build.locator(".pl-cell.duration").dblclick()
    oskar.keyboard.press("Control+A")
    oskar.keyboard.type("80d")
    oskar.keyboard.press("Enter")
    expect(p85).to_have_text(re.compile("(Jan|Feb|Mar)"))


def cut(page: Page) -> list[str]:
    """No write reaches the server any more; reads do. The keys of those that were tried."""
    keys: list[str] = []
    mended: list[bool] = []
    page.expose_function("mendConnection", lambda: mended.append(True))

    def handle(route: Route) -> None:
        if mended:
            route.continue_()
        elif route.request.method in {"PATCH", "POST", "PUT", "DELETE"} and "/presence" not in route.request.url:
            keys.append(route.request.headers.get("idempotency-key", ""))
            route.abort("internetdisconnected")
        else:
            route.continue_()

    page.route("**/api/programs/**", handle)
    return keys


def try_again(page: Page) -> None:
    """The connection comes back in the moment of the click, not before: the page also tries again on its own."""
    page.evaluate("addEventListener('click', () => window.mendConnection(), { capture: true, once: true })")
    page.get_by_role("button", name="Try again").click()


def test_a_change_without_a_connection_waits_over_a_reload_and_is_made_once(page: Page, tmp_path: Path) -> None:
    home = shared(page, tmp_path, "outbox")
    page.goto(f"{home}/risks")
    keys = cut(page)
    page.get_by_role("button", name="Edit").click()
    form = page.get_by_role("dialog", name="Edit storm")
    form.get_by_label("Title").fill("Kept storm")
    form.get_by_role("button", name="Save risk").click()
    expect(form.get_by_role("alert")).to_contain_text("kept on this device")
    page.keyboard.press("Escape")
    expect(page.get_by_text("1 change is being sent")).to_be_visible()

    page.reload()
    expect(page.get_by_text("1 change is being sent")).to_be_visible()
    page.get_by_role("button", name="Show", exact=True).click()
    listed = page.get_by_role("dialog", name="Changes kept on this device")
    expect(listed).to_contain_text("Change risk Storm")
    expect(listed).to_contain_text("title: Kept storm")
    page.keyboard.press("Escape")

    before = page.request.get(f"/api{home}/changes").json()["revision"]
    try_again(page)
    expect(page.locator(".detail h2")).to_have_text("storm Kept storm", timeout=15_000)
    expect(page.get_by_text("1 change is being sent")).to_have_count(0)
    assert page.request.get(f"/api{home}/changes").json()["revision"] == before + 1
    assert len(set(keys)) == 1  # the same request each time
    assert page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('pilotage.outbox'))") == []


def test_the_plan_shows_after_a_reload_what_waits(page: Page, tmp_path: Path) -> None:
    file = tmp_path / "outbox-grid.yaml"
    file.write_text(text_of("outbox-grid", "Pier"))
    home = imported(page, file)
    page.goto(f"{home}/plan")
    cut(page)
    cell = page.get_by_role("rowheader").filter(has_text="Design it")
    cell.dblclick()
    expect(page.get_by_role("textbox", name="Design it")).to_be_focused()
    page.keyboard.press("Control+A")
    page.keyboard.type("Design it twice")
    page.keyboard.press("Enter")
    expect(page.get_by_text("1 change is being sent")).to_be_visible()
    page.reload()
    expect(page.get_by_role("rowheader").filter(has_text="Design it twice")).to_be_visible()
    page.get_by_role("button", name="Show", exact=True).click()
    page.get_by_role("button", name="Discard", exact=False).first.click()
    page.keyboard.press("Escape")
    expect(page.get_by_role("rowheader").filter(has_text="Design it twice")).to_have_count(0)
    expect(page.get_by_role("rowheader").filter(has_text="Design it")).to_be_visible()


def test_where_and_when_one_is_told_is_chosen_from_the_keyboard(page: Page) -> None:
    page.goto("/account")
    card = page.get_by_role("region", name="Notifications")
    address = card.get_by_label("Address of a channel")
    address.focus()
    page.keyboard.type("json://127.0.0.1/in")
    page.keyboard.press("Enter")
    expect(card.get_by_role("alert")).to_contain_text("not allowed on this server")
    page.keyboard.press("Control+A")
    page.keyboard.type("slack://T1JJ3T3L2/A1BRTD4JD/TIiajkdnlazkcOXrIdevi7FQ")
    page.keyboard.press("Enter")
    expect(card.get_by_role("listitem")).to_contain_text("Slack: slack://…")
    expect(address).to_have_value("")
    card.get_by_label("Digest").focus()
    page.keyboard.type("Every week")
    card.get_by_label("On", exact=True).focus()
    page.keyboard.type("Friday")
    card.get_by_label("Quiet hours").focus()
    page.keyboard.press("Space")
    expect(card.get_by_label("Quiet from")).to_be_visible()
    page.keyboard.press("Tab")
    card.get_by_role("button", name="Save").focus()
    page.keyboard.press("Enter")
    expect(card.get_by_text("Saved.")).to_be_visible()
    page.reload()
    expect(card.get_by_label("Digest")).to_have_value("weekly")
    expect(card.get_by_label("On", exact=True)).to_have_value("4")
    card.get_by_role("button", name="Remove the channel Slack: slack://…").focus()
    page.keyboard.press("Enter")
    expect(card.get_by_role("listitem")).to_have_count(0)


def test_a_change_whose_answer_was_lost_is_not_made_twice(page: Page, tmp_path: Path) -> None:
    home = shared(page, tmp_path, "lost")
    page.goto(f"{home}/risks")
    arrived: list[str] = []

    def lose(route: Route) -> None:
        if route.request.method == "POST" and not arrived:
            route.fetch()
            arrived.append(route.request.headers["idempotency-key"])
            route.abort("connectionreset")
        else:
            route.continue_()

    page.route(f"**/api{home}/risks", lose)
    page.get_by_role("button", name="Add risk").first.click()
    form = page.get_by_role("dialog")
    form.get_by_label("Title").fill("Fog")
    form.get_by_label("Probability, %").fill("20")
    form.get_by_role("button", name="Save risk").click()
    expect(form.get_by_role("alert")).to_contain_text("kept on this device")
    page.keyboard.press("Escape")
    expect(page.get_by_role("row").filter(has_text="Fog")).to_have_count(1, timeout=15_000)
    titles = [risk["title"] for risk in page.request.get(f"/api{home}/risks").json()["risks"]]
    assert titles.count("Fog") == 1
    assert len(arrived) == 1


def test_what_became_stale_while_it_waited_shows_both_values(page: Page, oskar: Page, tmp_path: Path) -> None:
    home = shared(page, tmp_path, "late")
    page.goto(f"{home}/risks")
    oskar.goto(home)
    cut(page)
    page.get_by_role("button", name="Edit").click()
    form = page.get_by_role("dialog", name="Edit storm")
    form.get_by_label("Title").fill("My storm")
    form.get_by_role("button", name="Save risk").click()
    expect(form.get_by_role("alert")).to_contain_text("kept on this device")
    page.keyboard.press("Escape")
    send(oskar, "PATCH", f"{home}/risks/storm", data={"title": "His storm"})
    try_again(page)
    expect(page.get_by_text("The server refused 1 change")).to_be_visible(timeout=15_000)
    page.get_by_role("button", name="Show", exact=True).click()
    listed = page.get_by_role("dialog", name="Changes kept on this device")
    expect(listed).to_contain_text("Oskar Lind changed this")
    expect(listed.get_by_role("group", name="title")).to_contain_text("His storm")
    expect(listed.get_by_role("group", name="title")).to_contain_text("My storm")
    listed.get_by_role("button", name="Keep mine").click()
    expect(listed).to_contain_text("Everything was sent")
    page.keyboard.press("Escape")
    expect(page.locator(".detail h2")).to_have_text("storm My storm", timeout=10_000)


def test_a_call_reaches_the_other_and_is_answered_from_the_keyboard(page: Page, oskar: Page, tmp_path: Path) -> None:
    home = shared(page, tmp_path, "called")
    page.goto(f"{home}/risks")
    box = page.get_by_role("textbox", name="Write a comment; @ calls a member")
    box.focus()
    page.keyboard.type("Is 30 % right, @osk")
    expect(page.get_by_role("option", name="Oskar Lind")).to_be_visible()
    page.keyboard.press("Enter")
    page.keyboard.type("? **Please** say")
    page.keyboard.press("Control+Enter")
    said = page.get_by_role("article").filter(has_text="Is 30 % right")
    expect(said.locator(".mention")).to_have_text("@Oskar Lind")
    expect(said.locator("strong")).to_have_text("Please")

    oskar.goto("/")
    expect(oskar.get_by_role("link", name="Inbox 1")).to_be_visible()
    oskar.keyboard.press("Control+k")
    oskar.keyboard.type("Go to Inbox")
    oskar.keyboard.press("Enter")
    line = oskar.get_by_role("button", name="commented on “Storm”").first
    expect(line).to_be_visible()
    oskar.keyboard.press("j")
    expect(oskar.get_by_role("region", name="Storm")).to_contain_text("Is 30 % right")
    for _ in range(30):
        if oskar.evaluate("document.activeElement.textContent") == "Answer":
            break
        oskar.keyboard.press("Tab")
    oskar.keyboard.press("Enter")
    oskar.keyboard.type("Yes, from the record")
    oskar.keyboard.press("Control+Enter")
    expect(oskar.get_by_role("article").filter(has_text="Yes, from the record")).to_be_visible()
    oskar.keyboard.press("e")
    expect(oskar.get_by_text("Nothing here. You hear of")).to_be_visible()
    expect(oskar.get_by_role("link", name="Inbox", exact=True)).to_be_visible()
    expect(page.get_by_role("article").filter(has_text="Yes, from the record")).to_be_visible(timeout=4000)


def test_what_is_typed_while_a_comment_is_on_its_way_stays(page: Page, tmp_path: Path) -> None:
    home = shared(page, tmp_path, "typed-on")
    held: list[Route] = []
    page.goto(f"{home}/risks")
    page.route("**/comments", lambda route: held.append(route) if route.request.method == "POST" else route.continue_())
    box = page.get_by_role("textbox", name="Write a comment; @ calls a member")
    box.focus()
    page.keyboard.type("Who watches the weather?")
    with page.expect_request(lambda request: request.method == "POST"):
        page.keyboard.press("Control+Enter")
    page.keyboard.type(" And the tide?")
    held.pop().continue_()
    first = page.get_by_role("article").filter(has_text="Who watches the weather?")
    expect(first).to_be_visible()
    expect(first).not_to_contain_text("tide")
    expect(box).to_have_value("And the tide?")
    expect(box).to_be_focused()

    page.get_by_role("button", name="Answer", exact=True).press("Enter")
    page.keyboard.type("Mira does")
    with page.expect_request(lambda request: request.method == "POST"):
        page.keyboard.press("Control+Enter")
    held.pop().continue_()
    expect(page.get_by_role("article").filter(has_text="Mira does")).to_be_visible()
    expect(page.get_by_role("button", name="Answer", exact=True)).to_be_focused()


def test_leaving_with_unsent_changes_asks_and_leaves_nothing_behind(page: Page, tmp_path: Path) -> None:
    home = shared(page, tmp_path, "leaving")
    page.goto(f"{home}/risks")
    cut(page)
    page.get_by_role("button", name="Edit").click()
    form = page.get_by_role("dialog", name="Edit storm")
    form.get_by_label("Title").fill("Secret storm")
    form.get_by_role("button", name="Save risk").click()
    expect(form.get_by_role("alert")).to_contain_text("kept on this device")
    page.keyboard.press("Escape")
    page.locator("button.me").click()
    page.get_by_role("menuitem", name="Log out").click()
    asked = page.get_by_role("dialog", name="Log out")
    expect(asked).to_contain_text("was not sent")
    asked.get_by_role("button", name="Stay").click()
    assert "Secret storm" in json.dumps(page.evaluate("({ ...localStorage })"))
