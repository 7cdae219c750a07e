"""The work items of a program, from this process's memory or read anew."""

from django.apps import apps
from django.db import transaction

from pilotage.areas.flow.apps import FlowConfig
from pilotage.areas.flow.rules.work import Work
from pilotage.areas.work.queries import load_items, tracker
from pilotage.plan.vocabulary.work_items import StatusCategory


def memory() -> FlowConfig:
    """This process's memory of what was computed."""
    config = apps.get_app_config("flow")
    assert isinstance(config, FlowConfig)
    return config


def work_of(program_id: int) -> Work:
    """All items of a program. The caller may see it. One query; three where they have changed since."""
    stamp = tracker(program_id).generation
    kept = memory().work.get(program_id, stamp)
    if kept is not None:
        return kept
    with transaction.atomic():
        found = tracker(program_id)
        work = Work(load_items(program_id), {name: StatusCategory(word) for name, word in found.chosen.items()})
    transaction.on_commit(lambda: memory().work.put(program_id, found.generation, work))
    return work
