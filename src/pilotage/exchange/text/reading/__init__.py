"""From nodes to a program."""
