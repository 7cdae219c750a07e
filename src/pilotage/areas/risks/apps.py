from django.apps import AppConfig


class RisksConfig(AppConfig):
    name = "pilotage.areas.risks"
    label = "risks"
    default_auto_field = "django.db.models.BigAutoField"
