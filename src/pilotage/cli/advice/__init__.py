"""Commands that advise on a plan: its critical chain and buffers, the cheapest days to buy."""
