"""Resource leveling: who can do what when, and in which order the plan finishes best."""
