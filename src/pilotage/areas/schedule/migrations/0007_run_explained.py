from typing import Any

from django.db import migrations, models
from django.db.models import Q


def mark_explained(apps: Any, _editor: Any) -> None:
    runs = apps.get_model("schedule", "SimulationRun").objects
    runs.filter(~Q(insights="")).update(explained=True)


class Migration(migrations.Migration):

    dependencies = [
        ("programs", "0004_skills"),
        ("schedule", "0006_roadmap"),
    ]

    operations = [
        migrations.AddField(
            model_name="simulationrun",
            name="explained",
            field=models.BooleanField(default=False),
        ),
        migrations.AddIndex(
            model_name="simulationrun",
            index=models.Index(fields=["program", "state", "number", "explained"], name="schedule_run_newest"),
        ),
        migrations.RunPython(mark_explained, migrations.RunPython.noop),
    ]
