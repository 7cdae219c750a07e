"""How long the next items take, learned from how long earlier ones took: numbers of finished items in, quantiles out.

`counts` turns days into weeks that end at an origin, `resampling` replays them, `looking` asks what was known at an
origin, `walking` makes the forecasts that would have been made, `calibration` corrects new ones by the errors of those
that have resolved, `scores` says how good all of them were. `growing` and `milestones` do so for scopes that grow,
`joint` for several teams, `course` for another pace; `library` condenses errors for histories that have none of their
own.
"""
