from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("programs", "0002_uncertainty"),
    ]

    operations = [
        migrations.AddField(
            model_name="program",
            name="rules",
            field=models.JSONField(default=dict),
        ),
    ]
