"""The tables of this app, as they stand before the first release."""

import django.core.validators
import django.db.models.deletion
import django_tenants.postgresql_backend.base
import kernel.keys
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Government',
            fields=[
                ('schema_name', models.CharField(db_index=True, max_length=63, unique=True, validators=[django_tenants.postgresql_backend.base._check_schema_name])),
                ('id', models.UUIDField(default=kernel.keys.uuid7, editable=False, primary_key=True, serialize=False)),
                ('code', models.CharField(max_length=40, unique=True, validators=[django.core.validators.RegexValidator('^[0-9][0-9a-z_]{0,39}\\Z')], verbose_name='代码')),
                ('path', models.CharField(db_collation='C', editable=False, max_length=400, unique=True)),
                ('level', models.CharField(choices=[('region', '自治区'), ('league', '盟市'), ('banner', '旗县（市、区）'), ('township', '苏木乡镇（街道）')], max_length=10, verbose_name='层级')),
                ('kind', models.CharField(max_length=20, verbose_name='类别')),
                ('name', models.CharField(max_length=60, verbose_name='名称')),
                ('name_pinyin', models.CharField(max_length=120, verbose_name='拼音')),
                ('initials', models.CharField(editable=False, max_length=60, verbose_name='拼音首字母')),
                ('name_en', models.CharField(max_length=120, verbose_name='英文名称')),
                ('gov_name', models.CharField(max_length=100, verbose_name='政府机关')),
                ('gov_name_full', models.CharField(max_length=120, verbose_name='政府机关全称')),
                ('gov_office_name', models.CharField(max_length=120, verbose_name='政府办公厅（室）')),
                ('union_name', models.CharField(max_length=100, verbose_name='工会')),
                ('counted', models.BooleanField(default=True, verbose_name='计入统计')),
                ('closed_on', models.DateField(blank=True, null=True, verbose_name='撤销日期')),
                ('named_on', models.DateField(blank=True, null=True, verbose_name='更名日期')),
                ('placed_on', models.DateField(blank=True, null=True, verbose_name='改隶日期')),
                ('path_since', models.DateField(blank=True, editable=False, null=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('merged_into', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='absorbed', to='governments.government', verbose_name='并入')),
                ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='governments.government', verbose_name='上级（按代码）')),
                ('reporting_parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reporting_children', to='governments.government', verbose_name='上级')),
            ],
            options={
                'verbose_name': '政府',
                'ordering': ['path'],
                'default_permissions': (),
            },
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
            },
        ),
        migrations.CreateModel(
            name='FormerParent',
            fields=[
                ('id', models.UUIDField(default=kernel.keys.uuid7, editable=False, primary_key=True, serialize=False)),
                ('valid_from', models.DateField(null=True, verbose_name='启用日期')),
                ('valid_to', models.DateField(verbose_name='停用日期')),
                ('government', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='former_parents', to='governments.government')),
                ('reporting_parent', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governments.government', verbose_name='上级')),
            ],
            options={
                'verbose_name': '原上级',
                'ordering': ['government', 'valid_to'],
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='FormerName',
            fields=[
                ('id', models.UUIDField(default=kernel.keys.uuid7, editable=False, primary_key=True, serialize=False)),
                ('valid_from', models.DateField(null=True, verbose_name='启用日期')),
                ('valid_to', models.DateField(verbose_name='停用日期')),
                ('code', models.CharField(max_length=40, verbose_name='代码')),
                ('name', models.CharField(max_length=60, verbose_name='名称')),
                ('name_pinyin', models.CharField(max_length=120, verbose_name='拼音')),
                ('initials', models.CharField(max_length=60, verbose_name='拼音首字母')),
                ('name_en', models.CharField(max_length=120, verbose_name='英文名称')),
                ('gov_name', models.CharField(max_length=100, verbose_name='政府机关')),
                ('gov_name_full', models.CharField(max_length=120, verbose_name='政府机关全称')),
                ('gov_office_name', models.CharField(max_length=120, verbose_name='政府办公厅（室）')),
                ('union_name', models.CharField(max_length=100, verbose_name='工会')),
                ('government', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='former_names', to='governments.government')),
            ],
            options={
                'verbose_name': '曾用名',
                'ordering': ['government', 'valid_to'],
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='Domain',
            fields=[
                ('domain', models.CharField(db_index=True, max_length=253, unique=True)),
                ('is_primary', models.BooleanField(db_index=True, default=True)),
                ('id', models.UUIDField(default=kernel.keys.uuid7, editable=False, primary_key=True, serialize=False)),
                ('tenant', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='domains', to='governments.government')),
            ],
            options={
                'verbose_name': '域名',
                'default_permissions': (),
            },
        ),
        migrations.AddConstraint(
            model_name='government',
            constraint=models.CheckConstraint(condition=models.Q(('schema_name__regex', '^g[0-9][0-9a-z_]{0,39}$')), name='government_schema_named', violation_error_message='模式名由 g 和代码组成。'),
        ),
        migrations.AddConstraint(
            model_name='government',
            constraint=models.CheckConstraint(condition=models.Q(('level__in', ['region', 'league', 'banner', 'township'])), name='government_level_known', violation_error_message='层级不存在。'),
        ),
        migrations.AddConstraint(
            model_name='government',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('level', 'region'), ('parent', None), ('reporting_parent', None)), models.Q(models.Q(('level', 'region'), _negated=True), ('parent__isnull', False), ('reporting_parent__isnull', False)), _connector='OR'), name='government_region_is_root', violation_error_message='只有自治区没有上级。'),
        ),
        migrations.AddConstraint(
            model_name='government',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('parent', models.F('id')), _negated=True), models.Q(('reporting_parent', models.F('id')), _negated=True)), name='government_not_its_own_parent', violation_error_message='政府不能是自己的上级。'),
        ),
        migrations.AddConstraint(
            model_name='government',
            constraint=models.CheckConstraint(condition=models.Q(('merged_into', None), models.Q(('closed_on__isnull', False), models.Q(('merged_into', models.F('id')), _negated=True)), _connector='OR'), name='government_merges_when_closed', violation_error_message='只有已撤销的政府可以并入另一政府。'),
        ),
        migrations.AddIndex(
            model_name='formerplace',
            index=models.Index(fields=['path'], name='government_former_subtree'),
        ),
        migrations.AddConstraint(
            model_name='formerplace',
            constraint=models.UniqueConstraint(fields=('government', 'valid_to'), name='one_place_until_a_day', violation_error_message='同一天只能改变一次隶属位置。'),
        ),
        migrations.AddConstraint(
            model_name='formerparent',
            constraint=models.UniqueConstraint(fields=('government', 'valid_to'), name='one_parent_until_a_day', violation_error_message='同一天只能改变一次上级。'),
        ),
        migrations.AddConstraint(
            model_name='formerparent',
            constraint=models.CheckConstraint(condition=models.Q(('valid_from', None), ('valid_to__gt', models.F('valid_from')), _connector='OR'), name='parent_valid_for_a_day', violation_error_message='原上级的停用日期必须晚于启用日期。'),
        ),
        migrations.AddConstraint(
            model_name='formername',
            constraint=models.UniqueConstraint(fields=('government', 'valid_to'), name='one_name_until_a_day', violation_error_message='同一天只能停用一个名称。'),
        ),
        migrations.AddConstraint(
            model_name='formername',
            constraint=models.CheckConstraint(condition=models.Q(('valid_from', None), ('valid_to__gt', models.F('valid_from')), _connector='OR'), name='name_valid_for_a_day', violation_error_message='名称的停用日期必须晚于启用日期。'),
        ),
        migrations.AddConstraint(
            model_name='domain',
            constraint=models.CheckConstraint(condition=models.Q(('domain__regex', '^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$')), name='domain_is_a_plain_host', violation_error_message='域名只能是小写主机名，不带端口。'),
        ),
    ]
