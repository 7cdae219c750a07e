"""What a team's own history says: when more of its work will be done, how sure that is, and how often such a forecast
has held.

`cleaning` finds what is wrong with the work items, `states` what their states mean; `measures` tells how work flows and
`findings` says it. `history` turns items into days, `track_record` scores the forecasts that would have been made,
`forecast` makes new ones, `milestones` both for scopes that grow, `sentences` puts all of it into words.
"""
