"""Debriefs, votes, exercises, outcomes on the job."""

import django.db.models.deletion
import django.utils.timezone
import uuid
from django.db import migrations, models

from accounts.ground.at_once import AtOnce
from accounts.ground.frozen import freeze


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0004_name_opens'),
        ('interviews', '0013_debrief_gates'),
        ('questionbank', '0015_rubric_review'),
        ('scoring', '0001_squashed_0006_standing_fit'),
    ]

    operations = [
        AtOnce([
            migrations.CreateModel(
                name='AgendaItem',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                    ('position', models.PositiveSmallIntegerField()),
                    ('minutes', models.PositiveSmallIntegerField(default=15)),
                    ('started_at', models.DateTimeField(blank=True, null=True)),
                    ('ended_at', models.DateTimeField(blank=True, null=True)),
                    ('loop', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='interviews.loop')),
                    ('organization', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.organization')),
                    ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='items', to='scoring.meeting')),
                ],
                options={
                    'ordering': ['position'],
                    'constraints': [models.UniqueConstraint(fields=('meeting', 'loop'), name='loop_once_an_agenda')],
                },
            ),
            migrations.CreateModel(
                name='CommitteeSeat',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                    ('state', models.CharField(choices=[('seated', 'Takes part'), ('recused', 'Recused')], default='seated', max_length=20)),
                    ('reason', models.CharField(blank=True, max_length=300)),
                    ('read_at', models.DateTimeField(blank=True, null=True)),
                    ('appointed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.membership')),
                    ('member', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='committee_seats', to='accounts.membership')),
                    ('organization', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.organization')),
                    ('debrief', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='committee', to='scoring.debrief')),
                ],
                options={
                    'ordering': ['created_at'],
                    'constraints': [models.UniqueConstraint(fields=('debrief', 'member'), name='one_committee_seat_each')],
                },
            ),
            migrations.CreateModel(
                name='Debrief',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                    ('state', models.CharField(choices=[('collecting', 'Collecting cards'), ('reading', 'Silent reading'), ('voting', 'Voting'), ('discussing', 'Discussing'), ('decided', 'Decided, not released'), ('released', 'Released')], default='collecting', max_length=20)),
                    ('round', models.PositiveSmallIntegerField(default=1)),
                    ('version', models.PositiveIntegerField(default=0)),
                    ('read_by', models.DateTimeField(blank=True, null=True)),
                    ('vote_by', models.DateTimeField(blank=True, null=True)),
                    ('facilitator', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.membership')),
                    ('loop', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='debrief', to='interviews.loop')),
                    ('organization', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.organization')),
                    ('run', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='scoring.calibrationrun')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='DebriefLetter',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                    ('kind', models.CharField(choices=[('read', 'Packet to read'), ('vote', 'Vote wanted'), ('move', 'Debrief waits for its facilitator')], max_length=20)),
                    ('round', models.PositiveSmallIntegerField()),
                    ('step', models.PositiveSmallIntegerField(default=0)),
                    ('due_at', models.DateTimeField()),
                    ('tries', models.PositiveSmallIntegerField(default=0)),
                    ('sent_at', models.DateTimeField(blank=True, null=True)),
                    ('dropped_at', models.DateTimeField(blank=True, null=True)),
                    ('why', models.CharField(blank=True, max_length=300)),
                    ('debrief', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='letters', to='scoring.debrief')),
                    ('member', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.membership')),
                    ('organization', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.organization')),
                ],
                options={
                    'ordering': ['due_at'],
                    'indexes': [models.Index(condition=models.Q(('dropped_at__isnull', True), ('sent_at__isnull', True)), fields=['due_at'], name='debrief_letters_waiting')],
                    'constraints': [models.UniqueConstraint(fields=('debrief', 'member', 'kind', 'round', 'step'), name='one_debrief_letter_each')],
                },
            ),
            migrations.CreateModel(
                name='DebriefStep',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                    ('number', models.PositiveIntegerField()),
                    ('round', models.PositiveSmallIntegerField()),
                    ('source', models.CharField(choices=[('collecting', 'Collecting cards'), ('reading', 'Silent reading'), ('voting', 'Voting'), ('discussing', 'Discussing'), ('decided', 'Decided, not released'), ('released', 'Released')], max_length=20)),
                    ('target', models.CharField(choices=[('collecting', 'Collecting cards'), ('reading', 'Silent reading'), ('voting', 'Voting'), ('discussing', 'Discussing'), ('decided', 'Decided, not released'), ('released', 'Released')], max_length=20)),
                    ('reason', models.TextField(blank=True)),
                    ('unmet', models.JSONField(blank=True, default=list)),
                    ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.membership')),
                    ('debrief', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='steps', to='scoring.debrief')),
                    ('organization', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.organization')),
                ],
                options={
                    'ordering': ['number'],
                    'constraints': [models.UniqueConstraint(fields=('debrief', 'number'), name='debrief_step_once')],
                },
            ),
            migrations.CreateModel(
                name='Exercise',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                    ('title', models.CharField(max_length=160)),
                    ('answer', models.TextField()),
                    ('state', models.CharField(choices=[('draft', 'Draft'), ('open', 'Open'), ('closed', 'Closed')], default='draft', max_length=20)),
                    ('closes_at', models.DateTimeField(blank=True, null=True)),
                    ('discussion', models.TextField(blank=True)),
                    ('created_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.membership')),
                    ('level', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='questionbank.level')),
                    ('organization', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.organization')),
                    ('revision', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='questionbank.questionrevision')),
                ],
                options={
                    'ordering': ['-created_at'],
                },
            ),
            migrations.CreateModel(
                name='ExerciseCard',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                    ('state', models.CharField(choices=[('draft', 'Draft'), ('submitted', 'Submitted')], default='draft', max_length=20)),
                    ('submitted_at', models.DateTimeField(blank=True, null=True)),
                    ('exercise', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='cards', to='scoring.exercise')),
                    ('member', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.membership')),
                    ('organization', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.organization')),
                ],
                options={
                    'ordering': ['created_at'],
                    'constraints': [models.UniqueConstraint(fields=('exercise', 'member'), name='one_exercise_card_each')],
                },
            ),
            migrations.CreateModel(
                name='ExerciseRating',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                    ('state', models.CharField(choices=[('rated', 'Rated'), ('not_assessed', 'Not assessed')], max_length=20)),
                    ('value', models.PositiveSmallIntegerField(blank=True, null=True)),
                    ('reason', models.TextField(blank=True)),
                    ('card', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='ratings', to='scoring.exercisecard')),
                    ('criterion', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='questionbank.criterion')),
                    ('organization', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.organization')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('card', 'criterion'), name='one_exercise_rating_each'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'rated'), ('value__range', (1, 4))), models.Q(models.Q(('state', 'rated'), _negated=True), ('value__isnull', True)), _connector='OR'), name='only_a_rated_exercise_has_a_value')],
                },
            ),
            migrations.CreateModel(
                name='JobOutcome',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                    ('kind', models.CharField(choices=[('started', 'Started'), ('performance', 'Performance'), ('left', 'Left')], max_length=20)),
                    ('on', models.DateField()),
                    ('months', models.PositiveSmallIntegerField(blank=True, null=True)),
                    ('value', models.PositiveSmallIntegerField(blank=True, null=True)),
                    ('regretted', models.BooleanField(blank=True, null=True)),
                    ('note', models.CharField(blank=True, max_length=300)),
                    ('entered_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.membership')),
                    ('loop', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='job_outcomes', to='interviews.loop')),
                    ('organization', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.organization')),
                ],
                options={
                    'ordering': ['on'],
                    'constraints': [models.UniqueConstraint(fields=('loop', 'kind', 'months'), name='one_job_outcome_each', nulls_distinct=False), models.CheckConstraint(condition=models.Q(models.Q(('kind', 'performance'), ('months__isnull', False), ('value__range', (1, 5))), models.Q(models.Q(('kind', 'performance'), _negated=True), ('months__isnull', True), ('value__isnull', True)), _connector='OR'), name='a_performance_has_value_and_months')],
                },
            ),
            migrations.CreateModel(
                name='Meeting',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                    ('title', models.CharField(max_length=160)),
                    ('starts_at', models.DateTimeField(blank=True, null=True)),
                    ('started_at', models.DateTimeField(blank=True, null=True)),
                    ('ended_at', models.DateTimeField(blank=True, null=True)),
                    ('created_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.membership')),
                    ('members', models.ManyToManyField(blank=True, related_name='+', to='accounts.membership')),
                    ('organization', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.organization')),
                ],
                options={
                    'ordering': ['-created_at'],
                },
            ),
            migrations.CreateModel(
                name='PacketOpening',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                    ('loop', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='packet_openings', to='interviews.loop')),
                    ('member', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.membership')),
                    ('organization', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.organization')),
                ],
                options={
                    'ordering': ['created_at'],
                    'constraints': [models.UniqueConstraint(fields=('loop', 'member'), name='packet_opened_once')],
                },
            ),
            migrations.CreateModel(
                name='Veto',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                    ('round', models.PositiveSmallIntegerField()),
                    ('reason', models.TextField()),
                    ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                    ('withdrawn_reason', models.TextField(blank=True)),
                    ('debrief', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='vetoes', to='scoring.debrief')),
                    ('member', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.membership')),
                    ('organization', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.organization')),
                ],
                options={
                    'ordering': ['created_at'],
                    'constraints': [models.UniqueConstraint(condition=models.Q(('withdrawn_at__isnull', True)), fields=('debrief',), name='one_standing_veto')],
                },
            ),
            migrations.CreateModel(
                name='Vote',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                    ('round', models.PositiveSmallIntegerField()),
                    ('number', models.PositiveSmallIntegerField()),
                    ('stage', models.CharField(choices=[('collecting', 'Collecting cards'), ('reading', 'Silent reading'), ('voting', 'Voting'), ('discussing', 'Discussing'), ('decided', 'Decided, not released'), ('released', 'Released')], max_length=20)),
                    ('ballot', models.CharField(choices=[('strong_no', 'Strong no'), ('no', 'No'), ('yes', 'Yes'), ('strong_yes', 'Strong yes'), ('abstain', 'Abstain')], max_length=20)),
                    ('reason', models.TextField(blank=True)),
                    ('debrief', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='votes', to='scoring.debrief')),
                    ('member', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.membership')),
                    ('organization', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.organization')),
                ],
                options={
                    'ordering': ['created_at'],
                    'constraints': [models.UniqueConstraint(fields=('debrief', 'member', 'round', 'number'), name='one_vote_each'), models.CheckConstraint(condition=models.Q(('stage', 'voting'), models.Q(('stage', 'discussing'), models.Q(('reason', ''), _negated=True)), _connector='OR'), name='a_changed_vote_has_its_reason')],
                },
            ),
            migrations.AlterModelOptions(
                name='decision',
                options={'ordering': ['-number']},
            ),
            migrations.AddField(
                model_name='decision',
                name='cites',
                field=models.JSONField(blank=True, default=list),
            ),
            migrations.AddField(
                model_name='decision',
                name='number',
                field=models.PositiveSmallIntegerField(default=1),
            ),
            migrations.AddField(
                model_name='decision',
                name='override',
                field=models.TextField(blank=True),
            ),
            migrations.AddField(
                model_name='decision',
                name='present',
                field=models.JSONField(blank=True, default=list),
            ),
            migrations.AddField(
                model_name='decision',
                name='topics',
                field=models.ManyToManyField(blank=True, related_name='+', to='questionbank.topic'),
            ),
            migrations.AlterField(
                model_name='decision',
                name='loop',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='decisions', to='interviews.loop'),
            ),
            migrations.AddConstraint(
                model_name='decision',
                constraint=models.UniqueConstraint(fields=('loop', 'number'), name='decision_number_once'),
            ),
        ]),
        freeze("scoring_debriefstep"),
        freeze("scoring_vote"),
        freeze("scoring_packetopening"),
    ]
