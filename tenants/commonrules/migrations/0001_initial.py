"""The tables of this app, as they stand before the first release."""

import django.contrib.postgres.fields
import django.db.models.functions.datetime
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='CommonRule',
            fields=[
                ('id', models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ('government', models.CharField(max_length=40)),
                ('path', models.CharField(db_collation='C', max_length=400)),
                ('title', models.CharField(max_length=200, verbose_name='名称')),
                ('document_number', models.CharField(max_length=60, verbose_name='发文字号')),
                ('effective_on', models.DateField(verbose_name='施行日期')),
                ('repealed_on', models.DateField(null=True, verbose_name='废止日期')),
                ('governments', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=40), size=None, verbose_name='适用的政府')),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
            ],
            options={
                'ordering': ['-effective_on', 'id'],
                'default_permissions': (),
                'constraints': [models.CheckConstraint(condition=models.Q(('repealed_on', None), ('repealed_on__gte', models.F('effective_on')), _connector='OR'), name='common_rule_days_in_order', violation_error_message='废止日期不得早于施行日期。')],
            },
        ),
    ]
