"""Portfolios over the API: who sees which, and what its owner may do."""

from collections.abc import Callable

from django.test import Client

from pilotage.areas.actor import Actor
from pilotage.areas.audit.models import AuditEntry
from pilotage.areas.programs.models import Program

JSON = "application/json"
Browser = Callable[[Actor], Client]


def add(client: Client, title: str = "Ports") -> str:
    answer = client.post("/api/portfolios", {"title": title, "summary": "By the sea"}, content_type=JSON)
    assert answer.status_code == 200, answer.content
    return str(answer.json()["id"])


def seen(client: Client) -> list[str]:
    return [each["id"] for each in client.get("/api/portfolios").json()["portfolios"]]


def test_a_program_is_put_into_a_portfolio_and_taken_out(owner: Actor, program: Program, browser: Browser) -> None:
    client = browser(owner)
    ports = add(client)
    moved = client.put("/api/programs/harbor/portfolio", {"portfolio": ports}, content_type=JSON)
    assert moved.json() == {"revision": 2}
    (one,) = client.get("/api/portfolios").json()["portfolios"]
    assert (one["programs"], one["mine"], one["owner"], one["version"]) == (["harbor"], True, "Olga", 1)
    again = client.put("/api/programs/harbor/portfolio", {"portfolio": ports}, content_type=JSON)
    assert again.json() == {"revision": 2}, "nothing changed"
    client.put("/api/programs/harbor/portfolio", {"portfolio": None}, content_type=JSON)
    assert client.get("/api/portfolios").json()["portfolios"][0]["programs"] == []
    entry = AuditEntry.objects.filter(verb="program.moved").latest("id")
    assert (entry.before, entry.after) == (
        {"portfolio": "Ports", "portfolio_id": ports},
        {"portfolio": None, "portfolio_id": None},
    )


def test_it_is_seen_by_its_owner_and_by_those_who_see_a_program_in_it(
    owner: Actor, viewer: Actor, stranger: Actor, program: Program, browser: Browser
) -> None:
    ports = add(browser(owner))
    assert (seen(browser(owner)), seen(browser(viewer)), seen(browser(stranger))) == ([ports], [], [])
    browser(owner).put("/api/programs/harbor/portfolio", {"portfolio": ports}, content_type=JSON)
    assert (seen(browser(viewer)), seen(browser(stranger))) == ([ports], [])
    (one,) = browser(viewer).get("/api/portfolios").json()["portfolios"]
    assert one["mine"] is False
    refused = browser(viewer).patch(f"/api/portfolios/{ports}", {"title": "Mine"}, content_type=JSON)
    assert refused.status_code == 403
    unknown = browser(stranger).patch(f"/api/portfolios/{ports}", {"title": "Mine"}, content_type=JSON)
    assert unknown.status_code == 404


def test_nobody_puts_a_program_where_they_cannot_see(
    owner: Actor, editor: Actor, viewer: Actor, program: Program, browser: Browser
) -> None:
    ports = add(browser(owner))
    hidden = browser(editor).put("/api/programs/harbor/portfolio", {"portfolio": ports}, content_type=JSON)
    assert hidden.status_code == 404
    refused = browser(viewer).put("/api/programs/harbor/portfolio", {"portfolio": None}, content_type=JSON)
    assert refused.status_code == 403


def test_a_stale_change_shows_both_values(owner: Actor, program: Program, browser: Browser) -> None:
    client = browser(owner)
    ports = add(client)
    url = f"/api/portfolios/{ports}"
    assert client.patch(url, {"version": 1, "title": "Piers"}, content_type=JSON).json()["version"] == 2
    stale = client.patch(url, {"version": 1, "title": "Quays"}, content_type=JSON)
    assert stale.status_code == 409
    assert stale.json()["conflict"]["fields"] == {"title": {"yours": "Quays", "theirs": "Piers"}}
    empty = client.patch(url, {"title": " "}, content_type=JSON)
    assert empty.status_code == 422


def test_removing_a_portfolio_leaves_its_programs(owner: Actor, program: Program, browser: Browser) -> None:
    client = browser(owner)
    ports = add(client)
    client.put("/api/programs/harbor/portfolio", {"portfolio": ports}, content_type=JSON)
    assert client.delete(f"/api/portfolios/{ports}").status_code == 204
    assert seen(client) == []
    assert client.get("/api/programs/harbor/header").status_code == 200


def test_a_move_is_undone_and_done_again(owner: Actor, program: Program, browser: Browser) -> None:
    client = browser(owner)
    ports, piers = add(client), add(client)
    for where in (ports, piers):
        client.put("/api/programs/harbor/portfolio", {"portfolio": where}, content_type=JSON)
    assert client.post("/api/programs/harbor/undo").status_code == 200
    program.refresh_from_db()
    assert program.portfolio is not None
    assert program.portfolio.slug == ports
    assert client.post("/api/programs/harbor/redo").status_code == 200
    program.refresh_from_db()
    assert program.portfolio is not None
    assert program.portfolio.slug == piers


def test_a_move_out_of_a_portfolio_that_is_gone_stays(owner: Actor, program: Program, browser: Browser) -> None:
    client = browser(owner)
    ports = add(client)
    client.put("/api/programs/harbor/portfolio", {"portfolio": ports}, content_type=JSON)
    client.put("/api/programs/harbor/portfolio", {"portfolio": None}, content_type=JSON)
    client.delete(f"/api/portfolios/{ports}")
    refused = client.post("/api/programs/harbor/undo")
    assert refused.status_code == 409
    assert "no longer there" in refused.json()["detail"]
