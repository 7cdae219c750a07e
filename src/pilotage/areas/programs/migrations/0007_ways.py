from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("programs", "0006_governance"),
    ]

    operations = [
        migrations.AddField(
            model_name="workstream",
            name="parts",
            field=models.JSONField(default=list),
        ),
        migrations.AddField(
            model_name="workstream",
            name="sprint_days",
            field=models.PositiveIntegerField(default=14),
        ),
        migrations.AddField(
            model_name="workstream",
            name="focus",
            field=models.FloatField(default=0.7),
        ),
    ]
