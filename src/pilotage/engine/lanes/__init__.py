"""The simulation kernel: the forward pass on batches of iterations side by side.

Inside, the dates of a node are 32-bit work counts on its own calendar (nodes without duration and finished ones:
minutes from the calendars' origin), so that a link between nodes of one calendar costs an addition and a comparison
per iteration, which the compiler turns into vector instructions. Other links look their counts up in tables from
calendar to calendar (`simulation.conversion`). Loops are kept apart where one of them looks something up: mixed, none
of them becomes vector instructions. Compiled only.
"""
