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
            name='YearExplanation',
            fields=[
                ('id', models.UUIDField(default=kernel.keys.uuid7, editable=False, primary_key=True, serialize=False)),
                ('state', models.CharField(editable=False, max_length=24, verbose_name='状态')),
                ('state_since', models.DateTimeField(editable=False, verbose_name='进入状态时间')),
                ('version', models.PositiveIntegerField(default=0, editable=False, verbose_name='版本')),
                ('year', models.PositiveSmallIntegerField(unique=True, verbose_name='年度')),
                ('first_year', models.PositiveSmallIntegerField(verbose_name='起始年度')),
                ('side', models.CharField(choices=[('gov', '政府方面'), ('union', '工会方面'), ('none', '双方之外')], max_length=10, verbose_name='说明方面')),
                ('cause', models.CharField(choices=[('term_change', '换届或主要领导变动'), ('reorganisation', '机构或者区划调整'), ('emergency', '突发事件或者重大任务'), ('no_topics', '双方未能商定议题'), ('not_requested', '未提请召开'), ('not_agreed', '提请后未能同意召开'), ('put_off', '推迟到次年召开'), ('other_meeting', '有关事项由其他会议研究'), ('other', '其他')], max_length=24, verbose_name='原因类别')),
                ('text', models.TextField(verbose_name='情况说明')),
                ('reason', models.TextField(blank=True, verbose_name='退回或更正的理由')),
                ('submitted_at', models.DateTimeField(null=True, verbose_name='提交时间')),
                ('confirmed_at', models.DateTimeField(null=True, verbose_name='核对时间')),
                ('imported', models.BooleanField(default=False, editable=False, verbose_name='补录')),
                ('declared_on', models.DateField(editable=False, null=True, verbose_name='申报的说明日期')),
                ('confirmed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='核对人')),
                ('submitted_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='提交人')),
            ],
            options={
                'ordering': ['-year'],
                'abstract': False,
                'default_permissions': (),
                'constraints': [models.CheckConstraint(condition=models.Q(('first_year__lte', models.F('year'))), name='explained_years_in_order', violation_error_message='起始年度不能晚于所说明的年度。'), models.CheckConstraint(condition=models.Q(models.Q(('text', ''), _negated=True), models.Q(('cause', ''), _negated=True)), name='explanation_says_something', violation_error_message='说明须写明原因类别和情况。'), models.CheckConstraint(condition=models.Q(models.Q(('confirmed_at__isnull', False), ('imported', False), ('state', 'confirmed')), models.Q(('declared_on__isnull', False), ('imported', True), ('state', 'confirmed')), models.Q(models.Q(('state', 'confirmed'), _negated=True), ('confirmed_at', None)), _connector='OR'), name='explanation_confirmed_iff_dated', violation_error_message='已核对的说明有核对时间，未核对的没有。')],
            },
        ),
        migrations.CreateModel(
            name='YearPlan',
            fields=[
                ('id', models.UUIDField(default=kernel.keys.uuid7, editable=False, primary_key=True, serialize=False)),
                ('state', models.CharField(editable=False, max_length=24, verbose_name='状态')),
                ('state_since', models.DateTimeField(editable=False, verbose_name='进入状态时间')),
                ('version', models.PositiveIntegerField(default=0, editable=False, verbose_name='版本')),
                ('year', models.PositiveSmallIntegerField(unique=True, verbose_name='年度')),
                ('title', models.CharField(max_length=200, verbose_name='计划文件名称')),
                ('document_number', models.CharField(max_length=60, verbose_name='发文字号')),
                ('issued_on', models.DateField(verbose_name='印发日期')),
                ('clause', models.CharField(max_length=60, verbose_name='条款')),
                ('clause_text', models.TextField(blank=True, verbose_name='条款内容')),
                ('reason', models.TextField(blank=True, verbose_name='更正理由')),
                ('recorded_at', models.DateTimeField(null=True, verbose_name='登记时间')),
                ('imported', models.BooleanField(default=False, editable=False, verbose_name='补录')),
                ('recorded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='登记人')),
            ],
            options={
                'ordering': ['-year'],
                'abstract': False,
                'default_permissions': (),
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('title', ''), _negated=True), models.Q(('document_number', ''), _negated=True), models.Q(('clause', ''), _negated=True)), name='plan_has_document_and_clause', violation_error_message='登记须写明计划文件、发文字号和条款。'), models.CheckConstraint(condition=models.Q(('issued_on__year__lte', models.F('year'))), name='plan_not_after_its_year', violation_error_message='计划文件的日期不能晚于所计划的年度。')],
            },
        ),
    ]
