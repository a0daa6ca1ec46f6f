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
            name='Answer',
            fields=[
                ('id', models.UUIDField(default=kernel.keys.uuid7, editable=False, primary_key=True, serialize=False)),
                ('government', models.CharField(max_length=40)),
                ('path', models.CharField(db_collation='C', max_length=400)),
                ('government_name', models.CharField(max_length=60, verbose_name='政府')),
                ('by_id', models.UUIDField()),
                ('by_name', models.CharField(max_length=240, verbose_name='经办人')),
                ('by_post', models.CharField(max_length=200, verbose_name='经办人职务')),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('dispatch_id', models.UUIDField()),
                ('dispatch_from', models.CharField(max_length=40)),
                ('dispatch_to', models.CharField(max_length=40)),
                ('kind', models.CharField(choices=[('received', '已签收'), ('accepted', '已承办'), ('returned', '已退回'), ('progress', '报告进展'), ('completed', '报告办结'), ('replied', '已答复'), ('closed', '已办结归档')], max_length=20, verbose_name='情况')),
                ('text', models.TextField(blank=True, verbose_name='说明')),
                ('percentage', models.PositiveSmallIntegerField(null=True, verbose_name='进展（百分比）')),
                ('answered_at', models.DateTimeField(verbose_name='时间')),
            ],
            options={
                'ordering': ['answered_at', 'id'],
                'abstract': False,
                'default_permissions': (),
                'indexes': [models.Index(fields=['dispatch_id'], name='answer_of_dispatch')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('kind', 'progress'), _negated=True), fields=('government', 'dispatch_id', 'kind'), name='one_answer_of_a_kind', violation_error_message='这一步已经办理。'), models.CheckConstraint(condition=models.Q(models.Q(('kind', 'closed'), ('government', models.F('dispatch_from'))), models.Q(models.Q(('kind', 'closed'), _negated=True), ('government', models.F('dispatch_to'))), _connector='OR'), name='answer_from_an_end', violation_error_message='收文一方签收、答复，发文一方办结。')],
            },
        ),
        migrations.CreateModel(
            name='Dispatch',
            fields=[
                ('id', models.UUIDField(default=kernel.keys.uuid7, editable=False, primary_key=True, serialize=False)),
                ('government', models.CharField(max_length=40)),
                ('path', models.CharField(db_collation='C', max_length=400)),
                ('government_name', models.CharField(max_length=60, verbose_name='政府')),
                ('by_id', models.UUIDField()),
                ('by_name', models.CharField(max_length=240, verbose_name='经办人')),
                ('by_post', models.CharField(max_length=200, verbose_name='经办人职务')),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('to_government', models.CharField(max_length=40)),
                ('to_path', models.CharField(db_collation='C', max_length=400)),
                ('to_name', models.CharField(max_length=60, verbose_name='收文政府')),
                ('side', models.CharField(max_length=5, verbose_name='方面')),
                ('kind', models.CharField(choices=[('reminder', '提醒函'), ('supervision_order', '督办函'), ('referral', '转办函')], max_length=20, verbose_name='类别')),
                ('document_id', models.UUIDField()),
                ('number', models.CharField(max_length=60, verbose_name='发文字号')),
                ('year', models.PositiveSmallIntegerField(verbose_name='年度')),
                ('title', models.CharField(max_length=300, verbose_name='标题')),
                ('text', models.TextField(verbose_name='内容')),
                ('due_on', models.DateField(verbose_name='答复、办结期限')),
                ('issuer', models.CharField(max_length=120, verbose_name='发文机关')),
                ('issued_on', models.DateField(verbose_name='印发日期')),
                ('content_sha256', models.CharField(max_length=64, verbose_name='内容校验码')),
                ('pdf', models.BinaryField()),
                ('pdf_sha256', models.CharField(max_length=64, verbose_name='文件校验码')),
                ('sent_at', models.DateTimeField(verbose_name='发出时间')),
            ],
            options={
                'ordering': ['-sent_at', '-id'],
                'abstract': False,
                'default_permissions': (),
                'indexes': [models.Index(fields=['to_government'], name='dispatch_of_receiver')],
                'constraints': [models.UniqueConstraint(fields=('government', 'document_id'), name='letter_sent_once', violation_error_message='同一函件只发一次。'), models.CheckConstraint(condition=models.Q(('kind__in', ['reminder', 'supervision_order', 'referral']), ('side__in', ['gov', 'union'])), name='letter_line_known', violation_error_message='函件只能是政府办公室或工会发出的提醒函、督办函、转办函。')],
            },
        ),
        migrations.CreateModel(
            name='FiledCopy',
            fields=[
                ('id', models.UUIDField(default=kernel.keys.uuid7, editable=False, primary_key=True, serialize=False)),
                ('government', models.CharField(max_length=40)),
                ('path', models.CharField(db_collation='C', max_length=400)),
                ('government_name', models.CharField(max_length=60, verbose_name='政府')),
                ('by_id', models.UUIDField()),
                ('by_name', models.CharField(max_length=240, verbose_name='经办人')),
                ('by_post', models.CharField(max_length=200, verbose_name='经办人职务')),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('document_id', models.UUIDField()),
                ('kind', models.CharField(max_length=24, verbose_name='文种')),
                ('number', models.CharField(max_length=60, verbose_name='发文字号')),
                ('year', models.PositiveSmallIntegerField(verbose_name='年度')),
                ('title', models.CharField(max_length=300, verbose_name='标题')),
                ('issuer', models.CharField(max_length=120, verbose_name='发文机关')),
                ('disclosure', models.CharField(max_length=12, verbose_name='公开属性')),
                ('issued_on', models.DateField(verbose_name='印发日期')),
                ('content_sha256', models.CharField(max_length=64, verbose_name='内容校验码')),
                ('pdf', models.BinaryField()),
                ('pdf_sha256', models.CharField(max_length=64, verbose_name='文件校验码')),
                ('filed_at', models.DateTimeField(verbose_name='报送时间')),
                ('filed_to', models.CharField(default='', max_length=40)),
            ],
            options={
                'ordering': ['-filed_at', '-id'],
                'abstract': False,
                'default_permissions': (),
                'indexes': [models.Index(fields=['path', 'year'], name='filed_copy_subtree')],
                'constraints': [models.UniqueConstraint(fields=('government', 'document_id'), name='document_filed_once', violation_error_message='同一文件只报送一次。'), models.CheckConstraint(condition=models.Q(('disclosure__in', ['public', 'on_request'])), name='withheld_is_not_filed', violation_error_message='不予公开的文件不报送。'), models.CheckConstraint(condition=models.Q(('path__contains', '.')), name='filed_to_somebody_above', violation_error_message='没有上级政府的，无处报送。'), models.CheckConstraint(condition=models.Q(('pdf_sha256', ''), _negated=True), name='filed_with_its_hash', violation_error_message='报送的文件必须有校验码。')],
            },
        ),
        migrations.CreateModel(
            name='FilingReceipt',
            fields=[
                ('id', models.UUIDField(default=kernel.keys.uuid7, editable=False, primary_key=True, serialize=False)),
                ('government', models.CharField(max_length=40)),
                ('path', models.CharField(db_collation='C', max_length=400)),
                ('government_name', models.CharField(max_length=60, verbose_name='政府')),
                ('by_id', models.UUIDField()),
                ('by_name', models.CharField(max_length=240, verbose_name='经办人')),
                ('by_post', models.CharField(max_length=200, verbose_name='经办人职务')),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('copy_id', models.UUIDField()),
                ('copy_government', models.CharField(max_length=40)),
                ('copy_path', models.CharField(db_collation='C', max_length=400)),
                ('received_at', models.DateTimeField(verbose_name='签收时间')),
            ],
            options={
                'ordering': ['-received_at', '-id'],
                'abstract': False,
                'default_permissions': (),
                'indexes': [models.Index(fields=['copy_path'], name='filing_receipt_subtree')],
                'constraints': [models.UniqueConstraint(fields=('copy_id',), name='copy_received_once', violation_error_message='同一文件只签收一次。')],
            },
        ),
    ]
