"""What can be done about a contract in the state in which it is, and by whom."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from pilotage.plan.insight.contracts.escalation import taken_rungs
from pilotage.plan.insight.contracts.life import ContractState, Side
from pilotage.plan.vocabulary.contracts import Contract


class Move(StrEnum):
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


BY: Final[Mapping[Move, Side]] = {
    Move.AGREE: Side.PROVIDER,
    Move.OFFER: Side.PROVIDER,
    Move.DECLINE: Side.PROVIDER,
    Move.REPROMISE: Side.PROVIDER,
    Move.DELIVER: Side.PROVIDER,
    Move.ACCEPT_OFFER: Side.CONSUMER,
    Move.REFUSE_OFFER: Side.CONSUMER,
    Move.ACCEPT: Side.CONSUMER,
    Move.REJECT: Side.CONSUMER,
    Move.ASK_AGAIN: Side.CONSUMER,
    Move.WITHDRAW: Side.CONSUMER,
    Move.ESCALATE: Side.CONSUMER,
    Move.DE_ESCALATE: Side.CONSUMER,
}
"""Whose move each is. Anybody who may change the program may record it for them."""
_AGREED = (Move.DELIVER, Move.REPROMISE, Move.ESCALATE, Move.WITHDRAW)
_IN: Final[Mapping[ContractState, tuple[Move, ...]]] = {
    ContractState.PROPOSED: (Move.AGREE, Move.OFFER, Move.DECLINE, Move.DELIVER, Move.ESCALATE, Move.WITHDRAW),
    ContractState.AGREED: _AGREED,
    ContractState.AT_RISK: _AGREED,
    ContractState.BROKEN: _AGREED,
    ContractState.DELIVERED: (Move.ACCEPT, Move.REJECT),
    ContractState.DECLINED: (Move.ASK_AGAIN, Move.ESCALATE, Move.WITHDRAW),
    ContractState.WITHDRAWN: (Move.ASK_AGAIN,),
}


def moves(contract: Contract, state: ContractState) -> tuple[Move, ...]:
    """What can be done now, the most likely first."""
    if state is ContractState.DELIVERED and contract.accepted is not None:
        return (Move.REJECT,)
    found = _IN[state]
    if state is ContractState.PROPOSED and contract.offer is not None:
        found = (Move.ACCEPT_OFFER, Move.REFUSE_OFFER, *found)
    if taken_rungs(contract) and state is not ContractState.DELIVERED:
        found = (*found, Move.DE_ESCALATE)
    return found
