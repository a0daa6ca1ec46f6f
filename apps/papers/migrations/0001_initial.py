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
        ('minutes', '0001_initial'),
        ('organizations', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='PaperApproval',
            fields=[
                ('id', models.UUIDField(default=kernel.keys.uuid7, editable=False, primary_key=True, serialize=False)),
                ('state', models.CharField(editable=False, max_length=24, verbose_name='状态')),
                ('state_since', models.DateTimeField(editable=False, verbose_name='进入状态时间')),
                ('version', models.PositiveIntegerField(default=0, editable=False, verbose_name='版本')),
                ('act', models.CharField(max_length=80, verbose_name='签批事项')),
                ('side', models.CharField(max_length=10, verbose_name='方面')),
                ('signer_post', models.CharField(max_length=120, verbose_name='签批人职务')),
                ('signed_on', models.DateField(verbose_name='签批日期')),
                ('scan_sha256', models.CharField(editable=False, max_length=64)),
                ('covers_several', models.BooleanField(default=False, verbose_name='一张签批单签批几项')),
                ('words', models.TextField(blank=True, verbose_name='批示意见')),
                ('proposed_on', models.DateField(blank=True, null=True, verbose_name='建议日期')),
                ('object_version', models.PositiveIntegerField()),
                ('object_sha256', models.CharField(max_length=64)),
                ('reason', models.TextField(blank=True, verbose_name='撤回理由')),
                ('recorded_at', models.DateTimeField(null=True)),
                ('confirmed_at', models.DateTimeField(null=True)),
                ('withdrawn_at', models.DateTimeField(null=True)),
                ('confirmed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('meeting', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='papers', to='meetings.meeting', verbose_name='会议')),
                ('minutes', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='papers', to='minutes.minutes', verbose_name='会议纪要')),
                ('recorded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('scan', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.storedfile', verbose_name='签批单扫描件')),
                ('signer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='签批人')),
                ('withdrawn_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-state_since', 'id'],
                'abstract': False,
                'default_permissions': (),
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('meeting__isnull', False), ('minutes', None)), models.Q(('meeting', None), ('minutes__isnull', False)), _connector='OR'), name='paper_about_one_object', violation_error_message='一张签批单只对应一项：会议或者纪要。'), models.CheckConstraint(condition=models.Q(('side__in', ['gov', 'union'])), name='paper_of_one_side', violation_error_message='签批必须由政府方面或工会方面作出。'), models.CheckConstraint(condition=models.Q(models.Q(('confirmed_at__isnull', False), ('confirmed_by__isnull', False), ('state', 'confirmed'), models.Q(('confirmed_by', models.F('recorded_by')), _negated=True)), models.Q(models.Q(('state', 'confirmed'), _negated=True), ('confirmed_at', None), ('confirmed_by', None)), _connector='OR'), name='confirmed_by_another', violation_error_message='签批单必须由登记人以外的另一人核对。'), models.UniqueConstraint(condition=models.Q(('meeting__isnull', False), ('state', 'recorded')), fields=('act', 'meeting'), name='one_paper_waits_per_meeting_act', violation_error_message='这一事项已有一张签批单待核对。'), models.UniqueConstraint(condition=models.Q(('minutes__isnull', False), ('state', 'recorded')), fields=('act', 'minutes'), name='one_paper_waits_per_minutes_act', violation_error_message='这一事项已有一张签批单待核对。'), models.UniqueConstraint(condition=models.Q(models.Q(('state', 'withdrawn'), _negated=True), ('covers_several', False)), fields=('scan_sha256',), name='one_paper_per_sheet', violation_error_message='这份扫描件已用于另一张签批单。')],
            },
        ),
    ]
