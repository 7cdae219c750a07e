"""Who belongs to a program, and as what."""

from typing import Literal, cast

from django.http import HttpRequest
from ninja import Router, Schema
from pydantic import Field

from pilotage.api.base.auth import actor, moment
from pilotage.api.base.schemas import READ, WRITE, Revision
from pilotage.areas.people.queries import members
from pilotage.areas.programs import operations as programs
from pilotage.areas.programs.queries import visible

router = Router(tags=["members"])

RoleName = Literal["owner", "editor", "viewer"]


class MemberUser(Schema):
    id: str
    name: str
    email: str


class MemberView(Schema):
    user: MemberUser
    role: RoleName


class MemberInput(Schema):
    email: str = Field(max_length=254)
    role: RoleName


@router.get("/programs/{program}/members", response={200: list[MemberView], **READ})
def list_members(request: HttpRequest, program: str) -> list[MemberView]:
    found = visible(actor=actor(request), program=program)
    return [
        MemberView(
            user=MemberUser(id=str(membership.user.pk), name=membership.user.name, email=membership.user.email),
            role=cast(RoleName, membership.role),
        )
        for membership in members(found.program.pk)
    ]


@router.put("/programs/{program}/members", response={200: Revision, **WRITE})
def set_member(request: HttpRequest, program: str, payload: MemberInput) -> Revision:
    """Give an account a role; a new one or another one."""
    revision = programs.set_member(
        actor=actor(request), program=program, email=payload.email, role=payload.role, now=moment()
    )
    return Revision(revision=revision)


@router.delete("/programs/{program}/members/{user_id}", response={200: Revision, **WRITE})
def remove_member(request: HttpRequest, program: str, user_id: int) -> Revision:
    revision = programs.remove_member(actor=actor(request), program=program, user_id=user_id, now=moment())
    return Revision(revision=revision)
