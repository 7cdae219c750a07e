"""Pure decisions of the flow area."""
