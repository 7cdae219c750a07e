from tests.areas.schedule.harbor import harbor, no_memory

__all__ = ["harbor", "no_memory"]
