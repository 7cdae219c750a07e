
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('programs', '0004_skills'),
        ('work', '0002_tracker'),
    ]

    operations = [
        migrations.CreateModel(
            name='Blocker',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=40)),
                ('cause', models.TextField()),
                ('kind', models.CharField(max_length=20)),
                ('keys', models.JSONField(default=list)),
                ('owner', models.CharField(blank=True, default='', max_length=300)),
                ('remover', models.CharField(blank=True, default='', max_length=300)),
                ('since', models.DateTimeField()),
                ('expected', models.DateField(blank=True, null=True)),
                ('resolved', models.DateTimeField(blank=True, null=True)),
                ('note', models.TextField(blank=True, default='')),
                ('version', models.PositiveIntegerField(default=1)),
            ],
            options={
                'ordering': ('id',),
            },
        ),
        migrations.CreateModel(
            name='Board',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('workstream', models.CharField(blank=True, default='', max_length=300)),
                ('columns', models.JSONField(default=list)),
                ('person_limit', models.PositiveIntegerField(blank=True, null=True)),
                ('classes', models.JSONField(default=dict)),
                ('version', models.PositiveIntegerField(default=1)),
            ],
            options={
                'ordering': ('id',),
            },
        ),
        migrations.CreateModel(
            name='KeptItems',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('operation', models.UUIDField(unique=True)),
                ('body', models.BinaryField()),
            ],
        ),
        migrations.CreateModel(
            name='LimitExcess',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('workstream', models.CharField(blank=True, default='', max_length=300)),
                ('column', models.CharField(blank=True, default='', max_length=100)),
                ('person', models.CharField(blank=True, default='', max_length=300)),
                ('key', models.CharField(max_length=200)),
                ('limit', models.PositiveIntegerField()),
                ('reason', models.TextField()),
                ('by', models.CharField(max_length=200)),
                ('at', models.DateTimeField()),
                ('resolved', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'ordering': ('-id',),
            },
        ),
        migrations.AddField(
            model_name='tracker',
            name='home',
            field=models.CharField(blank=True, default='', max_length=10),
        ),
        migrations.AddField(
            model_name='tracker',
            name='number',
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name='tracker',
            name='prefix',
            field=models.CharField(blank=True, default='', max_length=20),
        ),
        migrations.AddField(
            model_name='workitem',
            name='activity',
            field=models.CharField(blank=True, db_default='', default='', max_length=300),
        ),
        migrations.AddField(
            model_name='workitem',
            name='description',
            field=models.TextField(blank=True, db_default='', default=''),
        ),
        migrations.AddField(
            model_name='workitem',
            name='native',
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddField(
            model_name='workitem',
            name='rank',
            field=models.BigIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='workitem',
            name='service_class',
            field=models.CharField(db_default='standard', default='standard', max_length=20),
        ),
        migrations.AddField(
            model_name='workitem',
            name='sprint',
            field=models.CharField(blank=True, db_default='', default='', max_length=300),
        ),
        migrations.AddField(
            model_name='workitem',
            name='version',
            field=models.PositiveIntegerField(db_default=1, default=1),
        ),
        migrations.AddField(
            model_name='workitem',
            name='workstream',
            field=models.CharField(blank=True, db_default='', default='', max_length=300),
        ),
        migrations.AddIndex(
            model_name='workitem',
            index=models.Index(fields=['program', 'parent'], name='work_item_parent'),
        ),
        migrations.AddField(
            model_name='blocker',
            name='program',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='blockers', to='programs.program'),
        ),
        migrations.AddField(
            model_name='board',
            name='program',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='boards', to='programs.program'),
        ),
        migrations.AddField(
            model_name='keptitems',
            name='program',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='programs.program'),
        ),
        migrations.AddField(
            model_name='limitexcess',
            name='program',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='limit_excesses', to='programs.program'),
        ),
        migrations.AddConstraint(
            model_name='blocker',
            constraint=models.UniqueConstraint(fields=('program', 'code'), name='blocker_code'),
        ),
        migrations.AddConstraint(
            model_name='board',
            constraint=models.UniqueConstraint(fields=('program', 'workstream'), name='board_workstream'),
        ),
        migrations.AddIndex(
            model_name='limitexcess',
            index=models.Index(fields=['program', 'resolved'], name='limit_excess_open'),
        ),
    ]
