"""Ways of working: gates, sprints, streams of value, and advice which way fits."""
