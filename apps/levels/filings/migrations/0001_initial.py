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
            name='Filing',
            fields=[
                ('id', models.UUIDField(default=kernel.keys.uuid7, editable=False, primary_key=True, serialize=False)),
                ('state', models.CharField(editable=False, max_length=24, verbose_name='状态')),
                ('state_since', models.DateTimeField(editable=False, verbose_name='进入状态时间')),
                ('version', models.PositiveIntegerField(default=0, editable=False, verbose_name='版本')),
                ('copy_id', models.UUIDField(verbose_name='报送件')),
                ('to_name', models.CharField(max_length=60, verbose_name='报送至')),
                ('on_issue', models.BooleanField(default=False, verbose_name='印发时报送')),
                ('filed_at', models.DateTimeField(null=True, verbose_name='报送时间')),
                ('document', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='filing', to='documents.issueddocument', verbose_name='文件')),
                ('filed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='报送人')),
            ],
            options={
                'ordering': ['-state_since', '-id'],
                'abstract': False,
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='Receipt',
            fields=[
                ('id', models.UUIDField(default=kernel.keys.uuid7, editable=False, primary_key=True, serialize=False)),
                ('state', models.CharField(editable=False, max_length=24, verbose_name='状态')),
                ('state_since', models.DateTimeField(editable=False, verbose_name='进入状态时间')),
                ('version', models.PositiveIntegerField(default=0, editable=False, verbose_name='版本')),
                ('copy_id', models.UUIDField(unique=True, verbose_name='报送件')),
                ('from_name', models.CharField(max_length=60, verbose_name='报送单位')),
                ('number', models.CharField(max_length=60, verbose_name='发文字号')),
                ('title', models.CharField(max_length=300, verbose_name='标题')),
                ('received_at', models.DateTimeField(null=True, verbose_name='签收时间')),
                ('received_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='签收人')),
            ],
            options={
                'ordering': ['-state_since', '-id'],
                'abstract': False,
                'default_permissions': (),
            },
        ),
    ]
