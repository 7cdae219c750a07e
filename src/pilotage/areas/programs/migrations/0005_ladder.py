from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("programs", "0004_skills"),
    ]

    operations = [
        migrations.AddField(
            model_name="program",
            name="ladder",
            field=models.JSONField(default=list),
        ),
    ]
