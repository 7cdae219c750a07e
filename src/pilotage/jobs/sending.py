"""Sending one message by apprise. No address and no token gets into a log or a reason: they are secrets."""

import logging
from typing import Any

from django.utils.translation import gettext as _

from pilotage.areas.discussion.queries.telling import Address, allowed
from pilotage.areas.discussion.rules.addresses import instance, into_own_network, refuse_private
from pilotage.areas.discussion.rules.messages import Message
from pilotage.areas.errors import InvalidError
from pilotage.jobs.reaching import only_public

_log = logging.getLogger("pilotage.jobs")


def send(address: Address, message: Message) -> str:
    """Why the message did not arrive, in words; nothing where it did."""
    plugin = instance(address.url)
    if plugin is None:
        return _("The address of the channel is not understood.")
    try:
        arrived = _notify(plugin, message, guarded=not address.own and not allowed().private)
    except InvalidError as error:
        return str(error)
    except Exception as error:  # noqa: BLE001 - a plugin of another project may fail in any way; the worker goes on
        _log.warning("a channel failed: %s", type(error).__name__)
        return _("The service failed.")
    return "" if arrived else _("The service did not take the message.")


def _notify(plugin: Any, message: Message, *, guarded: bool) -> bool:
    """Whether the service took it. Guarded, a name is looked up first, so that the reason is told, and what it stands
    for is looked at once more in the moment of connecting.
    """
    if not guarded:
        return bool(plugin.notify(body=message.body, title=message.subject))
    refuse_private(plugin, allowed())
    with only_public() as reach:
        arrived = bool(plugin.notify(body=message.body, title=message.subject))
    if reach.refused:
        raise into_own_network()
    return arrived
