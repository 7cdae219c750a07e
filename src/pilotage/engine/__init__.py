"""Numbers only: working calendars, network passes and simulation on plain arrays. Knows nothing of plans or files."""
