"""Mapping files: which column of a source becomes which field of a plan. TOML in, TOML out."""
