"""Single values as a planner writes them: each module parses and formats one family, each the inverse of the other."""
