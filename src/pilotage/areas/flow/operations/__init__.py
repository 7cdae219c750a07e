"""The writers of the flow area."""
