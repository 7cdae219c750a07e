"""Pure decisions about imports and about taking changes back."""
