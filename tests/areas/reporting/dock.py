"""A small example with a past, to load as the demo is loaded."""

from pathlib import Path

PROGRAM = """\
program: dock
title: Dry dock
owner: mira
zone: Europe/Berlin
start: 2026-02-02
status_date: 2026-03-20
final: done
people:
  mira: { name: Mira Sandoval, team: crew }
  jo: { name: Jo Berg, team: crew }
teams:
  crew: { title: Crew, lead: mira }
workstreams:
  hull:
    title: Hull
    team: crew
    activities:
      pump: { title: Pump it dry, estimate: 10d/15d/30d, owner: jo, started: 2026-02-02, remaining: 4d }
      weld: { title: Weld, estimate: 10d/12d/25d, after: pump, owner: jo }
milestones:
  done: { title: Back at sea, after: weld, target: 2026-04-10, commit: 2026-04-24 }
risks:
  R-01:
    title: Rust
    probability: 40%
    impact: { days: 2/5/10 }
    hits: hull/weld
    owner: jo
    raised: 2026-02-09
"""


def write_story(folder: Path) -> None:
    """A program folder with three earlier states and a baseline; each week one thing came later."""
    (folder / "earlier").mkdir(parents=True)
    (folder / "program.yaml").write_text(PROGRAM)
    for day, remaining in (("2026-02-27", "8d"), ("2026-03-06", "7d"), ("2026-03-13", "5d")):
        (folder / "earlier" / f"{day}.yaml").write_text(
            f"workstreams: {{ hull: {{ activities: {{ pump: {{ remaining: {remaining} }} }} }} }}\n"
        )
    (folder / "baseline.yaml").write_text(
        "baselines:\n  first:\n    title: Approved\n    taken: 2026-03-06\n    activities:\n"
        "      done: { start: 2026-04-03T17:00+02:00, finish: 2026-04-03T17:00+02:00, duration: 0d }\n"
    )
