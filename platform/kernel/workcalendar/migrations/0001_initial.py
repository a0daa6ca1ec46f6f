"""The tables of this app, as they stand before the first release."""

from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
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
