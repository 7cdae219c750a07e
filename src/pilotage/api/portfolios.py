"""Portfolios, and which of them a program is in."""

from collections.abc import Mapping, Sequence
from typing import Annotated

from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema
from pydantic import Field

from pilotage.api.base.answers import answer, nothing, refuse_nul
from pilotage.api.base.auth import actor, moment
from pilotage.api.base.schemas import READ, WRITE, Revision
from pilotage.areas.actor import Actor
from pilotage.areas.programs import operations as programs
from pilotage.areas.programs.queries import PortfolioView, portfolios

router = Router(tags=["portfolios"])

Title = Annotated[str, Field(max_length=300)]
Summary = Annotated[str, Field(max_length=5_000)]


class Portfolio(Schema):
    """``programs``: ids of those in it that the caller sees. ``mine``: the caller may change and remove it."""

    id: str
    title: str
    summary: str
    owner: str | None
    mine: bool
    version: int
    programs: list[str]


class PortfolioList(Schema):
    portfolios: list[Portfolio]


class PortfolioInput(Schema):
    title: Title
    summary: Summary = ""


class PortfolioPatch(Schema):
    """Only what is sent is changed."""

    version: int | None = Field(default=None, description="As read; a stale one is refused with 409")
    title: Title | None = None
    summary: Summary | None = None


class Placement(Schema):
    """``portfolio``: its id; null takes the program out."""

    portfolio: Annotated[str | None, Field(max_length=100)]


@router.get("/portfolios", response={200: PortfolioList, **READ})
def list_portfolios(request: HttpRequest) -> HttpResponse:
    """Those that the caller made, or of which they see a program."""
    return answer({"portfolios": _shown(portfolios(actor=actor(request)))})


@router.post("/portfolios", response={200: Portfolio, **WRITE})
def add_portfolio(request: HttpRequest, payload: PortfolioInput) -> HttpResponse:
    """A portfolio without programs; the caller owns it."""
    refuse_nul(request)
    who = actor(request)
    row = programs.add_portfolio(actor=who, title=payload.title, summary=payload.summary, now=moment())
    return answer(_one(who, row.slug))


@router.patch("/portfolios/{portfolio}", response={200: Portfolio, **WRITE})
def change_portfolio(request: HttpRequest, portfolio: str, payload: PortfolioPatch) -> HttpResponse:
    """Change its title or summary. For its owner."""
    refuse_nul(request)
    who = actor(request)
    changes = {name: text or "" for name, text in payload.dict(exclude={"version"}, exclude_unset=True).items()}
    programs.change_portfolio(actor=who, portfolio=portfolio, version=payload.version, changes=changes, now=moment())
    return answer(_one(who, portfolio))


@router.delete("/portfolios/{portfolio}", response={204: None, **WRITE})
def remove_portfolio(request: HttpRequest, portfolio: str) -> HttpResponse:
    """Its programs stay, in no portfolio. For its owner."""
    programs.remove_portfolio(actor=actor(request), portfolio=portfolio, now=moment())
    return nothing()


@router.put("/programs/{program}/portfolio", response={200: Revision, **WRITE})
def move_program(request: HttpRequest, program: str, payload: Placement) -> HttpResponse:
    """Put a program into a portfolio that the caller sees, or take it out."""
    refuse_nul(request)
    revision = programs.move_program(actor=actor(request), program=program, portfolio=payload.portfolio, now=moment())
    return answer({"revision": revision})


def _one(who: Actor, portfolio: str) -> Mapping[str, object]:
    return next(each for each in _shown(portfolios(actor=who)) if each["id"] == portfolio)


def _shown(found: Sequence[PortfolioView]) -> list[dict[str, object]]:
    return [
        {
            "id": each.row.slug,
            "title": each.row.title,
            "summary": each.row.summary,
            "owner": each.row.owner.name if each.row.owner is not None else None,
            "mine": each.mine,
            "version": each.row.version,
            "programs": list(each.programs),
        }
        for each in found
    ]
