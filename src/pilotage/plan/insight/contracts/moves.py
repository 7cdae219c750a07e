"""What can be done about a contract in the state in which it is, and by whom."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from pilotage.plan.insight.contracts.escalation import taken_rungs
from pilotage.plan.insight.contracts.life import ContractState, Side
from pilotage.plan.vocabulary.contracts import Contract


class ContractMove(StrEnum):
    AGREE = "agree"  # with a first promise
    OFFER = "offer"  # another day than the one asked for
    DECLINE = "decline"
    ACCEPT_OFFER = "accept-offer"
    REFUSE_OFFER = "refuse-offer"
    REPROMISE = "repromise"
    DELIVER = "deliver"
    ACCEPT = "accept"
    REJECT = "reject"
    ASK_AGAIN = "ask-again"
    WITHDRAW = "withdraw"
    ESCALATE = "escalate"
    DE_ESCALATE = "de-escalate"


BY: Final[Mapping[ContractMove, Side]] = {
    ContractMove.AGREE: Side.PROVIDER,
    ContractMove.OFFER: Side.PROVIDER,
    ContractMove.DECLINE: Side.PROVIDER,
    ContractMove.REPROMISE: Side.PROVIDER,
    ContractMove.DELIVER: Side.PROVIDER,
    ContractMove.ACCEPT_OFFER: Side.CONSUMER,
    ContractMove.REFUSE_OFFER: Side.CONSUMER,
    ContractMove.ACCEPT: Side.CONSUMER,
    ContractMove.REJECT: Side.CONSUMER,
    ContractMove.ASK_AGAIN: Side.CONSUMER,
    ContractMove.WITHDRAW: Side.CONSUMER,
    ContractMove.ESCALATE: Side.CONSUMER,
    ContractMove.DE_ESCALATE: Side.CONSUMER,
}
"""Whose move each is. Anybody who may change the program may record it for them."""
_AGREED = (ContractMove.DELIVER, ContractMove.REPROMISE, ContractMove.ESCALATE, ContractMove.WITHDRAW)
_IN: Final[Mapping[ContractState, tuple[ContractMove, ...]]] = {
    ContractState.PROPOSED: (
        ContractMove.AGREE,
        ContractMove.OFFER,
        ContractMove.DECLINE,
        ContractMove.DELIVER,
        ContractMove.ESCALATE,
        ContractMove.WITHDRAW,
    ),
    ContractState.AGREED: _AGREED,
    ContractState.AT_RISK: _AGREED,
    ContractState.BROKEN: _AGREED,
    ContractState.DELIVERED: (ContractMove.ACCEPT, ContractMove.REJECT),
    ContractState.DECLINED: (ContractMove.ASK_AGAIN, ContractMove.ESCALATE, ContractMove.WITHDRAW),
    ContractState.WITHDRAWN: (ContractMove.ASK_AGAIN,),
}


def moves(contract: Contract, state: ContractState) -> tuple[ContractMove, ...]:
    """What can be done now, the most likely first."""
    if state is ContractState.DELIVERED and contract.accepted is not None:
        return (ContractMove.REJECT,)
    found = _IN[state]
    if state is ContractState.PROPOSED and contract.offer is not None:
        found = (ContractMove.ACCEPT_OFFER, ContractMove.REFUSE_OFFER, *found)
    if taken_rungs(contract) and state is not ContractState.DELIVERED:
        found = (*found, ContractMove.DE_ESCALATE)
    return found
