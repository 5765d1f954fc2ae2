"""All tables as they were after 0003_created_at, in one step; a database that has those before does nothing."""

import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.text
import django.db.models.manager
import django.utils.timezone
import uuid
from django.conf import settings
from django.db import migrations, models

from accounts.ground.frozen import freeze
from accounts.ground.at_once import AtOnce


class Migration(migrations.Migration):
    initial = True

    replaces = [
        ('accounts', '0001_initial'),
        ('accounts', '0002_frozen'),
        ('accounts', '0003_created_at'),
    ]

    dependencies = []

    operations = [
        AtOnce([
            migrations.CreateModel(
                name='User',
                fields=[
                    ('password', models.CharField(max_length=128, verbose_name='password')),
                    ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('email', models.EmailField(max_length=254, unique=True)),
                    ('name', models.CharField(max_length=120)),
                    ('is_active', models.BooleanField(default=True)),
                    ('joined_at', models.DateTimeField(default=django.utils.timezone.now)),
                ],
                options={
                    'constraints': [models.UniqueConstraint(django.db.models.functions.text.Lower('email'), name='user_email_any_case')],
                },
            ),
            migrations.CreateModel(
                name='Organization',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('name', models.CharField(max_length=120)),
                    ('slug', models.SlugField(max_length=60, unique=True)),
                    ('show_adjusted', models.BooleanField(default=False)),
                    ('created_at', models.DateTimeField(auto_now_add=True)),
                ],
            ),
            migrations.CreateModel(
                name='Membership',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                    ('roles', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('admin', 'Administrator'), ('curator', 'Curator'), ('coordinator', 'Coordinator'), ('interviewer', 'Interviewer'), ('committee', 'Committee member')], max_length=20), default=list, size=None)),
                    ('left_at', models.DateTimeField(blank=True, null=True)),
                    ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to=settings.AUTH_USER_MODEL)),
                    ('organization', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='memberships', to='accounts.organization')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('organization', 'user'), name='one_membership_each')],
                },
                managers=[
                    ('unscoped', django.db.models.manager.Manager()),
                ],
            ),
            migrations.CreateModel(
                name='Invitation',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                    ('email', models.EmailField(max_length=254)),
                    ('roles', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('admin', 'Administrator'), ('curator', 'Curator'), ('coordinator', 'Coordinator'), ('interviewer', 'Interviewer'), ('committee', 'Committee member')], max_length=20), default=list, size=None)),
                    ('token_hash', models.CharField(max_length=64, unique=True)),
                    ('expires_at', models.DateTimeField()),
                    ('accepted_at', models.DateTimeField(blank=True, null=True)),
                    ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                    ('invited_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.membership')),
                    ('organization', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.organization')),
                ],
                options={
                    'abstract': False,
                },
                managers=[
                    ('unscoped', django.db.models.manager.Manager()),
                ],
            ),
            migrations.CreateModel(
                name='AuditEvent',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                    ('sequence', models.PositiveBigIntegerField()),
                    ('at', models.DateTimeField()),
                    ('verb', models.CharField(max_length=60)),
                    ('subject_type', models.CharField(max_length=60)),
                    ('subject_id', models.CharField(max_length=60)),
                    ('data', models.JSONField(default=dict)),
                    ('previous_hash', models.CharField(blank=True, max_length=64)),
                    ('hash', models.CharField(max_length=64)),
                    ('actor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.membership')),
                    ('organization', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.organization')),
                ],
                options={
                    'ordering': ['-sequence'],
                    'indexes': [models.Index(fields=['organization', 'subject_type', 'subject_id'], name='accounts_au_organiz_fd8b6b_idx')],
                    'constraints': [models.UniqueConstraint(fields=('organization', 'sequence'), name='one_audit_chain')],
                },
            ),
        ]),
        freeze("accounts_auditevent", events="UPDATE OR DELETE"),
    ]
