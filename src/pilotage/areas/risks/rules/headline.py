"""The sentence above the register."""

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pilotage.areas.risks.rules.matrix import expected_days, expected_money
from pilotage.plan.forecasting.drivers import RiskEffect
from pilotage.plan.insight.evidence import Evidence
from pilotage.plan.language.text import Link, Mark, Text, fill, join
from pilotage.plan.language.wording import money, number, working_days
from pilotage.plan.scheduling.schedule import final_milestone
from pilotage.plan.vocabulary.facts import RecordRef
from pilotage.plan.vocabulary.program import Program
from pilotage.plan.vocabulary.risks import Risk, RiskState

_TELLING = 0.5
"""Working days from which the worst risk is named."""


def headline(program: Program, effects: Mapping[str, RiskEffect], evidence: Evidence) -> Text:
    """``Eleven open. They carry 18 working days and EUR 62 k of expected loss; R-07 alone moves GA's P85 by 9.``"""
    risks = [risk for risk in program.risks if risk.state is RiskState.OPEN]
    if not risks:
        return (_("No open risk. Add the first, or import the register."),)
    count = ngettext("{n} risk is open.", "{n} risks are open.", len(risks)).format(n=len(risks))
    return join([(count,), _loss(risks, program, evidence), _worst(risks, program, effects, evidence)])


def _loss(risks: list[Risk], program: Program, evidence: Evidence) -> Text:
    days = {risk.id: expected for risk in risks if (expected := expected_days(risk)) is not None}
    total = sum(days.values())
    fact = evidence.number(
        "risk-exposure",
        _("Expected delay of open risks"),
        round(total, 2),
        "working_days",
        _("sum of probability x mean impact (low + 4 likely + high) / 6 = {total}").format(total=number(total)),
        tuple(RecordRef("risk", risk.id, risk.title, number(days[risk.id])) for risk in risks if risk.id in days),
    )
    amount = sum(
        float(expected_money(risk) or 0)
        for risk in risks
        if risk.impact_money is not None and risk.impact_money.currency == program.currency
    )
    mark = Mark(working_days(total), fact=fact)
    if not amount:
        return fill(_("They carry {days} of expected delay."), days=mark)
    loss = Mark(money(amount, program.currency), fact=fact)
    return fill(_("They carry {days} and {money} of expected loss."), days=mark, money=loss)


def _worst(risks: list[Risk], program: Program, effects: Mapping[str, RiskEffect], evidence: Evidence) -> Text:
    final = final_milestone(program)
    title = next((each.title for each in program.activities if each.id == final), "")
    known = [risk for risk in risks if risk.id in effects]
    if not known or not title:
        return ()
    worst = max(known, key=lambda risk: effects[risk.id].days_now)
    days = effects[worst.id].days_now
    if days < _TELLING:
        return fill(_("None of them moves the P85 of {title}."), title=title)
    fact = evidence.number(
        f"risk-moves:{worst.id}",
        _("{risk} moves the P85 of {title}").format(risk=worst.title, title=title),
        round(days, 2),
        "working_days",
        _("P85 with the risk - P85 without it, all else equal = {days}").format(days=number(days)),
        (RecordRef("risk", worst.id, worst.title),),
    )
    return fill(
        _("{risk} alone moves the P85 of {title} by {days}."),
        risk=Mark(worst.title, ref=Link("risk", worst.id)),
        title=title,
        days=Mark(working_days(days), fact=fact, tone="off"),
    )
