"""Bearer tokens of the logged-in user."""

import datetime as dt

from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema
from pydantic import Field

from pilotage.api.base.answers import nothing
from pilotage.api.base.auth import actor, moment
from pilotage.api.base.schemas import READ, WRITE
from pilotage.areas.people import operations as people
from pilotage.areas.people.queries import tokens_of

router = Router(tags=["tokens"])


class TokenView(Schema):
    id: str
    name: str
    prefix: str = Field(description="How the token begins")
    created: dt.datetime
    last_used: dt.datetime | None


class TokenInput(Schema):
    name: str = Field(max_length=100)


class NewToken(Schema):
    id: str
    name: str
    token: str = Field(description="The secret; it is never shown again")
    created: dt.datetime


@router.get("/tokens", response={200: list[TokenView], **READ})
def list_tokens(request: HttpRequest) -> list[TokenView]:
    return [
        TokenView(
            id=str(token.pk), name=token.name, prefix=token.prefix, created=token.created, last_used=token.last_used
        )
        for token in tokens_of(actor(request))
    ]


@router.post("/tokens", response={200: NewToken, **WRITE})
def create_token(request: HttpRequest, payload: TokenInput) -> NewToken:
    made = people.create_token(actor=actor(request), name=payload.name, now=moment())
    return NewToken(id=str(made.token.pk), name=made.token.name, token=made.secret, created=made.token.created)


@router.delete("/tokens/{token_id}", response={204: None, **WRITE})
def revoke_token(request: HttpRequest, token_id: int) -> HttpResponse:
    people.revoke_token(actor=actor(request), token_id=token_id, now=moment())
    return nothing()
