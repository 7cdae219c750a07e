from tests.areas.flow.tracker import no_memory, tracked

__all__ = ["no_memory", "tracked"]
