"""The tables of this app, as they stand before the first release."""

import django.db.models.deletion
import kernel.keys
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('documents', '0001_initial'),
        ('meetings', '0001_initial'),
        ('organizations', '0001_initial'),
        ('topics', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Minutes',
            fields=[
                ('id', models.UUIDField(default=kernel.keys.uuid7, editable=False, primary_key=True, serialize=False)),
                ('state', models.CharField(editable=False, max_length=24, verbose_name='状态')),
                ('state_since', models.DateTimeField(editable=False, verbose_name='进入状态时间')),
                ('version', models.PositiveIntegerField(default=0, editable=False, verbose_name='版本')),
                ('opening', models.TextField(blank=True, verbose_name='开头')),
                ('closing', models.TextField(blank=True, verbose_name='结尾')),
                ('reason', models.TextField(blank=True, verbose_name='理由')),
                ('countersigns', models.JSONField(blank=True, default=list, editable=False)),
                ('number', models.CharField(blank=True, max_length=60, verbose_name='编号')),
                ('sha256', models.CharField(blank=True, max_length=64)),
                ('issued_at', models.DateTimeField(blank=True, null=True)),
                ('imported', models.BooleanField(default=False, editable=False, verbose_name='补录')),
                ('corrects', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='corrected_by', to='minutes.minutes')),
                ('document', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.issueddocument')),
                ('issued_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='minutes', to='meetings.meeting')),
            ],
            options={
                'ordering': ['-state_since'],
                'abstract': False,
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='MinutesApproval',
            fields=[
                ('id', models.UUIDField(default=kernel.keys.uuid7, editable=False, primary_key=True, serialize=False)),
                ('side', models.CharField(max_length=10)),
                ('person_id', models.UUIDField()),
                ('person_name', models.CharField(max_length=240)),
                ('person_post', models.CharField(blank=True, max_length=200)),
                ('at', models.DateTimeField()),
                ('recorded_at', models.DateTimeField()),
                ('sha256', models.CharField(max_length=64)),
                ('text', models.TextField()),
                ('minutes', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='approvals', to='minutes.minutes')),
            ],
            options={
                'ordering': ['recorded_at', 'id'],
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='MinutesSection',
            fields=[
                ('id', models.UUIDField(default=kernel.keys.uuid7, editable=False, primary_key=True, serialize=False)),
                ('position', models.PositiveSmallIntegerField()),
                ('text', models.TextField(verbose_name='内容')),
                ('minutes', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sections', to='minutes.minutes')),
                ('topic', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='topics.topic')),
            ],
            options={
                'ordering': ['position'],
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='MinutesPart',
            fields=[
                ('id', models.UUIDField(default=kernel.keys.uuid7, editable=False, primary_key=True, serialize=False)),
                ('part', models.CharField(choices=[('prior_report', '上次议定事项落实情况'), ('topics_report', '议题征集情况'), ('deploy', '部署落实')], max_length=20, verbose_name='议程部分')),
                ('text', models.TextField(verbose_name='内容')),
                ('minutes', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='parts', to='minutes.minutes')),
            ],
            options={
                'ordering': ['id'],
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='PublicityItem',
            fields=[
                ('id', models.UUIDField(default=kernel.keys.uuid7, editable=False, primary_key=True, serialize=False)),
                ('state', models.CharField(editable=False, max_length=24, verbose_name='状态')),
                ('state_since', models.DateTimeField(editable=False, verbose_name='进入状态时间')),
                ('version', models.PositiveIntegerField(default=0, editable=False, verbose_name='版本')),
                ('title', models.CharField(max_length=200, verbose_name='标题')),
                ('channel', models.CharField(max_length=100, verbose_name='发布渠道')),
                ('text', models.TextField(verbose_name='正文')),
                ('link', models.CharField(blank=True, max_length=300, verbose_name='链接')),
                ('planned_on', models.DateField(verbose_name='计划发布日期')),
                ('disclosure', models.CharField(choices=[('public', '主动公开'), ('on_request', '依申请公开'), ('withheld', '不予公开')], max_length=20, verbose_name='公开属性')),
                ('published_at', models.DateTimeField(blank=True, null=True)),
                ('imported', models.BooleanField(default=False, editable=False, verbose_name='补录')),
                ('declared_on', models.DateField(editable=False, null=True, verbose_name='申报的发布日期')),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='publicity', to='meetings.meeting')),
                ('published_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-state_since', 'id'],
                'abstract': False,
                'default_permissions': (),
            },
        ),
        migrations.AddConstraint(
            model_name='minutes',
            constraint=models.UniqueConstraint(condition=models.Q(('corrects', None)), fields=('meeting',), name='one_minutes_per_meeting', violation_error_message='一次会议只有一份纪要，更正须另文。'),
        ),
        migrations.AddConstraint(
            model_name='minutes',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('document__isnull', False), ('issued_at__isnull', False), ('issued_by__isnull', False), ('state', 'issued'), models.Q(('number', ''), _negated=True), models.Q(('sha256', ''), _negated=True)), models.Q(('document__isnull', False), ('imported', True), ('state', 'issued'), models.Q(('number', ''), _negated=True)), models.Q(models.Q(('state', 'issued'), _negated=True), ('document', None), ('issued_at', None), ('number', '')), _connector='OR'), name='issued_iff_numbered', violation_error_message='已印发的纪要必须有编号、印发时间和文件。'),
        ),
        migrations.AddConstraint(
            model_name='minutesapproval',
            constraint=models.UniqueConstraint(fields=('minutes', 'side', 'sha256'), name='one_approval_per_side_and_text', violation_error_message='本方已审定这一稿。'),
        ),
        migrations.AddConstraint(
            model_name='minutesapproval',
            constraint=models.CheckConstraint(condition=models.Q(('side__in', ['gov', 'union'])), name='approval_of_one_side', violation_error_message='审定必须由政府方面或工会方面作出。'),
        ),
        migrations.AddConstraint(
            model_name='minutessection',
            constraint=models.UniqueConstraint(fields=('minutes', 'topic'), name='section_once_per_topic', violation_error_message='每个议题只有一节。'),
        ),
        migrations.AddConstraint(
            model_name='minutespart',
            constraint=models.UniqueConstraint(fields=('minutes', 'part'), name='words_once_per_part', violation_error_message='每个议程部分只有一节。'),
        ),
        migrations.AddConstraint(
            model_name='publicityitem',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('declared_on', None), ('imported', False), ('published_at__isnull', False), ('published_by__isnull', False), ('state', 'published')), models.Q(('declared_on__isnull', False), ('imported', True), ('published_at', None), ('published_by', None), ('state', 'published')), models.Q(models.Q(('state', 'published'), _negated=True), ('declared_on', None), ('imported', False), ('published_at', None), ('published_by', None)), _connector='OR'), name='published_iff_dated', violation_error_message='已发布的宣传报道必须有发布人和发布时间，未发布的不得有。'),
        ),
        migrations.AddConstraint(
            model_name='publicityitem',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'published'), _negated=True), ('disclosure', 'public'), _connector='OR'), name='published_only_public', violation_error_message='只能发布主动公开的内容。'),
        ),
    ]
