"""Where a contract stands: what people decided, and what follows from the dates."""

import datetime as dt
from enum import StrEnum
from itertools import pairwise

from pilotage.plan.insight.status import Status
from pilotage.plan.vocabulary.contracts import Act, Contract, Standing


class ContractState(StrEnum):
    """``PROPOSED``, ``AGREED``, ``DELIVERED``, ``DECLINED`` and ``WITHDRAWN`` are set by people; ``AT_RISK`` and
    ``BROKEN`` follow from the dates of an agreed one.
    """

    PROPOSED = "proposed"
    AGREED = "agreed"
    AT_RISK = "at_risk"
    BROKEN = "broken"
    DELIVERED = "delivered"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


CLOSED = (ContractState.DELIVERED, ContractState.DECLINED, ContractState.WITHDRAWN)
"""States of which the dates no longer matter."""


class Side(StrEnum):
    PROVIDER = "provider"
    CONSUMER = "consumer"


def state_by_people(contract: Contract) -> ContractState:
    """What people made of it, whatever the dates say."""
    if contract.standing is Standing.WITHDRAWN:
        return ContractState.WITHDRAWN
    if contract.standing is Standing.DECLINED:
        return ContractState.DECLINED
    if contract.delivered is not None:
        return ContractState.DELIVERED
    return ContractState.AGREED if contract.promises else ContractState.PROPOSED


def is_broken(contract: Contract, today: dt.date) -> bool:
    """The promised day is over and nothing was delivered."""
    agreed = state_by_people(contract) is ContractState.AGREED
    return agreed and contract.promised is not None and contract.promised < today


def state_of(contract: Contract, status: Status, today: dt.date) -> ContractState:
    """``status`` is that of the contract by rule."""
    state = state_by_people(contract)
    if state is not ContractState.AGREED:
        return state
    if is_broken(contract, today):
        return ContractState.BROKEN
    return ContractState.AT_RISK if status in (Status.AT_RISK, Status.OFF_TRACK) else ContractState.AGREED


def waits_for(contract: Contract, state: ContractState) -> Side | None:
    """Whose move it is. What was delivered without anybody saying so here waits for nobody."""
    if state is ContractState.PROPOSED:
        return Side.PROVIDER if contract.offer is None else Side.CONSUMER
    if state is ContractState.BROKEN:
        return Side.PROVIDER
    if state is ContractState.DECLINED:
        return Side.CONSUMER
    if state is ContractState.DELIVERED and contract.accepted is None:
        said = any(step.act is Act.DELIVERED for step in contract.steps)
        return Side.CONSUMER if said else None
    if contract.offer is not None and state in (ContractState.AGREED, ContractState.AT_RISK):
        return Side.CONSUMER
    return None


def waits_since(contract: Contract, state: ContractState) -> dt.date | None:
    """Since when the side whose move it is has been waited for; None where nobody is, or nobody knows."""
    if waits_for(contract, state) is None:
        return None
    if state is ContractState.BROKEN:
        return contract.promised
    if contract.offer is not None:
        return contract.offer.said
    if state is ContractState.PROPOSED:
        again = [step.at for step in contract.steps if step.act in (Act.ASKED_AGAIN, Act.OFFER_REFUSED)]
        return again[-1] if again else contract.asked
    return contract.steps[-1].at if contract.steps else contract.delivered


def slips(contract: Contract) -> tuple[int, int]:
    """How often a promise was moved to a later day, and how often in a row until now."""
    moved = [after.date > before.date for before, after in pairwise(contract.promises)]
    row = 0
    for later in reversed(moved):
        if not later:
            break
        row += 1
    return sum(moved), row
