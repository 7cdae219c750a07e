from django.apps import AppConfig


class ProgramsConfig(AppConfig):
    name = "pilotage.areas.programs"
    label = "programs"
    default_auto_field = "django.db.models.BigAutoField"
