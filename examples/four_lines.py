"""A program as a library sees it: read, schedule, simulate, explain. Run it from the root of a checkout.

python examples/four_lines.py
"""

# %% Four lines
from pilotage import exchange, plan

program = exchange.read("examples/atlas").program
schedule = plan.schedule(program)
forecast = plan.simulate(program, iterations=10_000, seed=1)

# %% When does it land, and how sure is that?
ga = forecast.milestones["ga"]
print(f"{ga.title}: plan {ga.plan_finish:%-d %b}, P50 {ga.p50:%-d %b}, P85 {ga.p85:%-d %b}")
print(f"by the target of {ga.target:%-d %b}: {ga.on_time:.0%}")

# %% Why that date?
print(" > ".join(schedule.chain("ga")))

# %% What moves it most?
for driver in plan.drivers(forecast, "ga"):
    print(f"{driver.days:+.0f} working days  {driver.title}")

# %% What if the HSM came five days sooner?
from msgspec.structs import replace  # noqa: E402

from pilotage.plan.vocabulary.amounts import Span  # noqa: E402

sooner = tuple(
    replace(activity, estimate=None, duration=Span(7 * 480)) if activity.id == "tokens/hsm" else activity
    for activity in program.activities
)
print(plan.diff(program, replace(program, activities=sooner)).moves[0].text)
