"""The review of rubrics: comments, proposals, approvals."""

import django.db.models.deletion
import django.utils.timezone
import uuid
from django.db import migrations, models

from accounts.ground.at_once import AtOnce
from accounts.ground.frozen import freeze


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0004_name_opens'),
        ('questionbank', '0001_squashed_0014_slope'),
    ]

    operations = [
        AtOnce([
            migrations.CreateModel(
                name='AnchorComment',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                    ('text', models.TextField()),
                    ('settled_at', models.DateTimeField(blank=True, null=True)),
                    ('anchor', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='comments', to='questionbank.anchor')),
                    ('author', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.membership')),
                    ('line', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='comments', to='questionbank.rubriccriterion')),
                    ('organization', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.organization')),
                    ('settled_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.membership')),
                ],
                options={
                    'ordering': ['created_at'],
                },
            ),
            migrations.CreateModel(
                name='RubricProposal',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                    ('why', models.TextField()),
                    ('meaning', models.CharField(choices=[('first', 'First revision'), ('same', 'Same meaning'), ('not_comparable', 'Not comparable')], max_length=20)),
                    ('state', models.CharField(choices=[('open', 'Open'), ('applied', 'Applied'), ('declined', 'Declined'), ('withdrawn', 'Withdrawn')], default='open', max_length=20)),
                    ('closed_at', models.DateTimeField(blank=True, null=True)),
                    ('closed_reason', models.TextField(blank=True)),
                    ('author', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.membership')),
                    ('closed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.membership')),
                    ('made', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='made_by', to='questionbank.rubric')),
                    ('organization', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.organization')),
                    ('rubric', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='proposals', to='questionbank.rubric')),
                ],
                options={
                    'ordering': ['-created_at'],
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('made__isnull', False), ('state', 'applied')), models.Q(models.Q(('state', 'applied'), _negated=True), ('made__isnull', True)), _connector='OR'), name='an_applied_proposal_made_a_rubric')],
                },
            ),
            migrations.CreateModel(
                name='ProposedAnchor',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                    ('point', models.PositiveSmallIntegerField()),
                    ('text', models.TextField(blank=True)),
                    ('level', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='questionbank.level')),
                    ('line', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='questionbank.rubriccriterion')),
                    ('organization', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.organization')),
                    ('proposal', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='anchors', to='questionbank.rubricproposal')),
                ],
                options={
                    'ordering': ['point'],
                    'constraints': [models.UniqueConstraint(fields=('proposal', 'line', 'level', 'point'), name='proposed_anchor_once', nulls_distinct=False)],
                },
            ),
            migrations.CreateModel(
                name='ProposalApproval',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                    ('member', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.membership')),
                    ('organization', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.organization')),
                    ('proposal', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='approvals', to='questionbank.rubricproposal')),
                ],
                options={
                    'ordering': ['created_at'],
                    'constraints': [models.UniqueConstraint(fields=('proposal', 'member'), name='one_approval_each')],
                },
            ),
        ]),
        freeze("questionbank_proposalapproval"),
    ]
