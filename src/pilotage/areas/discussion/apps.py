from django.apps import AppConfig


class DiscussionConfig(AppConfig):
    name = "pilotage.areas.discussion"
    label = "discussion"
    default_auto_field = "django.db.models.BigAutoField"
