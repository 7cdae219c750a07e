"""Flow of work: counts over time, ages, and what a chart of them may be said to show."""
