"""Reads of the flow area."""
