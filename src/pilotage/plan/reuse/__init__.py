"""A program as the beginning of another one: what of it is a template, and that template from another day on."""
