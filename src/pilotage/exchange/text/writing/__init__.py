"""From a program to canonical text."""
