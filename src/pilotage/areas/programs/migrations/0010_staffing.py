from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("programs", "0009_views"),
    ]

    operations = [
        migrations.AddField(
            model_name="person",
            name="role",
            field=models.CharField(blank=True, default="", max_length=200),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="person",
            name="joins",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="person",
            name="leaves",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="person",
            name="availability",
            field=models.JSONField(default=list),
        ),
        migrations.AddField(
            model_name="person",
            name="levels",
            field=models.JSONField(default=list),
        ),
    ]
