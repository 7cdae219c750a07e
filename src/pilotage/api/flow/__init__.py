"""Flow and its forecasts: measures, states, milestones, issued forecasts, track record."""
