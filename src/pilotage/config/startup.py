"""What happens before the first request: the data folder, Django, the database's tables."""

import os
from typing import Any

import django
from django.apps import apps
from django.conf import settings
from django.core.management import call_command

from pilotage.areas.queue import Job, ask
from pilotage.config.data import prepare


def start() -> None:
    """Make the data folder and load Django. Safe to call again."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pilotage.config.settings")
    prepare(settings.DATA)
    django.setup()


def migrate() -> None:
    """Bring the tables up to date."""
    call_command("migrate", verbosity=0, interactive=False)


def connect_worker() -> None:
    """In the web server: leave long simulations to the worker."""
    schedule: Any = apps.get_app_config("schedule")
    schedule.enqueue = lambda run_id: ask(Job.SIMULATE, run_id=run_id)
