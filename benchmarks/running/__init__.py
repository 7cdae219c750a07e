"""What all benchmarks share: figures, timing, whole processes, the table and its file."""
