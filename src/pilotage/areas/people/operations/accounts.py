"""Accounts, tokens and login links."""

import datetime as dt
from dataclasses import dataclass
from uuid import uuid4

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from pilotage.areas.actor import Actor
from pilotage.areas.audit.events import Verb
from pilotage.areas.audit.operations import Entry, record
from pilotage.areas.errors import ConflictError, InvalidError, NotAllowedError, NotFoundError
from pilotage.areas.people import events, rules
from pilotage.areas.people.models import ApiToken, LoginLink, User
from pilotage.areas.people.permissions import require_account


@dataclass(frozen=True, slots=True)
class NewToken:
    """``secret`` is shown once and kept nowhere."""

    token: ApiToken
    secret: str


def create_user(*, actor: Actor, email: str, name: str, password: str | None, now: dt.datetime) -> User:
    """Make an account. Only the workspace's own machine may (the command line). ``password`` None: by login link only.

    Raises InvalidError for a bad e-mail address or a weak password, ConflictError where the address has an account.
    """
    _require_trusted(actor)
    user = User(email=_checked_email(email), name=_checked_name(name, email), created=now)
    _put_password(user, password)
    try:
        with transaction.atomic():
            user.save(force_insert=True)
            _note(events.USER_CREATED, user, actor=actor, now=now)
    except IntegrityError as error:
        raise ConflictError(_("There is already an account for {email}.").format(email=user.email)) from error
    return user


def set_password(*, actor: Actor, email: str, password: str, now: dt.datetime) -> None:
    """Raises InvalidError for a weak password, NotFoundError for an unknown address. Ends other sessions."""
    with transaction.atomic():
        user = _user(email)
        if actor.user_id != user.pk:
            _require_trusted(actor)
        _put_password(user, password)
        user.save(update_fields=["password"])
        _note(events.USER_CHANGED, user, actor=actor, now=now, after={"password": "***"})


def make_login_link(*, actor: Actor, email: str, now: dt.datetime, lifetime: dt.timedelta = rules.LINK_LIFETIME) -> str:
    """The token of a link that logs ``email`` in once. Only the workspace's own machine may make one."""
    _require_trusted(actor)
    token = rules.new_link_token()
    with transaction.atomic():
        user = _user(email)
        LoginLink.objects.filter(expires__lt=now).delete()
        LoginLink.objects.create(user=user, digest=rules.digest(token), expires=now + lifetime)
        _note(events.LINK_MADE, user, actor=actor, now=now)
    return token


def create_token(*, actor: Actor, name: str, now: dt.datetime) -> NewToken:
    """A bearer token with all rights of its user. Raises InvalidError without a name."""
    user_id = _own_account(actor)
    if not name.strip() or len(name) > 100:
        raise InvalidError.field("name", _("Name the token, in at most 100 characters: where will it be used?"))
    secret = rules.new_token()
    with transaction.atomic():
        token = ApiToken.objects.create(
            user_id=user_id, name=name.strip(), prefix=secret[:8], digest=rules.digest(secret), created=now
        )
        entry = Entry(verb=events.TOKEN_CREATED, entity_id=str(token.pk), title=token.name, after={"name": token.name})
        record([entry], actor=actor, now=now, operation=uuid4())
    return NewToken(token, secret)


def revoke_token(*, actor: Actor, token_id: int, now: dt.datetime) -> None:
    """Raises NotFoundError also for another user's token."""
    user_id = _own_account(actor)
    with transaction.atomic():
        token = ApiToken.objects.filter(pk=token_id, user_id=user_id).first()
        if token is None:
            raise NotFoundError(_("You have no such token."))
        entry = Entry(verb=events.TOKEN_REVOKED, entity_id=str(token.pk), title=token.name, before={"name": token.name})
        token.delete()
        record([entry], actor=actor, now=now, operation=uuid4())


def _require_trusted(actor: Actor) -> None:
    if not actor.trusted:
        raise NotAllowedError(_("Accounts are managed on the server's command line: `pilotage user`."))


def _own_account(actor: Actor) -> int:
    require_account(actor)
    if actor.user_id is None:
        raise NotAllowedError(_("A token belongs to an account; log in with one."))
    return actor.user_id


def _user(email: str) -> User:
    user = User.objects.filter(email=rules.normal_email(email), is_active=True).first()
    if user is None:
        raise NotFoundError(_("There is no account for {email}.").format(email=email))
    return user


def _checked_email(email: str) -> str:
    normal = rules.normal_email(email)
    try:
        validate_email(normal)
    except ValidationError as error:
        raise InvalidError.field("email", _("“{email}” is not an e-mail address.").format(email=email[:254])) from error
    return normal


def _checked_name(name: str, email: str) -> str:
    return name.strip()[:200] or email.partition("@")[0]


def _put_password(user: User, password: str | None) -> None:
    if password is None:
        user.set_unusable_password()
        return
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise InvalidError.field("password", " ".join(error.messages), problem="weak-password") from error
    user.set_password(password)


def _note(verb: Verb, user: User, *, actor: Actor, now: dt.datetime, after: dict[str, str] | None = None) -> None:
    image = after or {"email": user.email, "name": user.name}
    record(
        [Entry(verb=verb, entity_id=str(user.pk), title=user.email, after=image)],
        actor=actor,
        now=now,
        operation=uuid4(),
    )
