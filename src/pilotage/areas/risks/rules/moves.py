"""What each verb makes of a contract. Pure: a contract and what was said in, a contract out, or a refusal."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from msgspec.structs import replace

from pilotage.areas.errors import ConflictError, InvalidError
from pilotage.areas.risks.rules.register import LONGEST_TEXT, check_day, check_text
from pilotage.plan.insight.contracts.escalation import ladder_of, taken_rungs, whom
from pilotage.plan.insight.contracts.life import is_broken, state_by_people
from pilotage.plan.insight.contracts.moves import ContractMove, moves
from pilotage.plan.language.wording import day
from pilotage.plan.vocabulary.contracts import Act, Contract, ContractStep, Promise, Standing
from pilotage.plan.vocabulary.program import Program


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """Who made the move on which day; ``date`` is the promised, offered or delivered one, where the move has one."""

    by: str
    today: dt.date
    date: dt.date | None = None
    why: str = ""


def moved(contract: Contract, move: ContractMove, said: Said, program: Program) -> Contract:
    """The contract after the move. Raises ConflictError where it cannot be made in its state, InvalidError for a date
    or a reason that is missing or impossible.
    """
    if move not in moves(contract, state_by_people(contract)):
        raise ConflictError(_NOT_NOW[move]())
    check_text("why", said.why, LONGEST_TEXT)
    check_day("date", said.date)
    return _MOVES[move](contract, said, program)


def _agree(contract: Contract, said: Said, _program: Program) -> Contract:
    date = _date(said)
    if date > contract.needed:
        raise InvalidError.field(
            "date",
            _("{date} is after {needed}, when it is needed.").format(date=day(date), needed=day(contract.needed)),
            hint=_("Offer that date instead: who asked must agree to it."),
        )
    return _promised(contract, said, date, said.why)


def _offer(contract: Contract, said: Said, _program: Program) -> Contract:
    date = _date(said)
    offer = Promise(said=said.today, date=date, by=said.by, why=_reason(said))
    return replace(contract, offer=offer, steps=(*contract.steps, _step(Act.OFFERED, said, date=date)))


def _accept_offer(contract: Contract, said: Said, _program: Program) -> Contract:
    assert contract.offer is not None
    return _promised(contract, replace_by(said, contract.offer.by), contract.offer.date, contract.offer.why)


def _refuse_offer(contract: Contract, said: Said, _program: Program) -> Contract:
    _reason(said)
    return replace(contract, offer=None, steps=(*contract.steps, _step(Act.OFFER_REFUSED, said)))


def _repromise(contract: Contract, said: Said, _program: Program) -> Contract:
    date = _date(said)
    if date == contract.promised:
        raise InvalidError.field("date", _("{date} is promised already.").format(date=day(date)))
    if contract.promised is not None and date > contract.promised:
        _reason(said)
    return _promised(contract, said, date, said.why)


def _promised(contract: Contract, said: Said, date: dt.date, why: str) -> Contract:
    if date < said.today:
        raise InvalidError.field("date", _("{date} is over: promise a day to come.").format(date=day(date)))
    promise = Promise(said=said.today, date=date, by=said.by, why=why)
    return replace(contract, promises=(*contract.promises, promise), offer=None, escalates=_cleared(contract, said))


def _decline(contract: Contract, said: Said, _program: Program) -> Contract:
    _reason(said)
    return replace(
        contract,
        standing=Standing.DECLINED,
        offer=None,
        escalates=None,
        steps=(*contract.steps, _step(Act.DECLINED, said)),
    )


def _ask_again(contract: Contract, said: Said, _program: Program) -> Contract:
    """What was promised before no longer holds; it stays in the trail."""
    needed = said.date or contract.needed
    return replace(
        contract,
        standing=Standing.OPEN,
        needed=needed,
        promises=(),
        offer=None,
        steps=(*contract.steps, _step(Act.ASKED_AGAIN, said)),
    )


def _withdraw(contract: Contract, said: Said, _program: Program) -> Contract:
    _reason(said)
    return replace(
        contract,
        standing=Standing.WITHDRAWN,
        offer=None,
        escalates=None,
        steps=(*contract.steps, _step(Act.WITHDRAWN, said)),
    )


def _deliver(contract: Contract, said: Said, _program: Program) -> Contract:
    date = said.date or said.today
    if date > said.today:
        raise InvalidError.field("date", _("{date} is still to come.").format(date=day(date)))
    steps = (*contract.steps, _step(Act.DELIVERED, said, date=date))
    return replace(contract, delivered=date, accepted=None, offer=None, escalates=None, steps=steps)


def _accept(contract: Contract, said: Said, _program: Program) -> Contract:
    return replace(contract, accepted=said.today, steps=(*contract.steps, _step(Act.ACCEPTED, said)))


def _reject(contract: Contract, said: Said, _program: Program) -> Contract:
    """It counts as not delivered: the last promise holds again, or is broken."""
    _reason(said)
    return replace(contract, delivered=None, accepted=None, steps=(*contract.steps, _step(Act.REJECTED, said)))


def _escalate(contract: Contract, said: Said, program: Program) -> Contract:
    ladder, level = ladder_of(program, contract), len(taken_rungs(contract))
    if level >= len(ladder):
        raise ConflictError(_("This is at the top of its escalation ladder already."))
    _person, title = whom(ladder[level].whom, contract, program)
    return replace(contract, escalates=None, steps=(*contract.steps, _step(Act.ESCALATED, said, to=title)))


def _de_escalate(contract: Contract, said: Said, _program: Program) -> Contract:
    _reason(said)
    return replace(contract, steps=(*contract.steps, _step(Act.DE_ESCALATED, said)))


def _cleared(contract: Contract, said: Said) -> dt.date | None:
    """A new promise stops the clock of an answer that was owed; a day set for a broken promise stays."""
    return contract.escalates if contract.promises and not is_broken(contract, said.today) else None


def replace_by(said: Said, by: str) -> Said:
    """The same words of somebody else: a promise is the provider's, whoever agreed to it."""
    return Said(by=by or said.by, today=said.today, date=said.date, why=said.why)


