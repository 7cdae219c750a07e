"""Reads of the backlog."""
