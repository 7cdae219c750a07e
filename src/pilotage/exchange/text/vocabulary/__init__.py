"""The keys of the format and the shapes of their values: one table for reader, writer and schema."""
