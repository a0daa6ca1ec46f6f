"""The tables of this app, as they stand before the first release."""

import kernel.keys
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='AuditEntry',
            fields=[
                ('id', models.UUIDField(default=kernel.keys.uuid7, editable=False, primary_key=True, serialize=False)),
                ('sequence', models.BigIntegerField(unique=True)),
                ('at', models.DateTimeField()),
                ('recorded_at', models.DateTimeField()),
                ('actor_id', models.UUIDField(null=True)),
                ('actor_name', models.CharField(blank=True, max_length=240)),
                ('actor_post', models.CharField(blank=True, max_length=200)),
                ('side', models.CharField(blank=True, max_length=10)),
                ('what', models.CharField(max_length=80)),
                ('outcome', models.CharField(choices=[('done', '已办理'), ('refused', '被拒绝')], max_length=10)),
                ('object_kind', models.CharField(blank=True, max_length=60)),
                ('object_id', models.UUIDField(null=True)),
                ('rule', models.CharField(blank=True, max_length=20)),
                ('sentence', models.TextField(blank=True)),
                ('changes', models.JSONField(default=dict)),
                ('address', models.CharField(blank=True, max_length=45)),
                ('previous', models.CharField(max_length=64)),
                ('digest', models.CharField(max_length=64, unique=True)),
            ],
            options={
                'ordering': ['sequence'],
                'default_permissions': (),
                'indexes': [models.Index(fields=['object_id', 'sequence'], name='audit_of_object'), models.Index(fields=['what', 'sequence'], name='audit_of_act'), models.Index(fields=['actor_id', 'sequence'], name='audit_of_person'), models.Index(fields=['recorded_at'], name='audit_of_day')],
                'constraints': [models.CheckConstraint(condition=models.Q(('outcome__in', ['done', 'refused'])), name='audit_outcome_known', violation_error_message='审计记录的结果只能是已办理或被拒绝。')],
            },
        ),
        migrations.CreateModel(
            name='ChainHead',
            fields=[
                ('id', models.SmallIntegerField(default=1, primary_key=True, serialize=False)),
                ('sequence', models.BigIntegerField(default=0)),
                ('digest', models.CharField(default='0000000000000000000000000000000000000000000000000000000000000000', max_length=64)),
            ],
            options={
                'default_permissions': (),
                'constraints': [models.CheckConstraint(condition=models.Q(('id', 1)), name='one_chain_head', violation_error_message='每个政府只有一条审计链。')],
            },
        ),
    ]
