"""All tables as they were after 0006_standing_fit, in one step; a database that has those before does nothing."""

import django.db.models.deletion
import django.utils.timezone
import uuid
from django.db import migrations, models

from accounts.ground.frozen import freeze
from accounts.ground.at_once import AtOnce


class Migration(migrations.Migration):
    initial = True

    replaces = [
        ('scoring', '0001_initial'),
        ('scoring', '0002_frozen'),
        ('scoring', '0003_measure_parts'),
        ('scoring', '0004_created_at'),
        ('scoring', '0005_nothing_lost'),
        ('scoring', '0006_standing_fit'),
    ]

    dependencies = [
        ('accounts', '0001_squashed_0003_created_at'),
        ('questionbank', '0001_squashed_0014_slope'),
        ('interviews', '0001_squashed_0012_late_cards'),
    ]

    operations = [
        AtOnce([
            migrations.CreateModel(
                name='Scorecard',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                    ('state', models.CharField(choices=[('draft', 'Draft'), ('submitted', 'Submitted')], default='draft', max_length=20)),
                    ('recommendation', models.CharField(blank=True, choices=[('strong_no', 'Strong no'), ('no', 'No'), ('yes', 'Yes'), ('strong_yes', 'Strong yes')], max_length=20)),
                    ('reason', models.TextField(blank=True)),
                    ('notes', models.TextField(blank=True)),
                    ('private_note', models.TextField(blank=True)),
                    ('version', models.PositiveIntegerField(default=0)),
                    ('field_versions', models.JSONField(blank=True, default=dict)),
                    ('submitted_at', models.DateTimeField(blank=True, null=True)),
                    ('changed_at', models.DateTimeField(auto_now=True)),
                    ('organization', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.organization')),
                    ('seat', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='scorecard', to='interviews.seat')),
                    ('entered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.membership')),
                    ('first_recommendation', models.CharField(blank=True, choices=[('strong_no', 'Strong no'), ('no', 'No'), ('yes', 'Yes'), ('strong_yes', 'Strong yes')], max_length=20)),
                    ('handover', models.TextField(blank=True)),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('state', 'draft'), ('submitted_at__isnull', True)), models.Q(('state', 'submitted'), ('submitted_at__isnull', False)), _connector='OR'), name='submitted_card_has_its_time')],
                },
            ),
            migrations.CreateModel(
                name='Rating',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                    ('state', models.CharField(blank=True, choices=[('rated', 'Rated'), ('not_assessed', 'Not assessed')], max_length=20)),
                    ('value', models.PositiveSmallIntegerField(blank=True, null=True)),
                    ('reason', models.TextField(blank=True)),
                    ('evidence', models.TextField(blank=True)),
                    ('criterion', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='questionbank.criterion')),
                    ('organization', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.organization')),
                    ('planned', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='ratings', to='interviews.plannedquestion')),
                    ('scorecard', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='ratings', to='scoring.scorecard')),
                    ('first_state', models.CharField(blank=True, choices=[('rated', 'Rated'), ('not_assessed', 'Not assessed')], max_length=20, null=True)),
                    ('first_value', models.PositiveSmallIntegerField(blank=True, null=True)),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('scorecard', 'planned', 'criterion'), name='one_rating_each'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'rated'), ('value__range', (1, 4))), models.Q(models.Q(('state', 'rated'), _negated=True), ('value__isnull', True)), _connector='OR'), name='only_a_rated_criterion_has_a_value')],
                },
            ),
            migrations.CreateModel(
                name='Edit',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                    ('client', models.UUIDField()),
                    ('sequence', models.PositiveIntegerField()),
                    ('field', models.CharField(max_length=120)),
                    ('value', models.TextField(blank=True)),
                    ('base', models.PositiveIntegerField()),
                    ('version', models.PositiveIntegerField(null=True)),
                    ('organization', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.organization')),
                    ('scorecard', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='edits', to='scoring.scorecard')),
                ],
                options={
                    'ordering': ['created_at'],
                    'constraints': [models.UniqueConstraint(fields=('scorecard', 'client', 'sequence'), name='edit_applies_once')],
                },
            ),
            migrations.CreateModel(
                name='ScorecardVersion',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                    ('number', models.PositiveIntegerField()),
                    ('content', models.JSONField()),
                    ('organization', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.organization')),
                    ('scorecard', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='scoring.scorecard')),
                    ('reason', models.TextField(blank=True)),
                    ('written_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.membership')),
                ],
                options={
                    'ordering': ['number'],
                    'constraints': [models.UniqueConstraint(fields=('scorecard', 'number'), name='card_version_once')],
                },
            ),
            migrations.CreateModel(
                name='Amendment',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                    ('values', models.JSONField(blank=True, default=dict)),
                    ('organization', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.organization')),
                    ('scorecard', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='amendment', to='scoring.scorecard')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='GateOverride',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                    ('reason', models.TextField()),
                    ('loop', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='gate_overrides', to='interviews.loop')),
                    ('member', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.membership')),
                    ('organization', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.organization')),
                ],
                options={
                    'ordering': ['created_at'],
                    'constraints': [models.UniqueConstraint(fields=('loop', 'member'), name='one_override_each')],
                },
            ),
            migrations.CreateModel(
                name='CalibrationRun',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                    ('number', models.PositiveIntegerField()),
                    ('state', models.CharField(choices=[('finished', 'Finished'), ('refused', 'Refused')], max_length=20)),
                    ('inputs_digest', models.CharField(max_length=64)),
                    ('watermark', models.DateTimeField(null=True)),
                    ('code_version', models.CharField(max_length=40)),
                    ('settings', models.JSONField()),
                    ('ratings', models.PositiveIntegerField()),
                    ('summary', models.JSONField(default=dict)),
                    ('seconds', models.FloatField()),
                    ('organization', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.organization')),
                    ('as_of', models.DateField(blank=True, null=True)),
                    ('base', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='increments', to='scoring.calibrationrun')),
                    ('kind', models.CharField(choices=[('full', 'Full'), ('increment', 'Increment')], default='full', max_length=20)),
                    ('seed', models.PositiveIntegerField(default=0)),
                ],
                options={
                    'ordering': ['-number'],
                    'constraints': [models.UniqueConstraint(fields=('organization', 'number'), name='run_number_once'), models.UniqueConstraint(fields=('organization', 'inputs_digest'), name='same_inputs_same_run'), models.CheckConstraint(condition=models.Q(models.Q(('base__isnull', True), ('kind', 'full')), models.Q(('base__isnull', False), ('kind', 'increment')), _connector='OR'), name='an_increment_has_its_base')],
                },
            ),
            migrations.CreateModel(
                name='CalibrationRequest',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                    ('kind', models.CharField(choices=[('submit', 'A card was submitted'), ('hand', 'Asked for by hand'), ('moved', 'Increments moved too much'), ('nightly', 'Nightly')], max_length=20)),
                    ('state', models.CharField(choices=[('waiting', 'Waiting'), ('running', 'Running'), ('done', 'Done'), ('dead', 'Dead')], default='waiting', max_length=20)),
                    ('attempts', models.PositiveSmallIntegerField(default=0)),
                    ('not_before', models.DateTimeField(blank=True, null=True)),
                    ('stage', models.CharField(blank=True, max_length=40)),
                    ('share', models.FloatField(default=0)),
                    ('started_at', models.DateTimeField(blank=True, null=True)),
                    ('ended_at', models.DateTimeField(blank=True, null=True)),
                    ('reason', models.TextField(blank=True)),
                    ('asked_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.membership')),
                    ('organization', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.organization')),
                    ('run', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='scoring.calibrationrun')),
                ],
                options={
                    'ordering': ['-created_at'],
                    'indexes': [models.Index(condition=models.Q(('state__in', ['waiting', 'running'])), fields=['organization', 'not_before'], name='open_calibration_requests')],
                },
            ),
            migrations.CreateModel(
                name='CountedLoop',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                    ('digest', models.BinaryField(max_length=16)),
                    ('ratings', models.PositiveIntegerField()),
                    ('loop', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='counted', to='interviews.loop')),
                    ('organization', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.organization')),
                    ('run', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='scoring.calibrationrun')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='Measure',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                    ('facet', models.CharField(choices=[('interviewer', 'Interviewer'), ('question', 'Question'), ('criterion', 'Criterion'), ('topic', 'Topic'), ('level', 'Level'), ('candidate', 'Candidate')], max_length=20)),
                    ('subject', models.UUIDField()),
                    ('n', models.PositiveIntegerField()),
                    ('candidates', models.PositiveIntegerField(default=0)),
                    ('mean', models.FloatField()),
                    ('spread', models.FloatField(null=True)),
                    ('severity', models.FloatField(null=True)),
                    ('se', models.FloatField(null=True)),
                    ('low', models.FloatField(null=True)),
                    ('high', models.FloatField(null=True)),
                    ('enough', models.BooleanField(default=False)),
                    ('subset', models.PositiveIntegerField(null=True)),
                    ('note', models.TextField(blank=True)),
                    ('organization', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.organization')),
                    ('run', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='measures', to='scoring.calibrationrun')),
                    ('fair', models.FloatField(null=True)),
                    ('interviewers', models.PositiveIntegerField(default=0)),
                    ('details', models.JSONField(default=dict)),
                    ('effect', models.FloatField(null=True)),
                    ('infit', models.FloatField(null=True)),
                    ('information', models.FloatField(null=True)),
                    ('logit', models.FloatField(null=True)),
                    ('logit_se', models.FloatField(null=True)),
                    ('outfit', models.FloatField(null=True)),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('run', 'facet', 'subject'), name='one_measure_each')],
                },
            ),
            migrations.CreateModel(
                name='Decision',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                    ('outcome', models.CharField(choices=[('hire', 'Hire'), ('hire_other_level', 'Hire at another level'), ('no_hire', 'No hire'), ('more_evidence', 'More evidence needed')], max_length=20)),
                    ('reasons', models.TextField()),
                    ('dissent', models.TextField(blank=True)),
                    ('snapshot', models.JSONField()),
                    ('digest', models.CharField(max_length=64)),
                    ('decided_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.membership')),
                    ('level', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='questionbank.level')),
                    ('loop', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='decision', to='interviews.loop')),
                    ('organization', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.organization')),
                    ('run', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='scoring.calibrationrun')),
                ],
                options={
                    'abstract': False,
                },
            ),
        ]),
        freeze("scoring_scorecardversion"),
        freeze("scoring_calibrationrun"),
        freeze("scoring_measure"),
        freeze("scoring_decision", events="UPDATE OR DELETE"),
        freeze("scoring_gateoverride"),
    ]
