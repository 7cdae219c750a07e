"""Contracts from the request to the accepted delivery, their inbox by keyboard alone, the map, who is hit by a move."""

from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from tests.browser.small import imported, text_of

TEAMS = """
teams:
  yard: { title: The yard }
  crew: { title: The crew }
needs:
  crane: { what: A crane on the pier, from: yard, to: crew, for: work/build, asked: 2026-09-01, needed: 2026-10-20 }
  rails: { what: Rails on the pier, from: yard, to: crew, asked: 2026-09-10, needed: 2026-10-22 }
"""


def pier(page: Page, folder: Path, key: str) -> str:
    file = folder / f"{key}.yaml"
    file.write_text(text_of(key, "Pier") + TEAMS)
    return imported(page, file)


def detail(page: Page, what: str) -> Locator:
    return page.get_by_role("region", name=f"Promises of {what}")


def test_from_a_counter_offer_to_an_accepted_delivery(page: Page, tmp_path: Path) -> None:
    home = pier(page, tmp_path, "crane-life")
    page.goto(f"{home}/contracts?contract=crane")
    crane = detail(page, "A crane on the pier")
    expect(crane.get_by_text("Proposed")).to_be_visible()
    crane.get_by_role("button", name="Offer another date").click()
    crane.get_by_label("Offered date").fill("2026-10-23")
    crane.get_by_role("button", name="Offer another date").click()
    expect(crane.get_by_text("Say in a few words why.")).to_be_visible()
    crane.get_by_label("Reason").fill("The yard is full")
    crane.get_by_role("button", name="Offer another date").click()
    crane.get_by_role("button", name="Accept the offer").click()
    crane.get_by_role("button", name="Accept the offer").click()
    expect(crane.get_by_text("At risk").first).to_be_visible()
    expect(crane.get_by_role("region", name="History")).to_contain_text("The yard is full")
    crane.get_by_role("button", name="Mark delivered").click()
    crane.get_by_role("button", name="Mark delivered").click()
    crane.get_by_role("button", name="Accept delivery").click()
    crane.get_by_role("button", name="Accept delivery").click()
    expect(crane.get_by_text("Delivery accepted")).to_be_visible()
    expect(crane.get_by_role("button", name="Reject delivery")).to_be_visible()


