"""What can have happened to risks and contracts."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from pilotage.areas.audit.events import Verb
from pilotage.plan.insight.contracts.moves import ContractMove

RISK_ADDED = Verb("risk.added", _("added the risk “{title}”"))
RISK_CHANGED = Verb("risk.changed", _("changed the {fields} of the risk “{title}”"))
RISK_REMOVED = Verb("risk.removed", _("removed the risk “{title}”"))
CONTRACT_ADDED = Verb("contract.added", _("added the contract “{title}”"))
CONTRACT_CHANGED = Verb("contract.changed", _("changed the {fields} of the contract “{title}”"))
CONTRACT_REMOVED = Verb("contract.removed", _("removed the contract “{title}”"))
MOVES: Mapping[ContractMove, Verb] = {
    ContractMove.AGREE: Verb("contract.agreed", _("promised a date for “{title}”")),
    ContractMove.OFFER: Verb("contract.offered", _("offered another date for “{title}”")),
    ContractMove.DECLINE: Verb("contract.declined", _("declined “{title}”")),
    ContractMove.ACCEPT_OFFER: Verb("contract.offer-accepted", _("accepted the date offered for “{title}”")),
    ContractMove.REFUSE_OFFER: Verb("contract.offer-refused", _("refused the date offered for “{title}”")),
    ContractMove.REPROMISE: Verb("contract.promised", _("promised a new date for “{title}”")),
    ContractMove.DELIVER: Verb("contract.delivered", _("delivered “{title}”")),
    ContractMove.ACCEPT: Verb("contract.accepted", _("accepted the delivery of “{title}”")),
    ContractMove.REJECT: Verb("contract.rejected", _("rejected the delivery of “{title}”")),
    ContractMove.ASK_AGAIN: Verb("contract.asked-again", _("asked again for “{title}”")),
    ContractMove.WITHDRAW: Verb("contract.withdrawn", _("withdrew the request for “{title}”")),
    ContractMove.ESCALATE: Verb("contract.escalated", _("escalated “{title}”")),
    ContractMove.DE_ESCALATE: Verb("contract.de-escalated", _("took back the escalation of “{title}”")),
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
