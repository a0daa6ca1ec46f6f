"""The tables of this app, as they stand before the first release."""

import django.db.models.deletion
import kernel.keys
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('documents', '0001_initial'),
        ('followups', '0001_initial'),
        ('organizations', '0001_initial'),
        ('topics', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='ArrivedLetter',
            fields=[
                ('id', models.UUIDField(default=kernel.keys.uuid7, editable=False, primary_key=True, serialize=False)),
                ('state', models.CharField(editable=False, max_length=24, verbose_name='状态')),
                ('state_since', models.DateTimeField(editable=False, verbose_name='进入状态时间')),
                ('version', models.PositiveIntegerField(default=0, editable=False, verbose_name='版本')),
                ('dispatch_id', models.UUIDField(unique=True, verbose_name='来件')),
                ('kind', models.CharField(choices=[('reminder', '提醒函'), ('supervision_order', '督办函'), ('referral', '转办函')], max_length=20, verbose_name='类别')),
                ('side', models.CharField(max_length=5, verbose_name='方面')),
                ('from_name', models.CharField(max_length=60, verbose_name='发文政府')),
                ('number', models.CharField(max_length=60, verbose_name='发文字号')),
                ('title', models.CharField(max_length=300, verbose_name='标题')),
                ('due_on', models.DateField(verbose_name='答复、办结期限')),
                ('percentage', models.PositiveSmallIntegerField(default=0, verbose_name='进展（百分比）')),
                ('words', models.TextField(blank=True, verbose_name='办理情况')),
                ('received_at', models.DateTimeField(verbose_name='签收时间')),
                ('received_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='签收人')),
            ],
            options={
                'ordering': ['-state_since', '-id'],
                'abstract': False,
                'default_permissions': (),
                'constraints': [models.CheckConstraint(condition=models.Q(('percentage__lte', 100)), name='letter_progress_in_percent', violation_error_message='进展在 0 到 100 之间。'), models.CheckConstraint(condition=models.Q(('state', 'received'), models.Q(('kind', 'referral'), ('state__in', ['accepted', 'returned', 'completed'])), models.Q(models.Q(('kind', 'referral'), _negated=True), ('state', 'replied')), _connector='OR'), name='letter_way_fits_kind', violation_error_message='转办函承办、退回或者办结，提醒函、督办函答复。')],
            },
        ),
        migrations.CreateModel(
            name='SentLetter',
            fields=[
                ('id', models.UUIDField(default=kernel.keys.uuid7, editable=False, primary_key=True, serialize=False)),
                ('state', models.CharField(editable=False, max_length=24, verbose_name='状态')),
                ('state_since', models.DateTimeField(editable=False, verbose_name='进入状态时间')),
                ('version', models.PositiveIntegerField(default=0, editable=False, verbose_name='版本')),
                ('kind', models.CharField(choices=[('reminder', '提醒函'), ('supervision_order', '督办函'), ('referral', '转办函')], max_length=20, verbose_name='类别')),
                ('side', models.CharField(max_length=5, verbose_name='方面')),
                ('to_code', models.CharField(max_length=40, verbose_name='收文政府代码')),
                ('to_name', models.CharField(max_length=60, verbose_name='收文政府')),
                ('title', models.CharField(max_length=120, verbose_name='事由')),
                ('text', models.TextField(verbose_name='内容')),
                ('due_on', models.DateField(verbose_name='答复、办结期限')),
                ('reason', models.TextField(blank=True, verbose_name='本级不能解决的原因')),
                ('dispatch_id', models.UUIDField(null=True, verbose_name='发出件')),
                ('note', models.TextField(blank=True, verbose_name='办结说明')),
                ('sent_at', models.DateTimeField(null=True, verbose_name='发出时间')),
                ('closed_at', models.DateTimeField(null=True, verbose_name='办结时间')),
                ('closed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='办结人')),
                ('document', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.issueddocument', verbose_name='文件')),
                ('item', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='followups.agreeditem', verbose_name='议定事项')),
                ('sent_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='发出人')),
                ('topic', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='topics.topic', verbose_name='议题')),
            ],
            options={
                'ordering': ['-state_since', '-id'],
                'abstract': False,
                'default_permissions': (),
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('dispatch_id__isnull', False), ('document__isnull', False), ('sent_at__isnull', False), ('sent_by__isnull', False), ('state__in', ['sent', 'closed'])), models.Q(('dispatch_id', None), ('document', None), ('sent_at', None), ('sent_by', None), ('state__in', ['drafted', 'discarded'])), _connector='OR'), name='sent_iff_numbered', violation_error_message='发出的函件必须有发文字号、发出人和发出时间，未发出的不得有。'), models.CheckConstraint(condition=models.Q(models.Q(('closed_at__isnull', False), ('closed_by__isnull', False), ('state', 'closed')), models.Q(models.Q(('state', 'closed'), _negated=True), ('closed_at', None), ('closed_by', None)), _connector='OR'), name='letter_closed_iff_dated', violation_error_message='办结的函件必须有办结人和办结时间，未办结的不得有。')],
            },
        ),
    ]
