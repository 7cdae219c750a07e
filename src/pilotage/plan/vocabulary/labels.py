"""Labels that Pilotage itself gives to activities."""

LEVELED = "leveled"
"""The activity's constraint comes from leveling: it says when people have time, not when work can begin."""
