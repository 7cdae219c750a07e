"""The scheduler held against the dates that Microsoft Project and Primavera saved in their own files.

``python -m benchmarks.oracle DIR`` reads every schedule of a folder and of the folders in it, recomputes early and late
dates, total and free float and critical from the inputs alone, and says how many activities come out as stored.
"""
