"""What every endpoint stands on: answers, errors, authentication, shared shapes."""
