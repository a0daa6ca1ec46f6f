"""The tables of this app, as they stand before the first release."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import kernel.keys
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('organizations', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='WorkRule',
            fields=[
                ('id', models.UUIDField(default=kernel.keys.uuid7, editable=False, primary_key=True, serialize=False)),
                ('state', models.CharField(editable=False, max_length=24, verbose_name='状态')),
                ('state_since', models.DateTimeField(editable=False, verbose_name='进入状态时间')),
                ('version', models.PositiveIntegerField(default=0, editable=False, verbose_name='版本')),
                ('title', models.CharField(max_length=200, verbose_name='名称')),
                ('status', models.CharField(choices=[('formal', '正式'), ('trial', '试行'), ('provisional', '暂行')], default='formal', max_length=12, verbose_name='性质')),
                ('issuer', models.CharField(choices=[('gov_office', '政府办公厅（室）'), ('gov', '政府'), ('party_gov_offices', '党委办公厅（室）、政府办公厅（室）'), ('joint', '政府与工会联合')], default='gov_office', max_length=18, verbose_name='印发机关')),
                ('document_number', models.CharField(blank=True, max_length=60, verbose_name='发文字号')),
                ('issued_on', models.DateField(blank=True, null=True, verbose_name='印发日期')),
                ('effective_on', models.DateField(blank=True, null=True, verbose_name='施行日期')),
                ('repealed_on', models.DateField(blank=True, null=True, verbose_name='废止日期')),
                ('addressees', models.TextField(blank=True, verbose_name='主送')),
                ('openness_note', models.CharField(blank=True, max_length=200, verbose_name='附注')),
                ('disclosure', models.CharField(choices=[('public', '主动公开'), ('on_request', '依申请公开'), ('withheld', '不予公开')], default='on_request', max_length=10, verbose_name='公开属性')),
                ('legal_bases', models.JSONField(blank=True, default=list, verbose_name='依据')),
                ('base_title', models.CharField(blank=True, max_length=200, verbose_name='参照的规则')),
                ('base_number', models.CharField(blank=True, max_length=60, verbose_name='参照规则的文号')),
                ('preamble', models.TextField(blank=True, verbose_name='总的要求')),
                ('deviations', models.JSONField(blank=True, default=dict, verbose_name='不同于自治区规则之处')),
                ('common_rule_id', models.UUIDField(editable=False, null=True, verbose_name='共同规则')),
                ('issued_at', models.DateTimeField(blank=True, null=True)),
                ('imported', models.BooleanField(default=False, editable=False, verbose_name='补录')),
                ('issued_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('replaced_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaces', to='workrules.workrule', verbose_name='由其取代')),
            ],
            options={
                'ordering': ['-effective_on', '-state_since'],
                'abstract': False,
                'default_permissions': (),
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('issued_on', None), ('state', 'draft')), models.Q(('common_rule_id__isnull', False), ('state', 'draft')), models.Q(('effective_on__isnull', False), ('issued_on__isnull', False), models.Q(('document_number', ''), _negated=True)), _connector='OR'), name='issued_rule_has_document', violation_error_message='施行的工作规则必须有发文字号、印发日期和施行日期。'), models.CheckConstraint(condition=models.Q(('effective_on', None), ('effective_on__gte', models.F('issued_on')), _connector='OR'), name='effective_not_before_issue', violation_error_message='施行日期不得早于印发日期。'), models.CheckConstraint(condition=models.Q(models.Q(('repealed_on__isnull', False), ('state', 'repealed')), models.Q(models.Q(('state', 'repealed'), _negated=True), ('repealed_on', None)), _connector='OR'), name='repealed_iff_dated', violation_error_message='已废止的工作规则必须有废止日期。'), models.CheckConstraint(condition=models.Q(('repealed_on', None), ('repealed_on__gte', models.F('effective_on')), _connector='OR'), name='repealed_not_before_effect', violation_error_message='废止日期不得早于施行日期。'), django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('state__in', ['issued', 'repealed'])), expressions=[(models.Func(models.F('effective_on'), models.F('repealed_on'), function='daterange', output_field=django.contrib.postgres.fields.ranges.DateRangeField()), '&&')], name='one_rule_per_day', violation_error_message='同一日期只能有一个工作规则施行。')],
            },
        ),
    ]