def test_an_inbox_is_answered_from_the_keyboard_alone(page: Page, tmp_path: Path) -> None:
    home = pier(page, tmp_path, "crane-keys")
    page.goto(f"{home}/contracts?view=inbox&team=yard")
    asked = page.get_by_role("region", name="Asked of us")
    expect(asked.get_by_role("listitem")).to_have_count(2)
    expect(asked.get_by_role("listitem").first).to_contain_text("A crane on the pier")  # asked first
    page.get_by_label("Team", exact=True).focus()
    page.keyboard.press("Tab")
    expect(asked.get_by_role("button", name="A crane on the pier")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(asked.get_by_role("button", name="Rails on the pier")).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(asked.get_by_role("button", name="A crane on the pier")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # Agree
    expect(asked.get_by_label("Promised by")).to_be_focused()
    expect(asked.get_by_label("Promised by")).to_have_value("2026-10-20")
    page.keyboard.press("Enter")
    expect(asked.get_by_role("listitem")).to_have_count(1)
    page.get_by_label("Team", exact=True).focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(asked.get_by_label("Promised by")).to_be_focused()
    page.keyboard.press("Escape")  # leaves the form; the focus comes back
    expect(asked.get_by_role("button", name="Agree")).to_be_focused()


def test_a_contract_gets_a_ladder_of_its_own_from_the_keyboard_alone(page: Page, tmp_path: Path) -> None:
    home = pier(page, tmp_path, "crane-ladder")
    page.goto(f"{home}/contracts?contract=crane")
    clock = detail(page, "A crane on the pier").get_by_role("region", name="Escalation")
    expect(clock).to_contain_text("by the ladder of the program")
    expect(clock).to_contain_text("Counted to 5 Oct 2026, the status date of the plan.")
    clock.get_by_role("button", name="Give it its own ladder").focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name="Escalation ladder of A crane on the pier")
    expect(dialog.locator(":focus")).to_have_count(1)
    dialog.get_by_role("button", name="Add a step").focus()
    page.keyboard.press("Enter")
    dialog.get_by_label("After working days").focus()
    page.keyboard.press("Control+A")
    page.keyboard.type("3")
    page.keyboard.press("Tab")
    page.keyboard.type("Ada")
    page.keyboard.press("Tab")
    page.keyboard.type("Which pier waits?")
    page.keyboard.press("Enter")
    expect(clock).to_contain_text("by its own ladder")
    expect(clock.get_by_role("listitem")).to_have_count(1)
    expect(clock).to_contain_text("Ada Byron")
    expect(clock).to_contain_text("Which pier waits?")


def test_the_map_is_walked_with_arrows_and_tells_the_worst_first(page: Page) -> None:
    page.goto("/programs/atlas/contracts?view=map")
    teams = page.get_by_role("group", name="Map of dependencies")
    expect(page.locator("[data-drawn=true]")).to_be_attached(timeout=30_000)
    troubles = page.get_by_role("region", name="Trouble spots, worst first")
    expect(troubles.get_by_role("button").first).to_have_text("Identity for Edge")
    page.get_by_role("button", name="Fit").focus()
    page.keyboard.press("Tab")
    first = teams.locator(":focus")
    expect(first).to_have_attribute("aria-label", "Identity gives 8 · takes 3. At risk")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowRight")
    expect(teams.locator(":focus")).not_to_have_attribute("data-node", "team:identity")
    page.goto("/programs/atlas/contracts?view=map&node=team:identity")
    page.locator("[data-node='team:identity']").focus()
    page.keyboard.press("Enter")  # its activities
    expect(page.locator("[data-node='activity:tokens/key-service']")).to_be_attached(timeout=30_000)


def test_a_map_of_programs_opens_into_teams(page: Page, tmp_path: Path) -> None:
    file = tmp_path / "mapped.yaml"
    asked = (
        "  token: { what: A token, to: crew, elsewhere: { program: atlas }, asked: 2026-09-01, needed: 2026-10-20 }\n"
    )
    file.write_text(text_of("mapped", "Mapped") + TEAMS + asked)
    imported(page, file)
    page.goto("/")
    page.get_by_role("link", name="Map", exact=True).click()
    expect(page.locator("[data-node='program:mapped']")).to_be_attached(timeout=30_000)
    page.locator("[data-node='program:mapped']").focus()
    page.keyboard.press("Enter")  # its teams
    expect(page.locator("[data-node='team:mapped/crew']")).to_be_attached(timeout=30_000)
    expect(page.get_by_role("region", name="Mapped is selected")).to_contain_text("Atlas for The crew")


def test_who_is_hit_is_told_for_any_number_of_days(page: Page) -> None:
    page.goto("/programs/atlas/contracts?contract=eu-token-service")
    token = detail(page, "Token service serves EU keys")
    token.get_by_role("button", name="Who is hit if this moves?").click()
    hit = page.get_by_role("region", name="Who is hit if this moves? Token service serves EU keys")
    expect(hit).to_contain_text("GA in three regions moves 1 working day", timeout=30_000)
    hit.get_by_role("spinbutton").fill("10")
    expect(hit).to_contain_text("GA in three regions moves", timeout=30_000)
    expect(hit).not_to_contain_text("moves 1 working day,")


def test_a_day_set_for_escalation_is_told_alike_in_the_list_and_beside_it(page: Page) -> None:
    page.goto("/programs/atlas/contracts?contract=eu-token-service")
    token = detail(page, "Token service serves EU keys")
    clock = token.get_by_role("region", name="Escalation")
    expect(clock).to_contain_text("Its next step is set for 22 Sep.")
    expect(clock).not_to_contain_text("no day is set")
    expect(page.get_by_text("Escalates Tue 22 Sep")).to_be_visible()
