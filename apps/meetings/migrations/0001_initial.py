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
        ('topics', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Attendance',
            fields=[
                ('id', models.UUIDField(default=kernel.keys.uuid7, editable=False, primary_key=True, serialize=False)),
                ('state', models.CharField(editable=False, max_length=24, verbose_name='状态')),
                ('state_since', models.DateTimeField(editable=False, verbose_name='进入状态时间')),
                ('version', models.PositiveIntegerField(default=0, editable=False, verbose_name='版本')),
                ('name', models.CharField(max_length=60, verbose_name='姓名')),
                ('unit_name', models.CharField(max_length=120, verbose_name='单位')),
                ('title', models.CharField(blank=True, max_length=120, verbose_name='职务')),
                ('side', models.CharField(choices=[('gov', '政府方面'), ('union', '工会方面'), ('none', '双方之外')], max_length=10, verbose_name='方面')),
                ('capacity', models.CharField(choices=[('member', '出席'), ('in_attendance', '列席'), ('guest', '邀请')], max_length=14, verbose_name='身份')),
                ('category', models.CharField(blank=True, max_length=60, verbose_name='人员类别')),
                ('slot', models.CharField(blank=True, choices=[('chief_convener_gov', '总召集人（政府）'), ('chief_convener_union', '总召集人（工会）'), ('convener_gov', '召集人（政府）'), ('convener_union', '召集人（工会）')], max_length=24, null=True)),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('reason', models.TextField(blank=True, verbose_name='增减理由')),
                ('leave_reason', models.TextField(blank=True, verbose_name='请假事由')),
                ('leave_approver', models.CharField(blank=True, max_length=60, verbose_name='准假人')),
                ('substitute_name', models.CharField(blank=True, max_length=60, verbose_name='替会人')),
                ('substitute_title', models.CharField(blank=True, max_length=120, verbose_name='替会人职务')),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['position', 'id'],
                'abstract': False,
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='Meeting',
            fields=[
                ('id', models.UUIDField(default=kernel.keys.uuid7, editable=False, primary_key=True, serialize=False)),
                ('state', models.CharField(editable=False, max_length=24, verbose_name='状态')),
                ('state_since', models.DateTimeField(editable=False, verbose_name='进入状态时间')),
                ('version', models.PositiveIntegerField(default=0, editable=False, verbose_name='版本')),
                ('year', models.PositiveSmallIntegerField(verbose_name='年度')),
                ('kind', models.CharField(choices=[('ordinary', '例会'), ('extraordinary', '临时会议')], max_length=14, verbose_name='会议类型')),
                ('ordinal', models.PositiveIntegerField(verbose_name='第几次')),
                ('ordinal_typed', models.BooleanField(default=False, editable=False, verbose_name='次序由提请方填写')),
                ('ordinal_gap_reason', models.TextField(blank=True, verbose_name='次序间断的原因')),
                ('planned_on', models.DateField(verbose_name='拟召开日期')),
                ('first_planned_on', models.DateField(editable=False)),
                ('request_text', models.TextField(blank=True, verbose_name='提请事由')),
                ('requesting_side', models.CharField(choices=[('gov', '政府方面'), ('union', '工会方面'), ('none', '双方之外')], default='union', max_length=10, verbose_name='提请方面')),
                ('frequency_reason', models.TextField(blank=True, verbose_name='超过规定次数的理由')),
                ('list_checks', models.JSONField(blank=True, default=list, editable=False)),
                ('ground', models.CharField(blank=True, choices=[('special', '特殊情况'), ('major', '重大问题')], max_length=10, null=True, verbose_name='临时召开的情形')),
                ('ground_text', models.TextField(blank=True, verbose_name='情形说明')),
                ('prior_consultation', models.TextField(blank=True, verbose_name='提前协商情况')),
                ('principal_leader', models.CharField(blank=True, max_length=60, verbose_name='邀请的主要领导')),
                ('principal_leader_title', models.CharField(blank=True, max_length=120, verbose_name='主要领导职务')),
                ('principal_leader_ground', models.TextField(blank=True, verbose_name='邀请主要领导出席的理由')),
                ('invitation_answer', models.CharField(blank=True, choices=[('accepted', '应邀出席'), ('declined', '不出席')], max_length=10, null=True, verbose_name='主要领导的答复')),
                ('invitation_answered_on', models.DateField(blank=True, null=True, verbose_name='答复日期')),
                ('invitation_note', models.TextField(blank=True, verbose_name='答复说明')),
                ('rule', models.JSONField(default=dict, editable=False)),
                ('reason', models.TextField(blank=True, verbose_name='理由')),
                ('counter_date', models.DateField(blank=True, null=True, verbose_name='另提日期')),
                ('requested_at', models.DateTimeField(blank=True, null=True)),
                ('accepted_at', models.DateTimeField(blank=True, null=True)),
                ('settled_at', models.DateTimeField(blank=True, null=True)),
                ('session_on', models.DateField(blank=True, null=True, verbose_name='会议日期')),
                ('starts_at', models.DateTimeField(blank=True, null=True, verbose_name='开始时间')),
                ('venue', models.CharField(blank=True, max_length=200, verbose_name='地点')),
                ('contact', models.CharField(blank=True, max_length=120, verbose_name='联系人及电话')),
                ('presider_reason', models.TextField(blank=True, verbose_name='另定主持人的理由')),
                ('delegated_by', models.CharField(blank=True, max_length=60, verbose_name='委托主持的领导')),
                ('delegated_by_title', models.CharField(blank=True, max_length=120, verbose_name='委托人职务')),
                ('delegated_on', models.DateField(blank=True, null=True, verbose_name='委托日期')),
                ('delegation_basis', models.TextField(blank=True, verbose_name='委托依据')),
                ('noticed_at', models.DateTimeField(blank=True, null=True)),
                ('list_amended_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('report_as_of', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='落实情况截至')),
                ('report_rows', models.JSONField(blank=True, default=list, editable=False)),
                ('opened_at', models.DateTimeField(blank=True, null=True)),
                ('held_on', models.DateField(blank=True, null=True, verbose_name='召开日期')),
                ('held_at', models.DateTimeField(blank=True, null=True)),
                ('minutes_due_on', models.DateField(blank=True, null=True, verbose_name='纪要应印发日期')),
                ('minutes_issued_on', models.DateField(blank=True, null=True, verbose_name='纪要印发日期')),
                ('concluded_at', models.DateTimeField(blank=True, null=True)),
                ('imported', models.BooleanField(default=False, editable=False, verbose_name='补录')),
                ('imported_at', models.DateTimeField(editable=False, null=True, verbose_name='补录时间')),
                ('declared_concluded_on', models.DateField(editable=False, null=True, verbose_name='申报的办结日期')),
                ('declared_attendance', models.JSONField(default=dict, editable=False)),
                ('accepted_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('concluded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('held_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('noticed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('opened_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('co_presider', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='meetings.attendance')),
                ('presider', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='meetings.attendance')),
                ('requested_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('settled_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-planned_on', '-ordinal'],
                'abstract': False,
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='Convener',
            fields=[
                ('id', models.UUIDField(default=kernel.keys.uuid7, editable=False, primary_key=True, serialize=False)),
                ('slot', models.CharField(choices=[('chief_convener_gov', '总召集人（政府）'), ('chief_convener_union', '总召集人（工会）'), ('convener_gov', '召集人（政府）'), ('convener_union', '召集人（工会）')], max_length=24)),
                ('name', models.CharField(max_length=60)),
                ('title', models.CharField(max_length=120)),
                ('imported', models.BooleanField(default=False, editable=False, verbose_name='补录')),
                ('holder', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='conveners', to='meetings.meeting')),
            ],
            options={
                'ordering': ['slot'],
                'default_permissions': (),
            },
        ),
        migrations.AddField(
            model_name='attendance',
            name='meeting',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='attendances', to='meetings.meeting'),
        ),
        migrations.CreateModel(
            name='AgendaItem',
            fields=[
                ('id', models.UUIDField(default=kernel.keys.uuid7, editable=False, primary_key=True, serialize=False)),
                ('part', models.PositiveSmallIntegerField(verbose_name='部分')),
                ('position', models.PositiveSmallIntegerField(verbose_name='顺序')),
                ('text', models.CharField(max_length=300, verbose_name='内容')),
                ('duration', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='时长（分钟）')),
                ('outcome', models.CharField(blank=True, choices=[('agreed', '通过'), ('agreed_in_principle', '原则通过'), ('remitted', '再研究'), ('not_agreed', '不通过'), ('noted', '通报知悉')], max_length=24, null=True, verbose_name='议定结果')),
                ('outcome_note', models.TextField(blank=True, verbose_name='议定说明')),
                ('reporter', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.unit')),
                ('topic', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='topics.topic')),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='agenda', to='meetings.meeting')),
            ],
            options={
                'ordering': ['part', 'position'],
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='Notice',
            fields=[
                ('id', models.UUIDField(default=kernel.keys.uuid7, editable=False, primary_key=True, serialize=False)),
                ('what_changed', models.TextField(blank=True, verbose_name='变更内容')),
                ('issued_at', models.DateTimeField()),
                ('document', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.issueddocument')),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='notices', to='meetings.meeting')),
                ('supersedes', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='superseded_by', to='meetings.notice')),
            ],
            options={
                'ordering': ['issued_at'],
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='NoticeReceipt',
            fields=[
                ('id', models.UUIDField(default=kernel.keys.uuid7, editable=False, primary_key=True, serialize=False)),
                ('state', models.CharField(editable=False, max_length=24, verbose_name='状态')),
                ('state_since', models.DateTimeField(editable=False, verbose_name='进入状态时间')),
                ('version', models.PositiveIntegerField(default=0, editable=False, verbose_name='版本')),
                ('side', models.CharField(choices=[('gov', '政府方面'), ('union', '工会方面'), ('none', '双方之外')], max_length=10, verbose_name='方面')),
                ('reply', models.TextField(blank=True, verbose_name='回执')),
                ('declared_on', models.DateField(editable=False, null=True, verbose_name='申报的签收日期')),
                ('acknowledged_at', models.DateTimeField(blank=True, null=True, verbose_name='签收时间')),
                ('acknowledged_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('attendance', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='receipts', to='meetings.attendance')),
                ('notice', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='receipts', to='meetings.notice')),
                ('unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.unit')),
            ],
            options={
                'ordering': ['side', 'id'],
                'abstract': False,
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='PreparationItem',
            fields=[
                ('id', models.UUIDField(default=kernel.keys.uuid7, editable=False, primary_key=True, serialize=False)),
                ('state', models.CharField(editable=False, max_length=24, verbose_name='状态')),
                ('state_since', models.DateTimeField(editable=False, verbose_name='进入状态时间')),
                ('version', models.PositiveIntegerField(default=0, editable=False, verbose_name='版本')),
                ('title', models.CharField(max_length=120, verbose_name='筹备事项')),
                ('office', models.CharField(choices=[('gov', '政府办公室'), ('union', '工会办公室')], max_length=10, verbose_name='负责办公室')),
                ('due_on', models.DateField(verbose_name='完成日期')),
                ('lead_workdays', models.PositiveSmallIntegerField(editable=False, null=True, verbose_name='会前工作日')),
                ('reason', models.TextField(blank=True, verbose_name='理由')),
                ('declared_on', models.DateField(editable=False, null=True, verbose_name='申报的落实日期')),
                ('done_at', models.DateTimeField(blank=True, null=True, verbose_name='落实时间')),
                ('done_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='preparations', to='meetings.meeting')),
            ],
            options={
                'ordering': ['due_on', 'id'],
                'abstract': False,
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='Resolution',
            fields=[
                ('id', models.UUIDField(default=kernel.keys.uuid7, editable=False, primary_key=True, serialize=False)),
                ('position', models.PositiveSmallIntegerField(verbose_name='序号')),
                ('text', models.TextField(verbose_name='议定事项')),
                ('responsible_person', models.CharField(blank=True, max_length=60, verbose_name='责任人')),
                ('due_on', models.DateField(verbose_name='完成时限')),
                ('lead_unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.unit', verbose_name='牵头单位')),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='resolutions', to='meetings.meeting')),
                ('supporting_units', models.ManyToManyField(blank=True, related_name='+', to='organizations.unit')),
                ('topic', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='topics.topic')),
            ],
            options={
                'ordering': ['position'],
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='ResolutionMilestone',
            fields=[
                ('id', models.UUIDField(default=kernel.keys.uuid7, editable=False, primary_key=True, serialize=False)),
                ('text', models.CharField(max_length=300, verbose_name='阶段目标')),
                ('due_on', models.DateField(verbose_name='时间')),
                ('resolution', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='milestones', to='meetings.resolution')),
            ],
            options={
                'ordering': ['due_on', 'id'],
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='ResolutionPart',
            fields=[
                ('id', models.UUIDField(default=kernel.keys.uuid7, editable=False, primary_key=True, serialize=False)),
                ('text', models.TextField(verbose_name='配合内容')),
                ('due_on', models.DateField(verbose_name='完成时限')),
                ('resolution', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='parts', to='meetings.resolution')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.unit')),
            ],
            options={
                'ordering': ['due_on', 'id'],
                'default_permissions': (),
            },
        ),
        migrations.AddConstraint(
            model_name='meeting',
            constraint=models.UniqueConstraint(condition=models.Q(models.Q(('state__in', ['cancelled', 'declined']), _negated=True), models.Q(('requested_at__isnull', True), ('state', 'draft'), _negated=True)), fields=('ordinal',), name='meeting_ordinal_once', violation_error_message='该次序的联席会议已存在。'),
        ),
        migrations.AddConstraint(
            model_name='meeting',
            constraint=models.CheckConstraint(condition=models.Q(('state', 'draft'), ('imported', True), models.Q(('requested_at__isnull', False), ('requested_by__isnull', False)), ('state', 'cancelled'), _connector='OR'), name='requested_iff_dated', violation_error_message='已提请的会议必须有提请人和提请时间。'),
        ),
        migrations.AddConstraint(
            model_name='meeting',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['noticed', 'in_session', 'held', 'following_up', 'closed']), _negated=True), ('imported', True), models.Q(('noticed_at__isnull', False), ('presider__isnull', False), ('session_on__isnull', False), models.Q(('venue', ''), _negated=True)), _connector='OR'), name='noticed_iff_complete', violation_error_message='已通知的会议必须有时间、地点和主持人。'),
        ),
        migrations.AddConstraint(
            model_name='meeting',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('held_on__isnull', False), ('state__in', ['held', 'following_up', 'closed']), models.Q(('imported', True), ('held_at__isnull', False), _connector='OR')), models.Q(models.Q(('state__in', ['held', 'following_up', 'closed']), _negated=True), ('held_on', None)), _connector='OR'), name='held_iff_dated', violation_error_message='已召开的会议必须有召开日期，未召开的不得有。'),
        ),
        migrations.AddConstraint(
            model_name='meeting',
            constraint=models.CheckConstraint(condition=models.Q(('minutes_issued_on', None), ('minutes_issued_on__gte', models.F('held_on')), _connector='OR'), name='minutes_after_meeting', violation_error_message='纪要印发不得早于会议召开。'),
        ),
        migrations.AddConstraint(
            model_name='meeting',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('declared_concluded_on', None), ('imported', False), ('imported_at', None)), models.Q(('imported', True), ('imported_at__isnull', False), ('state__in', ['held', 'following_up', 'closed'])), _connector='OR'), name='imported_meeting_is_past', violation_error_message='补录的会议必须已经召开并有补录时间；申报日期只用于补录。'),
        ),
        migrations.AddConstraint(
            model_name='meeting',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('invitation_answer', None), ('principal_leader', '')), models.Q(models.Q(('principal_leader_ground', ''), _negated=True), models.Q(('principal_leader_title', ''), _negated=True)), _connector='OR'), name='principal_leader_has_ground', violation_error_message='邀请主要领导须写明职务和理由；未邀请的没有答复。'),
        ),
        migrations.AddConstraint(
            model_name='meeting',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ground', None), ('kind', 'ordinary')), models.Q(('ground__isnull', False), ('kind', 'extraordinary'), models.Q(('ground_text', ''), _negated=True)), _connector='OR'), name='extraordinary_has_ground', violation_error_message='临时会议必须写明情形和说明，例会不得填写。'),
        ),
        migrations.AddConstraint(
            model_name='convener',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('holder', None), ('imported', True)), models.Q(('holder__isnull', False), ('imported', False)), _connector='OR'), name='convener_has_account', violation_error_message='召集人必须有账号；补录的召集人只记姓名和职务。'),
        ),
        migrations.AddConstraint(
            model_name='convener',
            constraint=models.UniqueConstraint(fields=('meeting', 'slot'), name='slot_once_per_meeting', violation_error_message='同一职责只能一人担任。'),
        ),
        migrations.AddConstraint(
            model_name='convener',
            constraint=models.UniqueConstraint(fields=('meeting', 'holder'), name='person_in_one_slot', violation_error_message='同一人不能在一次会议中担任两个召集职责。'),
        ),
        migrations.AddIndex(
            model_name='attendance',
            index=models.Index(fields=['meeting'], name='attendance_of_meeting'),
        ),
        migrations.AddConstraint(
            model_name='attendance',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'removed'), _negated=True), fields=('meeting', 'name', 'unit_name'), name='person_invited_once', violation_error_message='此人已在名单中。'),
        ),
        migrations.AddConstraint(
            model_name='attendance',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('capacity', 'guest'), ('side', 'none')), models.Q(('capacity', 'in_attendance'), ('side', 'none'), models.Q(('category', ''), _negated=True)), models.Q(models.Q(('capacity', 'guest'), _negated=True), models.Q(('side', 'none'), _negated=True)), _connector='OR'), name='guests_have_no_side', violation_error_message='邀请人员和旁听列席人员不代表任何一方；其他出席、列席人员必须属于一方。'),
        ),
        migrations.AddConstraint(
            model_name='attendance',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('capacity', 'guest'), _negated=True), models.Q(('category', ''), _negated=True), _connector='OR'), name='guests_have_category', violation_error_message='邀请人员必须写明类别。'),
        ),
        migrations.AddConstraint(
            model_name='attendance',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'removed'), _negated=True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='removed_with_reason', violation_error_message='移出名单必须写明理由。'),
        ),
        migrations.AddConstraint(
            model_name='attendance',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'on_leave'), _negated=True), models.Q(models.Q(('leave_reason', ''), _negated=True), models.Q(('leave_approver', ''), _negated=True)), _connector='OR'), name='leave_has_reason', violation_error_message='请假必须有事由和准假人。'),
        ),
        migrations.AddConstraint(
            model_name='agendaitem',
            constraint=models.UniqueConstraint(fields=('meeting', 'part', 'position'), name='agenda_place_once', violation_error_message='议程次序重复。'),
        ),
        migrations.AddConstraint(
            model_name='agendaitem',
            constraint=models.CheckConstraint(condition=models.Q(('part__gte', 1), ('part__lte', 4), models.Q(('topic', None), ('part', 3), _connector='OR')), name='four_parts', violation_error_message='议程有四个部分，议题列在第三部分。'),
        ),
        migrations.AddIndex(
            model_name='noticereceipt',
            index=models.Index(fields=['notice'], name='receipt_of_notice'),
        ),
        migrations.AddConstraint(
            model_name='noticereceipt',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('attendance', None), ('unit__isnull', False)), models.Q(('attendance__isnull', False), ('unit', None)), _connector='OR'), name='receipt_of_unit_or_person', violation_error_message='一份签收只对应一个单位或一名人员。'),
        ),
        migrations.AddConstraint(
            model_name='noticereceipt',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('acknowledged_at__isnull', False), ('declared_on', None), ('state', 'acknowledged')), models.Q(('acknowledged_at', None), ('acknowledged_by', None), ('declared_on__isnull', False), ('state', 'acknowledged')), models.Q(models.Q(('state', 'acknowledged'), _negated=True), ('acknowledged_at', None), ('declared_on', None)), _connector='OR'), name='acknowledged_iff_dated', violation_error_message='已签收的须有签收时间。'),
        ),
        migrations.AddConstraint(
            model_name='preparationitem',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('declared_on', None), ('done_at__isnull', False), ('state', 'done')), models.Q(('declared_on__isnull', False), ('done_at', None), ('done_by', None), ('state', 'done')), models.Q(models.Q(('state', 'done'), _negated=True), ('declared_on', None), ('done_at', None)), _connector='OR'), name='prepared_iff_dated', violation_error_message='已落实的须有落实时间。'),
        ),
        migrations.AddConstraint(
            model_name='resolution',
            constraint=models.UniqueConstraint(fields=('meeting', 'position'), name='resolution_number_once', violation_error_message='议定事项序号重复。'),
        ),
        migrations.AddIndex(
            model_name='resolutionmilestone',
            index=models.Index(fields=['resolution'], name='milestone_of_resolution'),
        ),
        migrations.AddConstraint(
            model_name='resolutionpart',
            constraint=models.UniqueConstraint(fields=('resolution', 'unit'), name='one_resolution_part_per_unit', violation_error_message='一个配合单位只写一行配合任务。'),
        ),
    ]
