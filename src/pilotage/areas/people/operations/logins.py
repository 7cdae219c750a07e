"""Logging in: by password, by link, by token. Failed passwords are counted in the database, so that the limit holds
across processes and machines without a cache service."""

import datetime as dt
from uuid import uuid4

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils.translation import gettext as _

from pilotage.areas.actor import Actor, Source
from pilotage.areas.audit.events import Verb
from pilotage.areas.audit.operations import Entry, record
from pilotage.areas.errors import NotAllowedError, TooManyError
from pilotage.areas.people import events, rules
from pilotage.areas.people.models import ApiToken, LoginFailure, LoginLink, User

_TOKEN_USE_GRAIN = dt.timedelta(minutes=10)


def log_in(*, email: str, password: str, address: str, now: dt.datetime) -> User:
    """The user with this password. ``address`` is the client's.

    Raises NotAllowedError with one sentence for every reason, TooManyError past the limits in ``rules``. The attempt is
    counted before the password is looked at, so that parallel guesses count too.
    """
    keys = (rules.account_key(email), rules.address_key(address))
    _count_attempt(keys, now)
    user = User.objects.filter(email=rules.normal_email(email), is_active=True).first()
    if user is None:
        make_password(password)  # takes as long as a wrong password for a known address
    if user is None or not user.check_password(password):
        raise NotAllowedError(_("The e-mail address or the password is wrong."))
    with transaction.atomic():
        LoginFailure.objects.filter(key=keys[0]).delete()
        LoginFailure.objects.filter(key=keys[1], at=now).delete()
        _note(events.LOGGED_IN, user, now)
    return user


def enter(*, token: str, now: dt.datetime) -> User:
    """The user of an unused, unexpired login link; the link is used up. Raises NotAllowedError."""
    with transaction.atomic():
        links = LoginLink.objects.filter(digest=rules.digest(token), used=None, expires__gt=now, user__is_active=True)
        if not links.update(used=now):
            raise NotAllowedError(_("This login link was used already, or is too old. Ask for a new one."))
        user = User.objects.get(pk=LoginLink.objects.values_list("user_id").get(digest=rules.digest(token))[0])
        _note(events.LOGGED_IN, user, now)
    return user


def log_out(*, actor: Actor, now: dt.datetime) -> None:
    if actor.user_id is None:
        return
    user = User.objects.filter(pk=actor.user_id).first()
    if user is not None:
        _note(events.LOGGED_OUT, user, now)


def use_token(*, secret: str, now: dt.datetime) -> User | None:
    """The user of a bearer token; None for an unknown one. Notes the use, at most every ten minutes."""
    token = ApiToken.objects.select_related("user").filter(digest=rules.digest(secret), user__is_active=True).first()
    if token is None:
        return None
    if token.last_used is None or now - token.last_used > _TOKEN_USE_GRAIN:
        ApiToken.objects.filter(pk=token.pk).update(last_used=now)
    return token.user


def _count_attempt(keys: tuple[str, str], now: dt.datetime) -> None:
    since = now - rules.WINDOW
    with transaction.atomic():
        LoginFailure.objects.filter(at__lt=since).delete()
        for key, most in zip(keys, (rules.FAILURES_PER_ACCOUNT, rules.FAILURES_PER_ADDRESS), strict=True):
            failures = LoginFailure.objects.filter(key=key, at__gte=since).order_by("at")
            if failures.count() >= most:
                first = failures.values_list("at", flat=True)[0]
                wait = max(1, int((first + rules.WINDOW - now).total_seconds()))
                raise TooManyError(
                    _("Too many failed logins. Try again in {n} minutes.").format(n=-(-wait // 60)), retry_after=wait
                )
        LoginFailure.objects.bulk_create([LoginFailure(key=key, at=now) for key in keys])


def _note(verb: Verb, user: User, now: dt.datetime) -> None:
    actor = Actor(user_id=user.pk, name=user.name, source=Source.WEB)
    record([Entry(verb=verb, entity_id=str(user.pk), title=user.email)], actor=actor, now=now, operation=uuid4())
