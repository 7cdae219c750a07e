"""Pilotage: when a program will land, how sure that is, why, and what to do."""

__version__ = "0.1.0"
