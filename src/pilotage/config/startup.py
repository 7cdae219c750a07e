"""What happens before the first request: the data folder, Django, the database's tables."""

import os

import django
from django.conf import settings
from django.core.management import call_command

from pilotage.config.data import prepare


def start() -> None:
    """Make the data folder and load Django. Safe to call again."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pilotage.config.settings")
    prepare(settings.DATA)
    django.setup()


def migrate() -> None:
    """Bring the tables up to date."""
    call_command("migrate", verbosity=0, interactive=False)
