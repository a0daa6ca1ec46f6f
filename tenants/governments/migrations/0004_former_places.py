
import django.db.models.deletion
import kernel.keys
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('governments', '0003_over_time'),
    ]

    operations = [
        migrations.AddField(
            model_name='government',
            name='path_since',
            field=models.DateField(blank=True, editable=False, null=True),
        ),
        migrations.CreateModel(
            name='FormerPlace',
            fields=[
                ('id', models.UUIDField(default=kernel.keys.uuid7, editable=False, primary_key=True, serialize=False)),
                ('path', models.CharField(db_collation='C', max_length=400)),
                ('valid_to', models.DateField(verbose_name='停用日期')),
                ('government', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='former_places', to='governments.government')),
            ],
            options={
                'verbose_name': '原隶属位置',
                'ordering': ['government', 'valid_to'],
                'default_permissions': (),
                'indexes': [models.Index(fields=['path'], name='government_former_subtree')],
                'constraints': [models.UniqueConstraint(fields=('government', 'valid_to'), name='one_place_until_a_day', violation_error_message='同一天只能改变一次隶属位置。')],
            },
        ),
    ]
