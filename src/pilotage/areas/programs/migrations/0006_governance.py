from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("programs", "0005_ladder"),
    ]

    operations = [
        migrations.AddField(
            model_name="program",
            name="responsibilities",
            field=models.JSONField(default=list),
        ),
        migrations.AddField(
            model_name="program",
            name="cadences",
            field=models.JSONField(default=list),
        ),
    ]
