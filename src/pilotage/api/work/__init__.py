"""Work items, boards and blockers."""
