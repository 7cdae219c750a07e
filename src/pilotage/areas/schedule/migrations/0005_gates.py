import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("programs", "0004_skills"),
        ("schedule", "0004_baselines_in_use"),
    ]

    operations = [
        migrations.CreateModel(
            name="Gate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=300)),
                ("position", models.PositiveIntegerField(default=0)),
                ("version", models.PositiveIntegerField(default=1)),
                ("activity", models.CharField(max_length=300)),
                ("body", models.TextField()),
                (
                    "program",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(class)ss",
                        to="programs.program",
                    ),
                ),
            ],
            options={
                "ordering": ("position", "id"),
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("program", "code"), name="schedule_gate_code")
                ],
            },
        ),
    ]