def _step(act: Act, said: Said, *, to: str = "", date: dt.date | None = None) -> ContractStep:
    return ContractStep(at=said.today, act=act, by=said.by, why=said.why, to=to, date=date)


def _date(said: Said) -> dt.date:
    if said.date is None:
        raise InvalidError.field("date", _("A date is missing."))
    return said.date


def _reason(said: Said) -> str:
    if not said.why.strip():
        raise InvalidError.field("why", _("A reason is missing."), hint=_("Say in a few words why."))
    return said.why


_MOVES: Mapping[ContractMove, Callable[[Contract, Said, Program], Contract]] = {
    ContractMove.AGREE: _agree,
    ContractMove.OFFER: _offer,
    ContractMove.DECLINE: _decline,
    ContractMove.ACCEPT_OFFER: _accept_offer,
    ContractMove.REFUSE_OFFER: _refuse_offer,
    ContractMove.REPROMISE: _repromise,
    ContractMove.DELIVER: _deliver,
    ContractMove.ACCEPT: _accept,
    ContractMove.REJECT: _reject,
    ContractMove.ASK_AGAIN: _ask_again,
    ContractMove.WITHDRAW: _withdraw,
    ContractMove.ESCALATE: _escalate,
    ContractMove.DE_ESCALATE: _de_escalate,
}
_NOT_NOW: Mapping[ContractMove, Callable[[], str]] = {
    ContractMove.AGREE: lambda: _("This is answered already. Promise a new date instead."),
    ContractMove.OFFER: lambda: _("This is answered already. Promise a new date instead."),
    ContractMove.DECLINE: lambda: _("This is answered already; only what is proposed can be declined."),
    ContractMove.ACCEPT_OFFER: lambda: _("There is no offer to accept."),
    ContractMove.REFUSE_OFFER: lambda: _("There is no offer to refuse."),
    ContractMove.REPROMISE: lambda: _("There is no promise in force to move."),
    ContractMove.DELIVER: lambda: _("This was delivered, declined or withdrawn already."),
    ContractMove.ACCEPT: lambda: _("Nothing is delivered that waits for acceptance."),
    ContractMove.REJECT: lambda: _("Nothing is delivered that could be rejected."),
    ContractMove.ASK_AGAIN: lambda: _("This is asked for; only what was declined or withdrawn can be asked for again."),
    ContractMove.WITHDRAW: lambda: _("This was delivered or withdrawn already."),
    ContractMove.ESCALATE: lambda: _("This was delivered or withdrawn; nothing is left to escalate."),
    ContractMove.DE_ESCALATE: lambda: _("This is not escalated."),
}
