"""Sending one message by apprise. No address and no token gets into a log or a reason: they are secrets."""

import logging

from django.utils.translation import gettext as _

from pilotage.areas.discussion.queries.telling import Address, allowed
from pilotage.areas.discussion.rules.addresses import instance, refuse_private
from pilotage.areas.discussion.rules.messages import Message
from pilotage.areas.errors import InvalidError

_log = logging.getLogger("pilotage.jobs")


def send(address: Address, message: Message) -> str:
    """Why the message did not arrive, in words; nothing where it did."""
    plugin = instance(address.url)
    if plugin is None:
        return _("The address of the channel is not understood.")
    try:
        if not address.own:
            refuse_private(plugin, allowed())  # what a name stands for may have changed since
        arrived = plugin.notify(body=message.body, title=message.subject)
    except InvalidError as error:
        return str(error)
    except Exception as error:  # noqa: BLE001 - a plugin of another project may fail in any way; the worker goes on
        _log.warning("a channel failed: %s", type(error).__name__)
        return _("The service failed.")
    return "" if arrived else _("The service did not take the message.")
