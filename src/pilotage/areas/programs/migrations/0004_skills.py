from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("programs", "0003_rules"),
    ]

    operations = [
        migrations.AddField(
            model_name="person",
            name="skills",
            field=models.JSONField(default=list),
        ),
    ]
