"""The scheduler against MPXJ's own on random networks, for what no stored schedule covers.

``python -m benchmarks.differential [--networks N] [--seed S] [PROFILE...]`` needs the extra ``msproject`` and Java.
"""
