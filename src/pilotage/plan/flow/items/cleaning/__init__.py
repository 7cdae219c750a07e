"""Work items as they come, made fit to count: each once, with days that can be, and every doubt told."""

from pilotage.plan.flow.items.cleaning.cleaning import Cleaned, clean
from pilotage.plan.flow.items.cleaning.days import arrived, finished

__all__ = ["Cleaned", "arrived", "clean", "finished"]
