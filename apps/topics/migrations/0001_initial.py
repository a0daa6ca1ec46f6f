"""The tables of this app, as they stand before the first release."""

import django.contrib.postgres.fields
import django.db.models.deletion
import kernel.keys
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
        ('organizations', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='CollectionRound',
            fields=[
                ('id', models.UUIDField(default=kernel.keys.uuid7, editable=False, primary_key=True, serialize=False)),
                ('state', models.CharField(editable=False, max_length=24, verbose_name='状态')),
                ('state_since', models.DateTimeField(editable=False, verbose_name='进入状态时间')),
                ('version', models.PositiveIntegerField(default=0, editable=False, verbose_name='版本')),
                ('meeting_id', models.UUIDField(unique=True)),
                ('year', models.PositiveSmallIntegerField(verbose_name='年度')),
                ('starts_on', models.DateField(verbose_name='启动日期')),
                ('due_starts_on', models.DateField(verbose_name='应启动日期')),
                ('closes_on', models.DateField(blank=True, null=True, verbose_name='截止日期')),
                ('late_reason', models.TextField(blank=True, verbose_name='迟启动原因')),
                ('locked_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'ordering': ['-starts_on'],
                'abstract': False,
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='Topic',
            fields=[
                ('id', models.UUIDField(default=kernel.keys.uuid7, editable=False, primary_key=True, serialize=False)),
                ('state', models.CharField(editable=False, max_length=24, verbose_name='状态')),
                ('state_since', models.DateTimeField(editable=False, verbose_name='进入状态时间')),
                ('version', models.PositiveIntegerField(default=0, editable=False, verbose_name='版本')),
                ('year', models.PositiveSmallIntegerField(verbose_name='年度')),
                ('serial', models.PositiveIntegerField(verbose_name='序号')),
                ('title', models.CharField(max_length=200, verbose_name='标题')),
                ('origin', models.CharField(choices=[('gov', '政府方面'), ('union', '工会方面'), ('joint', '双方联合')], max_length=10, verbose_name='提出方面')),
                ('main_side', models.CharField(blank=True, choices=[('gov', '政府方面'), ('union', '工会方面')], max_length=10, null=True, verbose_name='承担主要工作的一方')),
                ('source', models.CharField(blank=True, choices=[('department', '工会职能部门'), ('industrial_union', '产业工会'), ('lower_union', '下级工会'), ('worker_proposal', '职工提案')], max_length=20, null=True, verbose_name='来源')),
                ('category', models.CharField(choices=[('briefing_gov', '政府工作通报'), ('briefing_union', '工会工作通报'), ('mobilisation_and_harmony', '建功立业与和谐劳动关系'), ('worker_interests', '职工切身利益'), ('union_support', '需政府支持的工会工作'), ('other', '其他')], max_length=30, verbose_name='类别')),
                ('category_reason', models.TextField(blank=True, verbose_name='归入“其他”的理由')),
                ('confirmed_at', models.DateTimeField(blank=True, null=True)),
                ('confirmed_sha256', models.CharField(blank=True, editable=False, max_length=64, verbose_name='联合提出单位所确认文稿的校验码')),
                ('background', models.TextField(blank=True, verbose_name='背景')),
                ('research', models.TextField(blank=True, verbose_name='调研报告')),
                ('argumentation', models.TextField(blank=True, verbose_name='论证记录')),
                ('proposed_decision', models.TextField(blank=True, verbose_name='建议议定内容')),
                ('basis', models.TextField(blank=True, verbose_name='依据文件')),
                ('suggested_due_on', models.DateField(blank=True, null=True, verbose_name='建议完成时限')),
                ('reason', models.TextField(blank=True, verbose_name='理由')),
                ('late_admitted_at', models.DateTimeField(blank=True, null=True)),
                ('session_of', models.UUIDField(blank=True, editable=False, null=True)),
                ('outcome', models.CharField(blank=True, choices=[('agreed', '通过'), ('agreed_in_principle', '原则通过'), ('remitted', '再研究'), ('not_agreed', '不通过'), ('noted', '通报知悉')], max_length=24, null=True, verbose_name='议定结果')),
                ('outcome_note', models.TextField(blank=True, verbose_name='议定说明')),
                ('decided_at', models.DateTimeField(blank=True, null=True)),
                ('imported', models.BooleanField(default=False, editable=False, verbose_name='补录')),
                ('co_proposer', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.unit', verbose_name='联合提出单位')),
                ('confirmed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('late_admitted_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('proposer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.unit', verbose_name='提出单位')),
                ('suggested_lead', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.unit', verbose_name='建议牵头单位')),
                ('suggested_supporting', models.ManyToManyField(blank=True, related_name='+', to='organizations.unit')),
            ],
            options={
                'ordering': ['year', 'serial'],
                'permissions': [('act_for_proposer', 'Act for the proposing unit'), ('act_for_co_proposer', 'Confirm jointly')],
                'abstract': False,
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='RoundEntry',
            fields=[
                ('id', models.UUIDField(default=kernel.keys.uuid7, editable=False, primary_key=True, serialize=False)),
                ('position', models.PositiveSmallIntegerField(verbose_name='顺序')),
                ('screening', models.CharField(blank=True, choices=[('tabled', '列入'), ('deferred', '暂缓'), ('rejected', '不列入'), ('transferred', '转办')], max_length=12, null=True, verbose_name='筛选结果')),
                ('reason', models.TextField(blank=True, verbose_name='理由')),
                ('carried_over', models.BooleanField(default=False)),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='entries', to='topics.collectionround')),
                ('topic', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='entries', to='topics.topic')),
            ],
            options={
                'ordering': ['position'],
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='Consultation',
            fields=[
                ('id', models.UUIDField(default=kernel.keys.uuid7, editable=False, primary_key=True, serialize=False)),
                ('state', models.CharField(editable=False, max_length=24, verbose_name='状态')),
                ('state_since', models.DateTimeField(editable=False, verbose_name='进入状态时间')),
                ('version', models.PositiveIntegerField(default=0, editable=False, verbose_name='版本')),
                ('reply_by', models.DateField(verbose_name='回复期限')),
                ('reply', models.CharField(blank=True, choices=[('agree', '同意'), ('agree_with_comments', '同意，有修改意见'), ('disagree', '不同意'), ('no_comment', '无意见')], max_length=24, null=True, verbose_name='意见')),
                ('reply_text', models.TextField(blank=True, verbose_name='意见内容')),
                ('replied_at', models.DateTimeField(blank=True, null=True)),
                ('declared_on', models.DateField(editable=False, null=True, verbose_name='申报的回复日期')),
                ('coordination', models.TextField(blank=True, verbose_name='协调记录')),
                ('asked_sha256', models.CharField(blank=True, editable=False, max_length=64, verbose_name='征求意见文稿的校验码')),
                ('earlier_replies', models.JSONField(default=list, editable=False, verbose_name='对原文稿的答复')),
                ('chased_on', django.contrib.postgres.fields.ArrayField(base_field=models.DateField(), default=list, editable=False, size=None, verbose_name='催复日期')),
                ('replied_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.unit')),
                ('topic', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='consultations', to='topics.topic')),
            ],
            options={
                'ordering': ['topic', 'unit__sort_key'],
                'permissions': [('reply_to_consultation', 'Answer for the asked unit')],
                'abstract': False,
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='TopicGroupPermission',
            fields=[
                ('id', models.UUIDField(default=kernel.keys.uuid7, editable=False, primary_key=True, serialize=False)),
                ('content_object', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='topics.topic')),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='auth.group')),
                ('permission', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='auth.permission')),
            ],
            options={
                'abstract': False,
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='ConsultationGroupPermission',
            fields=[
                ('id', models.UUIDField(default=kernel.keys.uuid7, editable=False, primary_key=True, serialize=False)),
                ('content_object', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='topics.consultation')),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='auth.group')),
                ('permission', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='auth.permission')),
            ],
            options={
                'abstract': False,
                'default_permissions': (),
                'unique_together': {('group', 'permission', 'content_object')},
            },
        ),
        migrations.AddConstraint(
            model_name='topic',
            constraint=models.UniqueConstraint(fields=('year', 'serial'), name='topic_number_once', violation_error_message='议题编号重复。'),
        ),
        migrations.AddConstraint(
            model_name='topic',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('co_proposer__isnull', False), ('main_side__isnull', False), ('origin', 'joint')), models.Q(('co_proposer', None), ('main_side', None), ('origin__in', ['gov', 'union'])), _connector='OR'), name='joint_has_main_side_and_partner', violation_error_message='联合议题必须写明承担主要工作的一方和联合提出单位；其他议题不得填写。'),
        ),
        migrations.AddConstraint(
            model_name='topic',
            constraint=models.CheckConstraint(condition=models.Q(('source', None), ('origin', 'union'), models.Q(('main_side', 'union'), ('origin', 'joint')), _connector='OR'), name='source_of_union_topics', violation_error_message='只有工会方面的议题填写来源。'),
        ),
        migrations.AddConstraint(
            model_name='topic',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('category', 'other'), _negated=True), models.Q(('category_reason', ''), _negated=True), _connector='OR'), name='other_category_has_reason', violation_error_message='类别为“其他”时必须说明理由。'),
        ),
        migrations.AddConstraint(
            model_name='topic',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('decided_at__isnull', False), ('outcome__isnull', False), ('state', 'decided')), models.Q(('decided_at', None), ('imported', True), ('outcome__isnull', False), ('state', 'decided')), models.Q(models.Q(('state', 'decided'), _negated=True), ('decided_at', None)), _connector='OR'), name='decided_iff_outcome', violation_error_message='已议定的议题必须有结果。'),
        ),
        migrations.AddIndex(
            model_name='roundentry',
            index=models.Index(fields=['topic'], name='entry_of_topic'),
        ),
        migrations.AddConstraint(
            model_name='roundentry',
            constraint=models.UniqueConstraint(fields=('round', 'topic'), name='topic_once_per_round', violation_error_message='议题已在本轮征集中。'),
        ),
        migrations.AddConstraint(
            model_name='roundentry',
            constraint=models.CheckConstraint(condition=models.Q(('screening', None), ('screening', 'tabled'), models.Q(('reason', ''), _negated=True), _connector='OR'), name='screened_out_with_reason', violation_error_message='暂缓、不列入、转办都要写明理由。'),
        ),
        migrations.AddConstraint(
            model_name='consultation',
            constraint=models.UniqueConstraint(fields=('topic', 'unit'), name='unit_asked_once', violation_error_message='该单位已被征求意见。'),
        ),
        migrations.AddConstraint(
            model_name='consultation',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('declared_on', None), ('replied_at', None), ('reply', None), ('state__in', ['sent', 'no_reply'])), models.Q(models.Q(models.Q(('declared_on', None), ('replied_at__isnull', False)), models.Q(('declared_on__isnull', False), ('replied_at', None)), _connector='OR'), ('reply__isnull', False), ('state__in', ['replied', 'coordinated', 'dissent_printed'])), _connector='OR'), name='replied_iff_answer', violation_error_message='已回复的征求意见必须有意见和回复时间。'),
        ),
        migrations.AlterUniqueTogether(
            name='topicgrouppermission',
            unique_together={('group', 'permission', 'content_object')},
        ),
    ]
