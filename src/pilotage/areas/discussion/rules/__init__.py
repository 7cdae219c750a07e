"""Pure decisions about discussions."""
