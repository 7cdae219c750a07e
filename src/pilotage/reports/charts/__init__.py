"""Charts: one definition each, drawn by the page, in documents and by the command line.

`model` is the chart as a value, `theme` the look of all of them, `parts` what they have in common, `drawing` makes
pictures; the rest are the charts.
"""
