"""In which order to do things, and how sure that is: WSJF, RICE, weighted scores, MoSCoW and cost of delay on the same
items. Pure: ``today`` and ``seed`` are arguments.

`methods` names the inputs, `settings` how a program weighs them; `scoring` and `ranking` make scores and places,
`comparing` puts methods beside each other, `sequence` tells what an order costs, `steps` and `robustness` what would
change it, `overrides` puts people's decisions on top, `receipts` shows how a score comes about.
"""
