"""The tables of this app, as they stand before the first release."""

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
            name='NumberSequence',
            fields=[
                ('id', models.UUIDField(default=kernel.keys.uuid7, editable=False, primary_key=True, serialize=False)),
                ('series', models.CharField(max_length=60)),
                ('year', models.PositiveSmallIntegerField()),
                ('last', models.PositiveIntegerField(default=0)),
            ],
            options={
                'default_permissions': (),
                'constraints': [models.UniqueConstraint(fields=('series', 'year'), name='one_sequence_per_series_and_year', violation_error_message='同一序列每年只有一个编号。')],
            },
        ),
        migrations.CreateModel(
            name='NumberWord',
            fields=[
                ('id', models.UUIDField(default=kernel.keys.uuid7, editable=False, primary_key=True, serialize=False)),
                ('series', models.CharField(choices=[('notice', '政府办公室的通知'), ('gov_letter', '政府的函'), ('union_letter', '工会的函和通知'), ('minutes', '会议纪要'), ('order', '提醒、催办和督办文书')], max_length=20, unique=True, verbose_name='发文种类')),
                ('word', models.CharField(max_length=12, verbose_name='机关代字')),
            ],
            options={
                'default_permissions': (),
                'constraints': [models.CheckConstraint(condition=models.Q(('word', ''), _negated=True), name='number_word_not_empty', violation_error_message='机关代字不能为空。')],
            },
        ),
        migrations.CreateModel(
            name='StoredFile',
            fields=[
                ('id', models.UUIDField(default=kernel.keys.uuid7, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=120, verbose_name='文件名')),
                ('ending', models.CharField(max_length=8)),
                ('size', models.PositiveBigIntegerField(verbose_name='大小')),
                ('sha256', models.CharField(max_length=64)),
                ('side', models.CharField(max_length=10, verbose_name='上传方面')),
                ('uploaded_by_name', models.CharField(max_length=240, verbose_name='上传人')),
                ('at', models.DateTimeField()),
                ('recorded_at', models.DateTimeField(verbose_name='上传时间')),
                ('uploaded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['recorded_at', 'id'],
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='FilePiece',
            fields=[
                ('id', models.UUIDField(default=kernel.keys.uuid7, editable=False, primary_key=True, serialize=False)),
                ('position', models.PositiveIntegerField()),
                ('content', models.BinaryField()),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='pieces', to='documents.storedfile')),
            ],
            options={
                'ordering': ['position'],
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='Attachment',
            fields=[
                ('id', models.UUIDField(default=kernel.keys.uuid7, editable=False, primary_key=True, serialize=False)),
                ('subject_kind', models.CharField(max_length=40)),
                ('subject_id', models.UUIDField()),
                ('purpose', models.CharField(choices=[('research', '调研报告'), ('argumentation', '论证材料'), ('basis', '依据文件'), ('evidence', '佐证材料'), ('report', '报告材料'), ('request', '申请材料'), ('photo', '照片'), ('rule_text', '规则文本'), ('paper_approval', '纸质批件')], max_length=20, verbose_name='用途')),
                ('at', models.DateTimeField()),
                ('recorded_at', models.DateTimeField()),
                ('by_name', models.CharField(max_length=240)),
                ('detached_at', models.DateTimeField(blank=True, null=True)),
                ('detached_by_name', models.CharField(blank=True, max_length=240)),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='attachments', to='documents.storedfile')),
            ],
            options={
                'ordering': ['recorded_at', 'id'],
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='IssuedDocument',
            fields=[
                ('id', models.UUIDField(default=kernel.keys.uuid7, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('request_letter', '提请函'), ('reply_letter', '复函'), ('meeting_notice', '会议通知'), ('meeting_pack', '会议材料'), ('minutes', '会议纪要'), ('follow_up_list', '落实情况清单'), ('reminder', '提醒函'), ('chase_up', '催办单'), ('supervision_order', '督办单'), ('referral', '转办函'), ('report_to_conveners', '呈总召集人报告')], max_length=24, verbose_name='文种')),
                ('subject_id', models.UUIDField()),
                ('number', models.CharField(max_length=60, verbose_name='发文字号')),
                ('year', models.PositiveSmallIntegerField(verbose_name='年度')),
                ('title', models.CharField(max_length=300, verbose_name='标题')),
                ('issuer', models.CharField(max_length=120, verbose_name='发文机关')),
                ('disclosure', models.CharField(choices=[('public', '主动公开'), ('on_request', '依申请公开'), ('withheld', '不予公开')], max_length=12, verbose_name='公开属性')),
                ('issued_at', models.DateTimeField(verbose_name='印发时间')),
                ('issued_by_name', models.CharField(max_length=240)),
                ('content_sha256', models.CharField(max_length=64)),
                ('code', models.CharField(blank=True, default='', max_length=32, verbose_name='核验码')),
                ('content', models.JSONField()),
                ('docx', models.BinaryField()),
                ('docx_sha256', models.CharField(max_length=64)),
                ('docx_sm3', models.CharField(blank=True, default='', max_length=64)),
                ('pdf', models.BinaryField()),
                ('pdf_sha256', models.CharField(max_length=64)),
                ('pdf_sm3', models.CharField(blank=True, default='', max_length=64)),
                ('imported', models.BooleanField(default=False, editable=False, verbose_name='补录')),
                ('declared_on', models.DateField(editable=False, null=True, verbose_name='申报的印发日期')),
                ('corrects', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.issueddocument')),
            ],
            options={
                'ordering': ['-issued_at', '-id'],
                'default_permissions': (),
                'indexes': [models.Index(fields=['subject_id', 'kind'], name='document_of_subject')],
                'constraints': [models.UniqueConstraint(fields=('issuer', 'number'), name='document_number_once', violation_error_message='发文字号重复。'), models.CheckConstraint(condition=models.Q(models.Q(('declared_on', None), ('imported', False), models.Q(('docx_sha256', ''), _negated=True), models.Q(('pdf_sha256', ''), _negated=True)), models.Q(('declared_on__isnull', False), ('docx_sha256', ''), ('imported', True), ('pdf_sha256', '')), _connector='OR'), name='files_unless_imported', violation_error_message='印发的文件必须有两种格式；补录的文件只有申报的印发日期。')],
            },
        ),
        migrations.AddConstraint(
            model_name='storedfile',
            constraint=models.CheckConstraint(condition=models.Q(('size__gt', 0), models.Q(('name', ''), _negated=True), models.Q(('sha256', ''), _negated=True)), name='stored_file_holds_something', violation_error_message='文件必须有名称、内容和校验码。'),
        ),
        migrations.AddConstraint(
            model_name='filepiece',
            constraint=models.UniqueConstraint(fields=('file', 'position'), name='one_piece_per_position', violation_error_message='文件的同一部分只存一次。'),
        ),
        migrations.AddIndex(
            model_name='attachment',
            index=models.Index(fields=['subject_id', 'subject_kind'], name='attachment_of_subject'),
        ),
        migrations.AddConstraint(
            model_name='attachment',
            constraint=models.UniqueConstraint(condition=models.Q(('detached_at', None)), fields=('file', 'subject_id', 'purpose'), name='file_attached_once', violation_error_message='该文件已附在此处。'),
        ),
        migrations.AddConstraint(
            model_name='attachment',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('detached_at', None), ('detached_by_name', '')), models.Q(('detached_at__isnull', False), models.Q(('detached_by_name', ''), _negated=True)), _connector='OR'), name='detached_by_somebody', violation_error_message='移除附件必须记明移除人和时间。'),
        ),
    ]
