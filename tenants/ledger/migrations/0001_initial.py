"""The tables of this app, as they stand before the first release."""

import django.db.models.functions.datetime
import kernel.keys
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='AgreedItem',
            fields=[
                ('id', models.UUIDField(default=kernel.keys.uuid7, editable=False, primary_key=True, serialize=False)),
                ('government', models.CharField(max_length=40)),
                ('path', models.CharField(db_collation='C', max_length=400)),
                ('source_id', models.UUIDField()),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('meeting_id', models.UUIDField()),
                ('year', models.PositiveSmallIntegerField()),
                ('state', models.CharField(choices=[('assigned', '待签收'), ('in_progress', '推进中'), ('reported', '已报完成待核'), ('checked', '已核验待销号'), ('closed', '已销号'), ('terminated', '已终止')], max_length=24)),
                ('listed_on', models.DateField()),
                ('original_due_on', models.DateField()),
                ('due_on', models.DateField()),
                ('closed_on', models.DateField(null=True)),
                ('terminated_on', models.DateField(null=True)),
                ('extensions', models.PositiveSmallIntegerField()),
                ('listed_whole', models.BooleanField()),
            ],
            options={
                'abstract': False,
                'default_permissions': (),
                'indexes': [models.Index(fields=['path', 'government'], name='ledger_agreeditem_subtree'), models.Index(fields=['year', 'path'], name='ledger_agreeditem_of_year')],
                'constraints': [models.UniqueConstraint(fields=('government', 'source_id'), name='ledger_agreeditem_once', violation_error_message='同一事项在台账中只有一条记录。'), models.CheckConstraint(condition=models.Q(('state__in', ['assigned', 'in_progress', 'reported', 'checked', 'closed', 'terminated'])), name='ledger_agreeditem_state_known', violation_error_message='台账中没有这样的事项状态。'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ('closed',)), ('closed_on__isnull', False)), models.Q(models.Q(('state__in', ('closed',)), _negated=True), models.Q(('closed_on__isnull', False), _negated=True)), _connector='OR'), name='ledger_agreeditem_closed_iff_dated', violation_error_message='已销号的事项有销号日期，未销号的没有。'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ('terminated',)), ('terminated_on__isnull', False)), models.Q(models.Q(('state__in', ('terminated',)), _negated=True), models.Q(('terminated_on__isnull', False), _negated=True)), _connector='OR'), name='ledger_agreeditem_terminated_iff_dated', violation_error_message='已终止的事项有终止日期，未终止的没有。'), models.CheckConstraint(condition=models.Q(('due_on__gte', models.F('original_due_on')), models.Q(('closed_on__isnull', True), ('closed_on__gte', models.F('listed_on')), _connector='OR'), models.Q(('terminated_on__isnull', True), ('terminated_on__gte', models.F('listed_on')), _connector='OR')), name='ledger_agreeditem_days_in_order', violation_error_message='事项的销号、终止不能早于列入清单，延期不能早于原定期限。')],
            },
        ),
        migrations.CreateModel(
            name='DueReport',
            fields=[
                ('id', models.UUIDField(default=kernel.keys.uuid7, editable=False, primary_key=True, serialize=False)),
                ('government', models.CharField(max_length=40)),
                ('path', models.CharField(db_collation='C', max_length=400)),
                ('source_id', models.UUIDField()),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('agreed_item_id', models.UUIDField()),
                ('year', models.PositiveSmallIntegerField()),
                ('leads', models.BooleanField()),
                ('due_on', models.DateField()),
                ('reported_on', models.DateField(null=True)),
            ],
            options={
                'abstract': False,
                'default_permissions': (),
                'indexes': [models.Index(fields=['path', 'government'], name='ledger_duereport_subtree'), models.Index(fields=['due_on', 'path'], name='ledger_duereport_by_day'), models.Index(fields=['agreed_item_id'], name='ledger_duereport_of_item')],
                'constraints': [models.UniqueConstraint(fields=('government', 'source_id'), name='ledger_duereport_once', violation_error_message='同一事项在台账中只有一条记录。')],
            },
        ),
        migrations.CreateModel(
            name='Meeting',
            fields=[
                ('id', models.UUIDField(default=kernel.keys.uuid7, editable=False, primary_key=True, serialize=False)),
                ('government', models.CharField(max_length=40)),
                ('path', models.CharField(db_collation='C', max_length=400)),
                ('source_id', models.UUIDField()),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('year', models.PositiveSmallIntegerField()),
                ('kind', models.CharField(choices=[('ordinary', '例会'), ('extraordinary', '临时会议')], max_length=13)),
                ('state', models.CharField(choices=[('cancelled', '已取消'), ('declined', '不同意召开'), ('requested', '已提请'), ('accepted', '已同意召开'), ('collecting', '议题征集中'), ('settled', '议题已商定'), ('noticed', '已通知'), ('in_session', '会议进行中'), ('held', '已召开'), ('following_up', '落实中'), ('closed', '已办结')], max_length=24)),
                ('ordinal', models.PositiveIntegerField(null=True)),
                ('planned_on', models.DateField(null=True)),
                ('collection_started_on', models.DateField(null=True)),
                ('collection_due_on', models.DateField(null=True)),
                ('topics_gov', models.PositiveIntegerField()),
                ('topics_union', models.PositiveIntegerField()),
                ('topics_joint', models.PositiveIntegerField()),
                ('topics_tabled', models.PositiveIntegerField()),
                ('topics_decided', models.PositiveIntegerField()),
                ('topics_prepared', models.PositiveIntegerField()),
                ('notice_issued_on', models.DateField(null=True)),
                ('held_on', models.DateField(null=True)),
                ('minutes_due_on', models.DateField(null=True)),
                ('minutes_issued_on', models.DateField(null=True)),
                ('concluded_on', models.DateField(null=True)),
                ('gov_lead', models.CharField(blank=True, choices=[('chief', '总召集人'), ('convener', '召集人'), ('none', '均未出席'), ('', '尚未召开')], max_length=8)),
                ('union_lead', models.CharField(blank=True, choices=[('chief', '总召集人'), ('convener', '召集人'), ('none', '均未出席'), ('', '尚未召开')], max_length=8)),
                ('imported', models.BooleanField()),
                ('unimplemented', models.PositiveIntegerField()),
                ('explained', models.PositiveIntegerField()),
                ('counts_in', models.PositiveSmallIntegerField(null=True)),
            ],
            options={
                'abstract': False,
                'default_permissions': (),
                'indexes': [models.Index(fields=['path', 'government'], name='ledger_meeting_subtree'), models.Index(fields=['year', 'path'], name='ledger_meeting_of_year')],
                'constraints': [models.UniqueConstraint(fields=('government', 'source_id'), name='ledger_meeting_once', violation_error_message='同一事项在台账中只有一条记录。'), models.CheckConstraint(condition=models.Q(('kind__in', ['ordinary', 'extraordinary'])), name='ledger_meeting_kind_known', violation_error_message='会议类型只有例会和临时召开。'), models.CheckConstraint(condition=models.Q(('state__in', ['cancelled', 'declined', 'requested', 'accepted', 'collecting', 'settled', 'noticed', 'in_session', 'held', 'following_up', 'closed'])), name='ledger_meeting_state_known', violation_error_message='台账中没有这样的会议状态。'), models.CheckConstraint(condition=models.Q(('gov_lead__in', ['chief', 'convener', 'none', '']), ('union_lead__in', ['chief', 'convener', 'none', ''])), name='ledger_meeting_leads_known', violation_error_message='台账中没有这样的召集人情况。'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ('held', 'following_up', 'closed')), ('held_on__isnull', False)), models.Q(models.Q(('state__in', ('held', 'following_up', 'closed')), _negated=True), models.Q(('held_on__isnull', False), _negated=True)), _connector='OR'), name='ledger_meeting_held_iff_dated', violation_error_message='已召开的会议有召开日期，未召开的没有。'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ('following_up', 'closed')), ('minutes_issued_on__isnull', False)), models.Q(models.Q(('state__in', ('following_up', 'closed')), _negated=True), models.Q(('minutes_issued_on__isnull', False), _negated=True)), _connector='OR'), name='ledger_meeting_minuted_iff_dated', violation_error_message='纪要已印发的会议有印发日期，未印发的没有。'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ('closed',)), ('concluded_on__isnull', False)), models.Q(models.Q(('state__in', ('closed',)), _negated=True), models.Q(('concluded_on__isnull', False), _negated=True)), _connector='OR'), name='ledger_meeting_closed_iff_dated', violation_error_message='已办结的会议有办结日期，未办结的没有。'), models.CheckConstraint(condition=models.Q(models.Q(('minutes_issued_on__isnull', True), ('minutes_issued_on__gte', models.F('held_on')), _connector='OR'), models.Q(('concluded_on__isnull', True), ('concluded_on__gte', models.F('minutes_issued_on')), _connector='OR')), name='ledger_meeting_days_in_order', violation_error_message='会议的召开、纪要印发和办结日期必须先后相接。'), models.CheckConstraint(condition=models.Q(('topics_decided__lte', models.F('topics_tabled'))), name='ledger_meeting_decides_what_was_tabled', violation_error_message='议定的议题不能多于上会的议题。'), models.CheckConstraint(condition=models.Q(('explained__lte', models.F('unimplemented')), ('topics_prepared__lte', models.F('topics_tabled'))), name='ledger_meeting_parts_of_wholes', violation_error_message='准备充分的议题不能多于上会的议题，说明完整的事项不能多于未落实的事项。')],
            },
        ),
        migrations.CreateModel(
            name='WorkRule',
            fields=[
                ('id', models.UUIDField(default=kernel.keys.uuid7, editable=False, primary_key=True, serialize=False)),
                ('government', models.CharField(max_length=40)),
                ('path', models.CharField(db_collation='C', max_length=400)),
                ('source_id', models.UUIDField()),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('in_force_from', models.DateField()),
                ('in_force_to', models.DateField(null=True)),
                ('frequency_min', models.PositiveSmallIntegerField()),
                ('period_years', models.PositiveSmallIntegerField()),
                ('params_present', models.PositiveSmallIntegerField()),
                ('collection_lead_months', models.PositiveSmallIntegerField(null=True)),
                ('notice_lead_workdays', models.PositiveSmallIntegerField()),
                ('minutes_deadline_workdays', models.PositiveSmallIntegerField()),
            ],
            options={
                'abstract': False,
                'default_permissions': (),
                'indexes': [models.Index(fields=['path', 'government'], name='ledger_workrule_subtree')],
                'constraints': [models.UniqueConstraint(fields=('government', 'source_id'), name='ledger_workrule_once', violation_error_message='同一事项在台账中只有一条记录。'), models.CheckConstraint(condition=models.Q(('in_force_to__isnull', True), ('in_force_to__gte', models.F('in_force_from')), _connector='OR'), name='ledger_workrule_days_in_order', violation_error_message='工作规则的废止日期不能早于施行日期。'), models.CheckConstraint(condition=models.Q(('period_years__gte', 1)), name='ledger_workrule_period_exists', violation_error_message='召开周期至少为一年。')],
            },
        ),
        migrations.CreateModel(
            name='YearExplanation',
            fields=[
                ('id', models.UUIDField(default=kernel.keys.uuid7, editable=False, primary_key=True, serialize=False)),
                ('government', models.CharField(max_length=40)),
                ('path', models.CharField(db_collation='C', max_length=400)),
                ('source_id', models.UUIDField()),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('year', models.PositiveSmallIntegerField()),
                ('first_year', models.PositiveSmallIntegerField()),
                ('cause', models.CharField(choices=[('term_change', '换届或主要领导变动'), ('reorganisation', '机构或者区划调整'), ('emergency', '突发事件或者重大任务'), ('no_topics', '双方未能商定议题'), ('not_requested', '未提请召开'), ('not_agreed', '提请后未能同意召开'), ('put_off', '推迟到次年召开'), ('other_meeting', '有关事项由其他会议研究'), ('other', '其他')], max_length=24)),
                ('confirmed_on', models.DateField()),
                ('imported', models.BooleanField()),
            ],
            options={
                'abstract': False,
                'default_permissions': (),
                'indexes': [models.Index(fields=['path', 'government'], name='ledger_yearexplanation_subtree'), models.Index(fields=['year', 'path'], name='ledger_yearexplanation_of_year')],
                'constraints': [models.UniqueConstraint(fields=('government', 'source_id'), name='ledger_yearexplanation_once', violation_error_message='同一事项在台账中只有一条记录。'), models.CheckConstraint(condition=models.Q(('cause__in', ['term_change', 'reorganisation', 'emergency', 'no_topics', 'not_requested', 'not_agreed', 'put_off', 'other_meeting', 'other'])), name='ledger_yearexplanation_cause_known', violation_error_message='台账中没有这样的原因类别。'), models.CheckConstraint(condition=models.Q(('first_year__lte', models.F('year'))), name='ledger_yearexplanation_years_in_order', violation_error_message='起始年度不能晚于所说明的年度。')],
            },
        ),
        migrations.CreateModel(
            name='YearPlan',
            fields=[
                ('id', models.UUIDField(default=kernel.keys.uuid7, editable=False, primary_key=True, serialize=False)),
                ('government', models.CharField(max_length=40)),
                ('path', models.CharField(db_collation='C', max_length=400)),
                ('source_id', models.UUIDField()),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('year', models.PositiveSmallIntegerField()),
                ('issued_on', models.DateField()),
                ('recorded_on', models.DateField()),
                ('imported', models.BooleanField()),
            ],
            options={
                'abstract': False,
                'default_permissions': (),
                'indexes': [models.Index(fields=['path', 'government'], name='ledger_yearplan_subtree'), models.Index(fields=['year', 'path'], name='ledger_yearplan_of_year')],
                'constraints': [models.UniqueConstraint(fields=('government', 'source_id'), name='ledger_yearplan_once', violation_error_message='同一事项在台账中只有一条记录。'), models.CheckConstraint(condition=models.Q(('issued_on__year__lte', models.F('year'))), name='ledger_yearplan_not_after_its_year', violation_error_message='计划文件的日期不能晚于所计划的年度。')],
            },
        ),
    ]
