"""Addresses to which somebody may be told, as apprise writes them: which are allowed, and what of them may be shown.

A scheme that reaches a host of the user's choice could reach into the server's own network: private addresses are
refused unless the administrator allows them. The names are looked up again before each message, and the number is
looked at in the moment of connecting (`pilotage.jobs.reaching`).
"""

import ipaddress
import socket
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.utils.translation import gettext as _

from pilotage.areas.errors import InvalidError

MOST_LETTERS = 1000
_TRANSLATED = ipaddress.IPv6Network("64:ff9b::/96")
"""IPv4 addresses behind a translator (RFC 6052)."""


@dataclass(frozen=True, slots=True)
class Allowed:
    """What the administrator allows: schemes, and whether addresses inside the server's network."""

    schemes: Collection[str]
    private: bool


def available() -> bool:
    """Whether the extra ``notify`` is installed."""
    try:
        import apprise  # noqa: F401 - is it there?
    except ImportError:
        return False
    return True


def checked(url: str, allowed: Allowed) -> str:
    """What of the address may be shown. Raises InvalidError; the message never repeats the address."""
    scheme = urlsplit(url).scheme.lower() if "://" in url[:40] else ""
    if len(url) > MOST_LETTERS or "\x00" in url or not scheme:
        raise InvalidError.field(
            "url", _("This is no address of a channel."), hint=_("It begins like slack:// or discord://.")
        )
    if scheme not in allowed.schemes:
        raise InvalidError.field(
            "url",
            _("Channels of the kind “{scheme}” are not allowed on this server; allowed are {schemes}.").format(
                scheme=scheme[:30], schemes=", ".join(sorted(allowed.schemes)) or _("none")
            ),
        )
    plugin = instance(url)
    if plugin is None:
        raise InvalidError.field("url", _("This address of {scheme} is not complete.").format(scheme=scheme))
    refuse_private(plugin, allowed)
    return f"{plugin.service_name}: {scheme}://…"


def instance(url: str) -> Any:
    """apprise's own object for an address; None where it does not understand it."""
    import apprise

    asset = apprise.AppriseAsset(storage_mode=apprise.PersistentStoreMode.MEMORY, async_mode=False)
    return apprise.Apprise.instantiate(url, asset=asset, suppress_exceptions=True)


def refuse_private(plugin: Any, allowed: Allowed) -> None:
    """Raises InvalidError where the address names a host inside the server's network and that is not allowed."""
    if allowed.private:
        return
    for host in _hosts(plugin):
        if not all(is_public(found) for found in _numbers(host)):
            raise into_own_network()


def is_public(number: str) -> bool:
    """Whether an IP address is one of the public network; of IPv6 also the IPv4 address that it carries, if any."""
    try:
        found = ipaddress.ip_address(number.partition("%")[0])
    except ValueError:
        return False
    if isinstance(found, ipaddress.IPv6Address):
        inner = found.ipv4_mapped or found.sixtofour
        if found in _TRANSLATED:
            inner = ipaddress.IPv4Address(int(found) & 0xFFFF_FFFF)
        if inner is not None and not is_public(str(inner)):
            return False
    return found.is_global and not found.is_multicast


def into_own_network() -> InvalidError:
    return InvalidError.field("url", _("The address leads into the server's own network, which is not allowed here."))


def mail_address(smtp: str, to: str) -> str:
    """apprise's address for a message to ``to`` through the server's own mail server,
    ``smtp[s]://user:password@host:port?from=…`` (``smtps``: encrypted, or by STARTTLS with ``?tls=starttls``).
    """
    parts = urlsplit(smtp)
    query = dict(pair.split("=", 1) for pair in parts.query.split("&") if "=" in pair)
    sender = query.get("from") or f"pilotage@{parts.hostname}"
    secure = parts.scheme == "smtps" or query.get("tls") == "starttls"
    more = {"smtp": parts.hostname or "", "from": sender, "to": to, "format": "text"}
    if secure:
        more["mode"] = "starttls" if query.get("tls") == "starttls" else "ssl"
    return f"{'mailtos' if secure else 'mailto'}://{parts.netloc}?{urlencode(more)}"


def _hosts(plugin: Any) -> list[str]:
    """Hosts that the user chose. Services with one address of their own have none."""
    chosen = any("{host}" in str(template) for template in plugin.templates)
    names = [plugin.host if chosen else None, getattr(plugin, "smtp_host", None)]
    return [str(name) for name in names if name]


def _numbers(host: str) -> list[str]:
    try:
        found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except OSError as error:
        raise InvalidError.field("url", _("There is no host of this name.")) from error
    return [str(each[4][0]).partition("%")[0] for each in found]
