"""From a changed program to the smallest edits of its text."""
