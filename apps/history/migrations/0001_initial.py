"""The tables of this app, as they stand before the first release."""

import django.db.models.deletion
import kernel.keys
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('documents', '0001_initial'),
        ('organizations', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='HistoryImport',
            fields=[
                ('id', models.UUIDField(default=kernel.keys.uuid7, editable=False, primary_key=True, serialize=False)),
                ('state', models.CharField(editable=False, max_length=24, verbose_name='状态')),
                ('state_since', models.DateTimeField(editable=False, verbose_name='进入状态时间')),
                ('version', models.PositiveIntegerField(default=0, editable=False, verbose_name='版本')),
                ('side', models.CharField(choices=[('gov', '政府方面'), ('union', '工会方面'), ('none', '双方之外')], max_length=10, verbose_name='上传方面')),
                ('source', models.CharField(blank=True, max_length=200, verbose_name='材料来源')),
                ('package_sha256', models.CharField(blank=True, max_length=64, verbose_name='数据包校验码')),
                ('fault_count', models.PositiveIntegerField(default=0, verbose_name='错误数')),
                ('object_count', models.PositiveIntegerField(default=0, verbose_name='写入条数')),
                ('reason', models.TextField(blank=True, verbose_name='理由')),
                ('uploaded_at', models.DateTimeField(null=True, verbose_name='上传时间')),
                ('confirmed_at', models.DateTimeField(null=True, verbose_name='核对时间')),
                ('confirmed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='核对人')),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.storedfile', verbose_name='工作簿')),
                ('uploaded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='上传人')),
            ],
            options={
                'ordering': ['-state_since'],
                'abstract': False,
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='Preview',
            fields=[
                ('id', models.UUIDField(default=kernel.keys.uuid7, editable=False, primary_key=True, serialize=False)),
                ('at', models.DateTimeField()),
                ('faults', models.JSONField(default=list)),
                ('lines', models.JSONField(default=list)),
                ('of', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='previews', to='history.historyimport')),
            ],
            options={
                'ordering': ['at', 'id'],
                'default_permissions': (),
            },
        ),
        migrations.AddConstraint(
            model_name='historyimport',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('confirmed_at__isnull', False), ('state__in', ['confirmed', 'imported'])), models.Q(models.Q(('state__in', ['confirmed', 'imported', 'withdrawn']), _negated=True), ('confirmed_at', None)), ('state', 'withdrawn'), _connector='OR'), name='import_confirmed_iff_dated', violation_error_message='已核对的补录有核对时间，未核对的没有。'),
        ),
        migrations.AddConstraint(
            model_name='historyimport',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'faulty'), _negated=True), ('fault_count__gt', 0), _connector='OR'), name='faulty_import_names_faults', violation_error_message='有错误的补录须列明错误。'),
        ),
    ]
