"""What can have happened to risks and contracts."""

from django.utils.translation import gettext_lazy as _

from pilotage.areas.audit.events import Verb

RISK_ADDED = Verb("risk.added", _("added the risk “{title}”"))
RISK_CHANGED = Verb("risk.changed", _("changed the {fields} of the risk “{title}”"))
RISK_REMOVED = Verb("risk.removed", _("removed the risk “{title}”"))
CONTRACT_ADDED = Verb("contract.added", _("added the contract “{title}”"))
CONTRACT_CHANGED = Verb("contract.changed", _("changed the {fields} of the contract “{title}”"))
CONTRACT_REMOVED = Verb("contract.removed", _("removed the contract “{title}”"))
SIMULATION_REQUESTED = Verb("simulation.requested", _("asked for simulation {title}"), undoable=False)

VERBS = (
    RISK_ADDED,
    RISK_CHANGED,
    RISK_REMOVED,
    CONTRACT_ADDED,
    CONTRACT_CHANGED,
    CONTRACT_REMOVED,
    SIMULATION_REQUESTED,
)
