"""Costs of tasks and people in Project's own fields."""

from decimal import Decimal

from pilotage import exchange, plan
from pilotage.plan.vocabulary.amounts import MoneyImpact
from pilotage.plan.vocabulary.program import Program

FILE = """<?xml version="1.0"?><Project xmlns="http://schemas.microsoft.com/project"><Name>x</Name>
<CurrencyCode>CHF</CurrencyCode><StartDate>2026-01-05T08:00:00</StartDate><MinutesPerDay>480</MinutesPerDay>
<MinutesPerWeek>2400</MinutesPerWeek>
<Tasks>
<Task><UID>1</UID><Name>Phase</Name><OutlineLevel>1</OutlineLevel><FixedCost>50000</FixedCost></Task>
<Task><UID>2</UID><Name>Build</Name><OutlineLevel>2</OutlineLevel><Duration>PT40H0M0S</Duration>
<FixedCost>12345</FixedCost></Task>
<Task><UID>3</UID><Name>Done</Name><OutlineLevel>1</OutlineLevel><Milestone>1</Milestone>
<Duration>PT0H0M0S</Duration></Task>
</Tasks>
<Resources>
<Resource><UID>1</UID><Name>Ada</Name><Type>1</Type><StandardRate>75</StandardRate>
<StandardRateFormat>3</StandardRateFormat></Resource>
<Resource><UID>2</UID><Name>Bob</Name><Type>1</Type><StandardRate>40.5</StandardRate></Resource>
</Resources>
<Assignments>
<Assignment><TaskUID>2</TaskUID><ResourceUID>1</ResourceUID><Units>1</Units></Assignment>
<Assignment><TaskUID>2</TaskUID><ResourceUID>2</ResourceUID><Units>0.5</Units></Assignment>
<Assignment><TaskUID>3</TaskUID><ResourceUID>1</ResourceUID><Units>1</Units></Assignment>
</Assignments></Project>"""


def read() -> Program:
    result = exchange.read(("x.xml", FILE.encode()))
    assert result.program is not None
    return result.program


def test_fixed_costs_are_hundredths_and_rates_are_of_an_hour() -> None:
    phase, build, done = read().activities
    assert phase.cost == MoneyImpact(Decimal(500), Decimal(500), Decimal(500), "CHF")
    assert build.cost == MoneyImpact(Decimal("123.45"), Decimal("123.45"), Decimal("123.45"), "CHF")
    assert build.cost_per_day == Decimal("762.00")  # 8 hours of 75, and 4 of 40.5
    assert (phase.cost_per_day, done.cost_per_day, done.cost) == (None, None, None)


def test_what_a_file_costs_is_simulated() -> None:
    forecast = plan.simulate(read(), iterations=100)
    assert forecast.cost is not None
    assert forecast.cost.currency == "CHF"
    assert forecast.cost.mean == 500 + 123.45 + 5 * 762
