"""The tables of this app, as they stand before the first release."""

from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='ArrangedDay',
            fields=[
                ('day', models.DateField(primary_key=True, serialize=False, verbose_name='日期')),
                ('year', models.PositiveSmallIntegerField(verbose_name='年度')),
                ('is_workday', models.BooleanField(verbose_name='是否工作日')),
                ('name', models.CharField(max_length=40, verbose_name='节日')),
                ('document', models.CharField(max_length=60, verbose_name='文号')),
                ('published_on', models.DateField(verbose_name='公布日期')),
            ],
            options={
                'ordering': ['day'],
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='CalendarOverride',
            fields=[
                ('day', models.DateField(primary_key=True, serialize=False, verbose_name='日期')),
                ('is_workday', models.BooleanField(verbose_name='是否工作日')),
                ('reason', models.CharField(max_length=200, verbose_name='依据')),
            ],
            options={
                'ordering': ['day'],
                'default_permissions': (),
                'constraints': [models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='override_has_reason', violation_error_message='调整工作日必须写明依据。')],
            },
        ),
    ]
