"""The tables of this app, as they stand before the first release."""

import django.db.models.deletion
import kernel.keys
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
        ('documents', '0001_initial'),
        ('meetings', '0001_initial'),
        ('organizations', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='AgreedItem',
            fields=[
                ('id', models.UUIDField(default=kernel.keys.uuid7, editable=False, primary_key=True, serialize=False)),
                ('state', models.CharField(editable=False, max_length=24, verbose_name='状态')),
                ('state_since', models.DateTimeField(editable=False, verbose_name='进入状态时间')),
                ('version', models.PositiveIntegerField(default=0, editable=False, verbose_name='版本')),
                ('year', models.PositiveSmallIntegerField(verbose_name='年度')),
                ('number', models.CharField(max_length=20, unique=True, verbose_name='编号')),
                ('text', models.TextField(verbose_name='议定事项')),
                ('responsible_person', models.CharField(blank=True, max_length=60, verbose_name='责任人')),
                ('listed_on', models.DateField(verbose_name='列入日期')),
                ('original_due_on', models.DateField(verbose_name='原定完成时限')),
                ('due_on', models.DateField(verbose_name='完成时限')),
                ('extensions', models.PositiveSmallIntegerField(default=0, verbose_name='延期次数')),
                ('percentage', models.PositiveSmallIntegerField(default=0, verbose_name='进度')),
                ('evidence', models.TextField(blank=True, verbose_name='佐证材料')),
                ('effect', models.TextField(blank=True, verbose_name='对职工的成效')),
                ('reason', models.TextField(blank=True, verbose_name='理由')),
                ('remark', models.TextField(blank=True, verbose_name='备注')),
                ('acknowledged_at', models.DateTimeField(blank=True, null=True)),
                ('reported_at', models.DateTimeField(blank=True, null=True)),
                ('checked_at', models.DateTimeField(blank=True, null=True)),
                ('closed_at', models.DateTimeField(blank=True, null=True)),
                ('terminated_at', models.DateTimeField(blank=True, null=True)),
                ('imported', models.BooleanField(default=False, editable=False, verbose_name='补录')),
                ('declared_ended_on', models.DateField(editable=False, null=True, verbose_name='申报的办结日期')),
                ('acknowledged_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('checked_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('closed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('lead_unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.unit', verbose_name='牵头单位')),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='agreed_items', to='meetings.meeting')),
                ('reported_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('resolution', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='agreed_item', to='meetings.resolution')),
                ('terminated_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-year', 'meeting__ordinal', 'resolution__position'],
                'permissions': [('lead_item', 'Act for the lead unit')],
                'abstract': False,
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='AgreedItemGroupPermission',
            fields=[
                ('id', models.UUIDField(default=kernel.keys.uuid7, editable=False, primary_key=True, serialize=False)),
                ('content_object', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='followups.agreeditem')),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='auth.group')),
                ('permission', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='auth.permission')),
            ],
            options={
                'abstract': False,
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='Explanation',
            fields=[
                ('id', models.UUIDField(default=kernel.keys.uuid7, editable=False, primary_key=True, serialize=False)),
                ('explanation', models.TextField(verbose_name='未落实说明')),
                ('opinion', models.TextField(verbose_name='意见')),
                ('new_date', models.DateField(verbose_name='新的完成时限')),
                ('at', models.DateTimeField()),
                ('by_name', models.CharField(max_length=240)),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='explanations', to='followups.agreeditem')),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='explanations', to='meetings.meeting')),
            ],
            options={
                'ordering': ['at', 'id'],
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='Extension',
            fields=[
                ('id', models.UUIDField(default=kernel.keys.uuid7, editable=False, primary_key=True, serialize=False)),
                ('state', models.CharField(editable=False, max_length=24, verbose_name='状态')),
                ('state_since', models.DateTimeField(editable=False, verbose_name='进入状态时间')),
                ('version', models.PositiveIntegerField(default=0, editable=False, verbose_name='版本')),
                ('from_on', models.DateField(verbose_name='原时限')),
                ('new_due_on', models.DateField(verbose_name='延期至')),
                ('reason', models.TextField(verbose_name='理由')),
                ('answer', models.TextField(blank=True, verbose_name='不批准的理由')),
                ('requested_at', models.DateTimeField(blank=True, null=True)),
                ('granted_at', models.DateTimeField(blank=True, null=True)),
                ('declared_on', models.DateField(editable=False, null=True, verbose_name='申报的批准日期')),
                ('refused_at', models.DateTimeField(blank=True, null=True)),
                ('granted_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='extension_requests', to='followups.agreeditem')),
                ('refused_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('requested_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-requested_at', 'id'],
                'abstract': False,
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='Milestone',
            fields=[
                ('id', models.UUIDField(default=kernel.keys.uuid7, editable=False, primary_key=True, serialize=False)),
                ('text', models.CharField(max_length=300, verbose_name='阶段目标')),
                ('due_on', models.DateField(verbose_name='时间')),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='milestones', to='followups.agreeditem')),
                ('replaces', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaced_by', to='followups.milestone', verbose_name='替代的时间节点')),
            ],
            options={
                'ordering': ['due_on', 'id'],
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='ProgressReport',
            fields=[
                ('id', models.UUIDField(default=kernel.keys.uuid7, editable=False, primary_key=True, serialize=False)),
                ('text', models.TextField(verbose_name='进展情况')),
                ('percentage', models.PositiveSmallIntegerField(verbose_name='进度')),
                ('evidence', models.TextField(blank=True, verbose_name='佐证材料')),
                ('at', models.DateTimeField()),
                ('recorded_at', models.DateTimeField()),
                ('by_name', models.CharField(max_length=240)),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='progress_reports', to='followups.agreeditem')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.unit')),
            ],
            options={
                'ordering': ['recorded_at', 'id'],
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='SupportingPart',
            fields=[
                ('id', models.UUIDField(default=kernel.keys.uuid7, editable=False, primary_key=True, serialize=False)),
                ('state', models.CharField(editable=False, max_length=24, verbose_name='状态')),
                ('state_since', models.DateTimeField(editable=False, verbose_name='进入状态时间')),
                ('version', models.PositiveIntegerField(default=0, editable=False, verbose_name='版本')),
                ('text', models.TextField(blank=True, verbose_name='配合内容')),
                ('due_on', models.DateField(verbose_name='完成时限')),
                ('percentage', models.PositiveSmallIntegerField(default=0, verbose_name='进度')),
                ('report', models.TextField(blank=True, verbose_name='完成情况')),
                ('acknowledged_at', models.DateTimeField(blank=True, null=True)),
                ('reported_at', models.DateTimeField(blank=True, null=True)),
                ('acknowledged_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='parts', to='followups.agreeditem')),
                ('reported_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.unit')),
            ],
            options={
                'ordering': ['unit__sort_key'],
                'permissions': [('support_item', 'Act for the supporting unit')],
                'abstract': False,
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='Letter',
            fields=[
                ('id', models.UUIDField(default=kernel.keys.uuid7, editable=False, primary_key=True, serialize=False)),
                ('state', models.CharField(editable=False, max_length=24, verbose_name='状态')),
                ('state_since', models.DateTimeField(editable=False, verbose_name='进入状态时间')),
                ('version', models.PositiveIntegerField(default=0, editable=False, verbose_name='版本')),
                ('kind', models.CharField(choices=[('reminder', '提醒函'), ('chase_up', '催办单'), ('supervision_order', '督办单'), ('escalation', '呈总召集人')], max_length=20, verbose_name='函件类别')),
                ('due_on', models.DateField(verbose_name='所涉完成时限')),
                ('side', models.CharField(blank=True, max_length=5, verbose_name='方面')),
                ('issued_at', models.DateTimeField(verbose_name='签发时间')),
                ('declared_received_on', models.DateField(editable=False, null=True, verbose_name='申报的签收日期')),
                ('received_at', models.DateTimeField(blank=True, null=True, verbose_name='签收时间')),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.issueddocument')),
                ('issued_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='letters', to='followups.agreeditem')),
                ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('received_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('unit', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.unit')),
                ('part', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='letters', to='followups.supportingpart')),
            ],
            options={
                'ordering': ['issued_at', 'id'],
                'abstract': False,
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='SupportingPartGroupPermission',
            fields=[
                ('id', models.UUIDField(default=kernel.keys.uuid7, editable=False, primary_key=True, serialize=False)),
                ('content_object', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='followups.supportingpart')),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='auth.group')),
                ('permission', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='auth.permission')),
            ],
            options={
                'abstract': False,
                'default_permissions': (),
            },
        ),
        migrations.AddIndex(
            model_name='agreeditem',
            index=models.Index(fields=['meeting'], name='item_of_meeting'),
        ),
        migrations.AddConstraint(
            model_name='agreeditem',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('closed_at__isnull', False), ('closed_by__isnull', False), ('state', 'closed')), models.Q(('closed_at', None), ('closed_by', None), ('declared_ended_on__isnull', False), ('state', 'closed')), models.Q(models.Q(('state', 'closed'), _negated=True), ('closed_at', None), ('closed_by', None)), _connector='OR'), name='closed_iff_dated', violation_error_message='已销号的事项必须有销号人和销号时间，未销号的不得有。'),
        ),
        migrations.AddConstraint(
            model_name='agreeditem',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'terminated'), ('terminated_at__isnull', False)), models.Q(('declared_ended_on__isnull', False), ('state', 'terminated'), ('terminated_at', None)), models.Q(models.Q(('state', 'terminated'), _negated=True), ('terminated_at', None)), _connector='OR'), name='terminated_iff_dated', violation_error_message='已终止的事项必须有终止时间。'),
        ),
        migrations.AddConstraint(
            model_name='agreeditem',
            constraint=models.CheckConstraint(condition=models.Q(('due_on__gte', models.F('original_due_on'))), name='due_not_before_original', violation_error_message='延期后的时限不得早于原定时限。'),
        ),
        migrations.AddConstraint(
            model_name='agreeditem',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['assigned', 'in_progress', 'terminated']), ('declared_ended_on__isnull', False), models.Q(('evidence', ''), _negated=True), _connector='OR'), name='reported_with_evidence', violation_error_message='报完成必须有佐证材料。'),
        ),
        migrations.AddConstraint(
            model_name='agreeditem',
            constraint=models.CheckConstraint(condition=models.Q(('declared_ended_on', None), models.Q(('closed_at', None), ('imported', True), ('state__in', ['closed', 'terminated']), ('terminated_at', None)), _connector='OR'), name='declared_end_only_imported', violation_error_message='申报的办结日期只用于补录的、已办结的事项。'),
        ),
        migrations.AlterUniqueTogether(
            name='agreeditemgrouppermission',
            unique_together={('group', 'permission', 'content_object')},
        ),
        migrations.AddConstraint(
            model_name='explanation',
            constraint=models.UniqueConstraint(fields=('item', 'meeting'), name='one_explanation_per_meeting', violation_error_message='该事项已作说明。'),
        ),
        migrations.AddConstraint(
            model_name='explanation',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('explanation', ''), _negated=True), models.Q(('opinion', ''), _negated=True)), name='explained_in_full', violation_error_message='说明、意见、完成时限缺一不可。'),
        ),
        migrations.AddConstraint(
            model_name='extension',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'requested')), fields=('item',), name='one_pending_extension', violation_error_message='该事项已有待批准的延期申请。'),
        ),
        migrations.AddConstraint(
            model_name='extension',
            constraint=models.CheckConstraint(condition=models.Q(('new_due_on__gt', models.F('from_on')), models.Q(('reason', ''), _negated=True)), name='extended_forwards', violation_error_message='延期须有理由，且晚于现在的时限。'),
        ),
        migrations.AddConstraint(
            model_name='extension',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('declared_on', None), ('granted_at__isnull', False), ('granted_by__isnull', False), ('state', 'granted')), models.Q(('declared_on__isnull', False), ('granted_at', None), ('granted_by', None), ('state', 'granted')), models.Q(models.Q(('state', 'granted'), _negated=True), ('declared_on', None), ('granted_at', None), ('granted_by', None)), _connector='OR'), name='granted_iff_dated', violation_error_message='已批准的延期必须有批准人和批准时间，未批准的不得有。'),
        ),
        migrations.AddConstraint(
            model_name='extension',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('refused_at__isnull', False), ('state', 'refused'), models.Q(('answer', ''), _negated=True)), models.Q(models.Q(('state', 'refused'), _negated=True), ('answer', ''), ('refused_at', None)), _connector='OR'), name='refused_with_reason', violation_error_message='不批准延期必须写明理由。'),
        ),
        migrations.AddIndex(
            model_name='milestone',
            index=models.Index(fields=['item'], name='milestone_of_item'),
        ),
        migrations.AddIndex(
            model_name='progressreport',
            index=models.Index(fields=['item', 'unit'], name='report_of_item_and_unit'),
        ),
        migrations.AddConstraint(
            model_name='progressreport',
            constraint=models.CheckConstraint(condition=models.Q(('percentage__gte', 0), ('percentage__lte', 100)), name='percentage_in_range', violation_error_message='进度须在 0 到 100 之间。'),
        ),
        migrations.AddConstraint(
            model_name='supportingpart',
            constraint=models.UniqueConstraint(fields=('item', 'unit'), name='one_part_per_unit', violation_error_message='该单位已有配合任务。'),
        ),
        migrations.AddConstraint(
            model_name='supportingpart',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('reported_at__isnull', False), ('state', 'reported'), models.Q(('report', ''), _negated=True)), models.Q(models.Q(('state', 'reported'), _negated=True), ('reported_at', None)), _connector='OR'), name='part_reported_iff_dated', violation_error_message='已完成的配合任务必须写明完成情况。'),
        ),
        migrations.AddIndex(
            model_name='letter',
            index=models.Index(fields=['part'], name='letter_of_part'),
        ),
        migrations.AddConstraint(
            model_name='letter',
            constraint=models.UniqueConstraint(fields=('item', 'part', 'kind', 'due_on', 'side'), name='letter_once_per_deadline', nulls_distinct=False, violation_error_message='同一时限的同类函件已经签发。'),
        ),
        migrations.AddConstraint(
            model_name='letter',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'escalation'), ('part', None), ('side__in', ['gov', 'union']), ('unit', None)), models.Q(models.Q(('kind', 'escalation'), _negated=True), ('person', None), ('side', ''), ('unit__isnull', False)), _connector='OR'), name='letter_to_unit_or_convener', violation_error_message='提醒、催办、督办发给牵头单位，呈报件发给总召集人。'),
        ),
        migrations.AddConstraint(
            model_name='letter',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('declared_received_on', None), ('received_at__isnull', False), ('received_by__isnull', False), ('state', 'received')), models.Q(('declared_received_on__isnull', False), ('received_at', None), ('received_by', None), ('state', 'received')), models.Q(models.Q(('state', 'received'), _negated=True), ('declared_received_on', None), ('received_at', None), ('received_by', None)), _connector='OR'), name='received_iff_dated', violation_error_message='已签收的函件必须有签收人和签收时间，未签收的不得有。'),
        ),
        migrations.AlterUniqueTogether(
            name='supportingpartgrouppermission',
            unique_together={('group', 'permission', 'content_object')},
        ),
    ]
