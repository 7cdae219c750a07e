"""The life of a dependency contract: its state, what it waits for, its slips, and the clock of its escalation."""
