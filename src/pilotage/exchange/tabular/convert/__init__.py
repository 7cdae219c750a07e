"""From rows, by the rules of a mapping, to activities, work items and risks."""
