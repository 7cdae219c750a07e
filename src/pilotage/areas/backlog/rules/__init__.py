"""Decisions of the backlog without the database."""
