"""Programs for tests to draw."""
