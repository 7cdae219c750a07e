"""Many changes of a plan as one: their vocabulary, the plan while they are applied, and what came of them. Pure."""
