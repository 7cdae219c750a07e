"""Two states of a plan's dates side by side: any two baselines, or one and today."""
