"""What can have happened to risks and contracts."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from pilotage.areas.audit.events import Verb
from pilotage.plan.insight.contracts.moves import Move

RISK_ADDED = Verb("risk.added", _("added the risk “{title}”"))
RISK_CHANGED = Verb("risk.changed", _("changed the {fields} of the risk “{title}”"))
RISK_REMOVED = Verb("risk.removed", _("removed the risk “{title}”"))
CONTRACT_ADDED = Verb("contract.added", _("added the contract “{title}”"))
CONTRACT_CHANGED = Verb("contract.changed", _("changed the {fields} of the contract “{title}”"))
CONTRACT_REMOVED = Verb("contract.removed", _("removed the contract “{title}”"))
MOVES: Mapping[Move, Verb] = {
    Move.AGREE: Verb("contract.agreed", _("promised a date for “{title}”")),
    Move.OFFER: Verb("contract.offered", _("offered another date for “{title}”")),
    Move.DECLINE: Verb("contract.declined", _("declined “{title}”")),
    Move.ACCEPT_OFFER: Verb("contract.offer-accepted", _("accepted the date offered for “{title}”")),
    Move.REFUSE_OFFER: Verb("contract.offer-refused", _("refused the date offered for “{title}”")),
    Move.REPROMISE: Verb("contract.promised", _("promised a new date for “{title}”")),
    Move.DELIVER: Verb("contract.delivered", _("delivered “{title}”")),
    Move.ACCEPT: Verb("contract.accepted", _("accepted the delivery of “{title}”")),
    Move.REJECT: Verb("contract.rejected", _("rejected the delivery of “{title}”")),
    Move.ASK_AGAIN: Verb("contract.asked-again", _("asked again for “{title}”")),
    Move.WITHDRAW: Verb("contract.withdrawn", _("withdrew the request for “{title}”")),
    Move.ESCALATE: Verb("contract.escalated", _("escalated “{title}”")),
    Move.DE_ESCALATE: Verb("contract.de-escalated", _("took back the escalation of “{title}”")),
}
"""What each move of a contract is called in the trail."""
SIMULATION_REQUESTED = Verb("simulation.requested", _("asked for simulation {title}"), undoable=False)

VERBS = (
    RISK_ADDED,
    RISK_CHANGED,
    RISK_REMOVED,
    CONTRACT_ADDED,
    CONTRACT_CHANGED,
    CONTRACT_REMOVED,
    *MOVES.values(),
    SIMULATION_REQUESTED,
)
