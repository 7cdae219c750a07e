"""Many plans at once: finding them, simulating them here or on a cluster, and one table for all."""
