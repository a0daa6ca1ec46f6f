"""The tables of this app, as they stand before the first release."""

import apps.organizations.standing.models
import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.datetime
import kernel.keys
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
    ]

    operations = [
        migrations.CreateModel(
            name='User',
            fields=[
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('is_superuser', models.BooleanField(default=False, help_text='Designates that this user has all permissions without explicitly assigning them.', verbose_name='superuser status')),
                ('id', models.UUIDField(default=kernel.keys.uuid7, editable=False, primary_key=True, serialize=False)),
                ('username', models.CharField(max_length=60, unique=True, verbose_name='用户名')),
                ('name', models.CharField(max_length=60, verbose_name='姓名')),
                ('title', models.CharField(blank=True, max_length=120, verbose_name='职务')),
                ('side', models.CharField(choices=[('gov', '政府方面'), ('union', '工会方面'), ('none', '双方之外')], max_length=10, verbose_name='所属方面')),
                ('roles', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=24), blank=True, default=list, size=None, verbose_name='角色')),
                ('is_active', models.BooleanField(default=True, verbose_name='启用')),
                ('leads_until', models.DateField(blank=True, editable=False, null=True, verbose_name='领导角色止于')),
                ('password_is_initial', models.BooleanField(default=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('state', models.CharField(db_default='open', editable=False, max_length=24, verbose_name='状态')),
                ('state_since', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name='进入状态时间')),
                ('version', models.PositiveIntegerField(db_default=0, default=0, editable=False, verbose_name='版本')),
                ('groups', models.ManyToManyField(blank=True, help_text='The groups this user belongs to. A user will get all permissions granted to each of their groups.', related_name='user_set', related_query_name='user', to='auth.group', verbose_name='groups')),
                ('user_permissions', models.ManyToManyField(blank=True, help_text='Specific permissions for this user.', related_name='user_set', related_query_name='user', to='auth.permission', verbose_name='user permissions')),
            ],
            options={
                'ordering': ['username'],
                'abstract': False,
                'default_permissions': (),
            },
            bases=(apps.organizations.standing.models.StandingIn, models.Model),
        ),
        migrations.CreateModel(
            name='Unit',
            fields=[
                ('id', models.UUIDField(default=kernel.keys.uuid7, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=120, unique=True, verbose_name='名称')),
                ('short_name', models.CharField(max_length=60, verbose_name='简称')),
                ('sort_key', models.CharField(editable=False, max_length=300)),
                ('side', models.CharField(choices=[('gov', '政府方面'), ('union', '工会方面')], max_length=10, verbose_name='所属方面')),
                ('kind', models.CharField(choices=[('office', '办公厅（室）'), ('department', '政府部门'), ('union_department', '工会部门'), ('industrial_union', '产业工会'), ('leadership', '领导班子')], max_length=20, verbose_name='类别')),
                ('functions', models.TextField(blank=True, verbose_name='职能')),
                ('closed_on', models.DateField(blank=True, null=True, verbose_name='撤并日期')),
                ('state', models.CharField(db_default='standing', editable=False, max_length=24, verbose_name='状态')),
                ('state_since', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name='进入状态时间')),
                ('version', models.PositiveIntegerField(db_default=0, default=0, editable=False, verbose_name='版本')),
                ('group', models.OneToOneField(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='unit', to='auth.group')),
            ],
            options={
                'ordering': ['side', 'sort_key'],
                'abstract': False,
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='Post',
            fields=[
                ('id', models.UUIDField(default=kernel.keys.uuid7, editable=False, primary_key=True, serialize=False)),
                ('state', models.CharField(editable=False, max_length=24, verbose_name='状态')),
                ('state_since', models.DateTimeField(editable=False, verbose_name='进入状态时间')),
                ('version', models.PositiveIntegerField(default=0, editable=False, verbose_name='版本')),
                ('title', models.CharField(max_length=120, verbose_name='职务')),
                ('side', models.CharField(choices=[('gov', '政府方面'), ('union', '工会方面'), ('none', '双方之外')], max_length=10, verbose_name='所属方面')),
                ('slot', models.CharField(blank=True, choices=[('chief_convener_gov', '总召集人（政府）'), ('chief_convener_union', '总召集人（工会）'), ('convener_gov', '召集人（政府）'), ('convener_union', '召集人（工会）')], max_length=24, null=True, verbose_name='联席会议职责')),
                ('rank', models.PositiveSmallIntegerField(default=50, verbose_name='排序')),
                ('portfolio', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=40), blank=True, default=list, size=None, verbose_name='分管事项')),
                ('portfolio_units', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), blank=True, default=list, size=None, verbose_name='分管单位')),
                ('unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='posts', to='organizations.unit')),
            ],
            options={
                'ordering': ['rank', 'id'],
                'abstract': False,
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='Handover',
            fields=[
                ('id', models.UUIDField(default=kernel.keys.uuid7, editable=False, primary_key=True, serialize=False)),
                ('state', models.CharField(editable=False, max_length=24, verbose_name='状态')),
                ('state_since', models.DateTimeField(editable=False, verbose_name='进入状态时间')),
                ('version', models.PositiveIntegerField(default=0, editable=False, verbose_name='版本')),
                ('on_day', models.DateField(verbose_name='移交日期')),
                ('basis', models.CharField(max_length=200, verbose_name='依据')),
                ('handed_over_at', models.DateTimeField(null=True)),
                ('from_user', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='移交人')),
                ('handed_over_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('to_user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='接任人')),
                ('post', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.post', verbose_name='职务')),
                ('unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.unit', verbose_name='单位')),
            ],
            options={
                'ordering': ['-on_day', '-state_since', 'id'],
                'abstract': False,
                'default_permissions': (),
            },
        ),
        migrations.AddField(
            model_name='user',
            name='unit',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='people', to='organizations.unit'),
        ),
        migrations.CreateModel(
            name='UnitMembership',
            fields=[
                ('id', models.UUIDField(default=kernel.keys.uuid7, editable=False, primary_key=True, serialize=False)),
                ('since', models.DateField()),
                ('ended_on', models.DateField(blank=True, null=True, verbose_name='移交日期')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to='organizations.unit')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='memberships', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['since', 'id'],
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='ApiToken',
            fields=[
                ('id', models.UUIDField(default=kernel.keys.uuid7, editable=False, primary_key=True, serialize=False)),
                ('purpose', models.CharField(choices=[('interface', '接口'), ('calendar', '日历订阅')], db_default='interface', default='interface', max_length=12)),
                ('digest', models.CharField(max_length=64, unique=True)),
                ('created_at', models.DateTimeField()),
                ('expires_at', models.DateTimeField()),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='tokens', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-created_at'],
                'default_permissions': (),
                'constraints': [models.CheckConstraint(condition=models.Q(('expires_at__gt', models.F('created_at'))), name='token_expires_later', violation_error_message='令牌的失效时间必须晚于签发时间。'), models.UniqueConstraint(condition=models.Q(('purpose', 'calendar')), fields=('user',), name='one_calendar_token_each', violation_error_message='每人只有一个日历订阅地址。')],
            },
        ),
        migrations.CreateModel(
            name='Delegation',
            fields=[
                ('id', models.UUIDField(default=kernel.keys.uuid7, editable=False, primary_key=True, serialize=False)),
                ('state', models.CharField(editable=False, max_length=24, verbose_name='状态')),
                ('state_since', models.DateTimeField(editable=False, verbose_name='进入状态时间')),
                ('version', models.PositiveIntegerField(default=0, editable=False, verbose_name='版本')),
                ('acts', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=80), size=None, verbose_name='委托事项')),
                ('starts_on', models.DateField(verbose_name='委托开始')),
                ('ends_on', models.DateField(verbose_name='委托结束')),
                ('ground', models.CharField(max_length=200, verbose_name='委托原因')),
                ('reason', models.TextField(blank=True, verbose_name='理由')),
                ('granted_at', models.DateTimeField(null=True)),
                ('revoked_at', models.DateTimeField(null=True)),
                ('delegate', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='delegations_received', to=settings.AUTH_USER_MODEL, verbose_name='受托人')),
                ('granted_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('grantor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='delegations_given', to=settings.AUTH_USER_MODEL, verbose_name='委托人')),
                ('revoked_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-starts_on', '-state_since', 'id'],
                'abstract': False,
                'default_permissions': (),
                'constraints': [models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on'))), name='delegation_dates_in_order', violation_error_message='委托结束不得早于委托开始。'), models.CheckConstraint(condition=models.Q(('grantor', models.F('delegate')), _negated=True), name='delegated_to_another', violation_error_message='不能委托给本人。'), models.CheckConstraint(condition=models.Q(('acts__len__gte', 1)), name='delegation_names_acts', violation_error_message='委托必须写明委托事项。'), models.CheckConstraint(condition=models.Q(models.Q(('revoked_at__isnull', False), ('revoked_by__isnull', False), ('state', 'revoked')), models.Q(models.Q(('state', 'revoked'), _negated=True), ('revoked_at', None), ('revoked_by', None)), _connector='OR'), name='revoked_iff_dated', violation_error_message='已撤回的委托必须有撤回人和撤回时间。')],
            },
        ),
        migrations.CreateModel(
            name='OfficerMandate',
            fields=[
                ('id', models.UUIDField(default=kernel.keys.uuid7, editable=False, primary_key=True, serialize=False)),
                ('state', models.CharField(editable=False, max_length=24, verbose_name='状态')),
                ('state_since', models.DateTimeField(editable=False, verbose_name='进入状态时间')),
                ('version', models.PositiveIntegerField(default=0, editable=False, verbose_name='版本')),
                ('government_code', models.CharField(max_length=40, verbose_name='派出单位代码')),
                ('person_id', models.UUIDField(null=True)),
                ('person_name', models.CharField(max_length=60, verbose_name='姓名')),
                ('person_post', models.CharField(max_length=50, verbose_name='职务')),
                ('document_number', models.CharField(max_length=60, verbose_name='文号')),
                ('starts_on', models.DateField(verbose_name='派驻开始')),
                ('ends_on', models.DateField(verbose_name='派驻结束')),
                ('reason', models.TextField(blank=True, verbose_name='理由')),
                ('provided_at', models.DateTimeField(null=True)),
                ('revoked_at', models.DateTimeField(null=True)),
                ('account', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='mandate', to=settings.AUTH_USER_MODEL)),
                ('provided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('revoked_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['starts_on', 'id'],
                'abstract': False,
                'default_permissions': (),
                'constraints': [models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on'))), name='mandate_dates_in_order', violation_error_message='派驻结束不得早于派驻开始。'), models.CheckConstraint(condition=models.Q(('document_number', ''), _negated=True), name='mandate_has_document', violation_error_message='派驻必须有文号。'), models.CheckConstraint(condition=models.Q(models.Q(('revoked_at__isnull', False), ('revoked_by__isnull', False), ('state', 'revoked')), models.Q(models.Q(('state', 'revoked'), _negated=True), ('revoked_at', None), ('revoked_by', None)), _connector='OR'), name='mandate_revoked_iff_dated', violation_error_message='已撤回的派驻必须有撤回人和撤回时间。')],
            },
        ),
        migrations.CreateModel(
            name='OfficeTerm',
            fields=[
                ('id', models.UUIDField(default=kernel.keys.uuid7, editable=False, primary_key=True, serialize=False)),
                ('starts_on', models.DateField(verbose_name='任职开始')),
                ('ends_on', models.DateField(blank=True, null=True, verbose_name='任职结束')),
                ('holder', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='terms', to=settings.AUTH_USER_MODEL)),
                ('post', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='terms', to='organizations.post')),
            ],
            options={
                'ordering': ['starts_on', 'id'],
                'default_permissions': (),
                'constraints': [models.CheckConstraint(condition=models.Q(('ends_on', None), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='term_ends_after_start', violation_error_message='任职结束不得早于任职开始。'), models.UniqueConstraint(condition=models.Q(('ends_on', None)), fields=('post',), name='one_holder_per_post', violation_error_message='该职务已有在任人员。')],
            },
        ),
        migrations.AddConstraint(
            model_name='unit',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('closed_on__isnull', False), ('state', 'closed')), models.Q(models.Q(('state', 'closed'), _negated=True), ('closed_on', None)), _connector='OR'), name='unit_closed_iff_dated', violation_error_message='已撤并的单位必须有撤并日期。'),
        ),
        migrations.AddConstraint(
            model_name='unit',
            constraint=models.UniqueConstraint(condition=models.Q(('closed_on', None), ('kind', 'office')), fields=('side',), name='one_office_per_side', violation_error_message='每一方只有一个办公厅（室）。'),
        ),
        migrations.AddConstraint(
            model_name='unit',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['office', 'leadership']), models.Q(('kind', 'department'), ('side', 'gov')), models.Q(('kind__in', ['union_department', 'industrial_union']), ('side', 'union')), _connector='OR'), name='unit_kind_fits_side', violation_error_message='单位类别与所属方面不符。'),
        ),
        migrations.AddConstraint(
            model_name='post',
            constraint=models.CheckConstraint(condition=models.Q(('slot', None), models.Q(('side', 'gov'), ('slot__in', ['chief_convener_gov', 'convener_gov'])), models.Q(('side', 'union'), ('slot__in', ['chief_convener_union', 'convener_union'])), _connector='OR'), name='slot_of_own_side', violation_error_message='召集人职责与所属方面不符。'),
        ),
        migrations.AddConstraint(
            model_name='handover',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('post__isnull', False), ('unit', None)), models.Q(('post', None), ('unit__isnull', False)), _connector='OR'), name='handover_of_post_or_unit', violation_error_message='一次移交只涉及一个职务，或者一个单位的联络工作。'),
        ),
        migrations.AddConstraint(
            model_name='user',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('roles__contained_by', ['gov_leader', 'gov_clerk', 'gov_unit', 'viewer', 'assessor', 'reviewer']), ('side', 'gov'), ('unit__isnull', False)), models.Q(('roles__contained_by', ['union_leader', 'union_clerk', 'union_unit', 'viewer', 'assessor', 'reviewer']), ('side', 'union'), ('unit__isnull', False)), models.Q(('roles__contained_by', ['system_officer', 'security_officer', 'audit_officer']), ('roles__len__lte', 1), ('side', 'none')), _connector='OR'), name='one_side_per_account', violation_error_message='一个账号只能代表一方；三员账号只有一个角色，且不得兼任业务角色。'),
        ),
        migrations.AddConstraint(
            model_name='user',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('is_active', False), ('state', 'closed')), models.Q(models.Q(('state', 'closed'), _negated=True), ('is_active', True)), _connector='OR'), name='closed_account_is_out_of_use', violation_error_message='停用的账号不能登录，在用的账号可以登录。'),
        ),
        migrations.AddConstraint(
            model_name='user',
            constraint=models.CheckConstraint(condition=models.Q(('is_superuser', False)), name='nobody_is_superuser', violation_error_message='系统中没有超级用户。'),
        ),
        migrations.AddConstraint(
            model_name='unitmembership',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_on', None)), fields=('user', 'unit'), name='one_membership_per_unit', violation_error_message='该人员已是这个单位的联络员。'),
        ),
        migrations.AddConstraint(
            model_name='unitmembership',
            constraint=models.CheckConstraint(condition=models.Q(('ended_on', None), ('ended_on__gte', models.F('since')), _connector='OR'), name='membership_ends_after_start', violation_error_message='移交日期不得早于开始担任联络员的日期。'),
        ),
    ]
