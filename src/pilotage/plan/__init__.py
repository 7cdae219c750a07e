"""The vocabulary of a plan, and what can be asked of it."""
