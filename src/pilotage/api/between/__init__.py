"""What passes between teams: the map of who depends on whom, and who is hit by a move."""
