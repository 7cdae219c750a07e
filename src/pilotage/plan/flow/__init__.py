"""What a team's own history says: when more of its work will be done, how sure that is, and how often such a forecast
has held.

`cleaning` finds what is wrong with the work items, `states` what their states mean; `measures` tells how work flows and
`findings` says it. `history` turns items into days, `track_record` scores the forecasts that would have been made,
`learning` stores what they taught, `library` holds what is shipped for histories too young to teach; `calibrated` and
`forecast` make new ones, `joint` of several teams, `what_if` under suppositions, `milestones` for scopes that grow;
`sentences` and `what_if_words` put all of it into words.
"""
