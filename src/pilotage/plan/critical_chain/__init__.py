"""Critical chain: the longest chain at aggressive durations, its buffers, and how fast they are used up."""

from pilotage.plan.critical_chain.answer import ChainAnswer, chain_answer
from pilotage.plan.critical_chain.chain import CriticalChain, critical_chain
from pilotage.plan.critical_chain.durations import DurationBasis
from pilotage.plan.critical_chain.fever import THIRDS, FeverPoint, Zone, Zones, fever
from pilotage.plan.critical_chain.sizing import Sizing

__all__ = [
    "THIRDS",
    "ChainAnswer",
    "CriticalChain",
    "DurationBasis",
    "FeverPoint",
    "Sizing",
    "Zone",
    "Zones",
    "chain_answer",
    "critical_chain",
    "fever",
]
