"""All tables as they were after 0014_slope, in one step; a database that has those before does nothing."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
import django.db.models.fields.json
import django.db.models.functions.comparison
import django.db.models.functions.text
import django.utils.timezone
import uuid
from django.db import migrations, models

from accounts.ground.frozen import freeze
from accounts.ground.at_once import AtOnce
from questionbank.migrations._search import follow_and_count


class Migration(migrations.Migration):
    initial = True

    replaces = [
        ('questionbank', '0001_initial'),
        ('questionbank', '0002_frozen'),
        ('questionbank', '0003_created_at'),
        ('questionbank', '0004_the_bank_alive'),
        ('questionbank', '0005_discrimination_n'),
        ('questionbank', '0006_the_review_of_imports'),
        ('questionbank', '0007_live_since'),
        ('questionbank', '0008_the_search'),
        ('questionbank', '0009_search_rows'),
        ('questionbank', '0010_search_counts'),
        ('questionbank', '0011_one_search'),
        ('questionbank', '0012_search_follows_revisions'),
        ('questionbank', '0013_priority_and_enemies'),
        ('questionbank', '0014_slope'),
    ]

    dependencies = [
        ('accounts', '0001_squashed_0003_created_at'),
    ]

    operations = [
        AtOnce([
            migrations.CreateModel(
                name='Topic',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                    ('name', models.CharField(max_length=80)),
                    ('organization', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.organization')),
                    ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='questionbank.topic')),
                ],
                options={
                    'ordering': ['name'],
                    'constraints': [models.UniqueConstraint(fields=('organization', 'parent', 'name'), name='topic_once', nulls_distinct=False)],
                },
            ),
            migrations.CreateModel(
                name='Level',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                    ('name', models.CharField(max_length=40)),
                    ('rank', models.PositiveSmallIntegerField()),
                    ('organization', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.organization')),
                ],
                options={
                    'ordering': ['rank'],
                    'constraints': [models.UniqueConstraint(fields=('organization', 'name'), name='level_name_once'), models.UniqueConstraint(fields=('organization', 'rank'), name='level_rank_once')],
                },
            ),
            migrations.CreateModel(
                name='Criterion',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                    ('name', models.CharField(max_length=80)),
                    ('description', models.TextField(blank=True)),
                    ('organization', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.organization')),
                ],
                options={
                    'verbose_name_plural': 'criteria',
                    'ordering': ['name'],
                    'constraints': [models.UniqueConstraint(fields=('organization', 'name'), name='criterion_once')],
                },
            ),
            migrations.CreateModel(
                name='Rubric',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                    ('name', models.CharField(max_length=120)),
                    ('organization', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.organization')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='RubricCriterion',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                    ('position', models.PositiveSmallIntegerField()),
                    ('weight', models.PositiveSmallIntegerField(default=1)),
                    ('criterion', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='questionbank.criterion')),
                    ('organization', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.organization')),
                    ('rubric', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='lines', to='questionbank.rubric')),
                ],
                options={
                    'ordering': ['position'],
                    'constraints': [models.UniqueConstraint(fields=('rubric', 'criterion'), name='criterion_once_a_rubric')],
                },
            ),
            migrations.CreateModel(
                name='Anchor',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                    ('point', models.PositiveSmallIntegerField()),
                    ('text', models.TextField()),
                    ('organization', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.organization')),
                    ('level', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='questionbank.level')),
                    ('line', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='anchors', to='questionbank.rubriccriterion')),
                    ('is_draft', models.BooleanField(default=False)),
                ],
                options={
                    'ordering': ['point'],
                    'constraints': [models.UniqueConstraint(fields=('line', 'level', 'point'), name='anchor_once', nulls_distinct=False), models.CheckConstraint(condition=models.Q(('point__range', (1, 4))), name='anchor_point_on_scale')],
                },
            ),
            migrations.CreateModel(
                name='Question',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                    ('kind', models.CharField(choices=[('concept', 'Concept'), ('coding', 'Coding'), ('debugging', 'Debugging'), ('system_design', 'System design'), ('behavioural', 'Behavioural'), ('case', 'Case')], default='concept', max_length=20)),
                    ('state', models.CharField(choices=[('draft', 'Draft'), ('in_review', 'In review'), ('pilot', 'Pilot'), ('live', 'Live'), ('resting', 'Resting'), ('retired', 'Retired'), ('leaked', 'Leaked')], default='draft', max_length=20)),
                    ('created_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.membership')),
                    ('organization', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.organization')),
                    ('current', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='current_of', to='questionbank.questionrevision')),
                    ('resting_until', models.DateField(blank=True, null=True)),
                    ('live_since', models.DateTimeField(blank=True, null=True)),
                    ('priority', models.SmallIntegerField(choices=[(-1, 'Rather not'), (0, 'As any other'), (1, 'Gladly')], default=0)),
                ],
                options={
                    'ordering': ['created_at', 'id'],
                    'indexes': [models.Index(fields=['organization', 'state', 'kind'], name='questionban_organiz_d16a2c_idx')],
                },
            ),
            migrations.CreateModel(
                name='QuestionRevision',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                    ('number', models.PositiveIntegerField()),
                    ('prompt', models.TextField()),
                    ('summary', models.TextField(blank=True)),
                    ('answer', models.TextField(blank=True)),
                    ('probes', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), blank=True, default=list, size=None)),
                    ('hints', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), blank=True, default=list, size=None)),
                    ('red_flags', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), blank=True, default=list, size=None)),
                    ('minutes', models.PositiveSmallIntegerField(blank=True, null=True)),
                    ('difficulty', models.PositiveSmallIntegerField(blank=True, choices=[(1, 'Easy'), (2, 'Medium'), (3, 'Hard')], null=True)),
                    ('tags', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=60), blank=True, default=list, size=None)),
                    ('source', models.TextField(blank=True)),
                    ('meaning', models.CharField(choices=[('first', 'First revision'), ('same', 'Same meaning'), ('not_comparable', 'Not comparable')], default='first', max_length=20)),
                    ('note', models.CharField(blank=True, max_length=300)),
                    ('level', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='questionbank.level')),
                    ('organization', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.organization')),
                    ('question', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='revisions', to='questionbank.question')),
                    ('written_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.membership')),
                    ('rubric', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='questionbank.rubric')),
                    ('topic', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='questionbank.topic')),
                    ('options', models.JSONField(blank=True, default=list)),
                ],
                options={
                    'ordering': ['-number'],
                    'constraints': [models.UniqueConstraint(fields=('question', 'number'), name='revision_number_once')],
                },
            ),
            migrations.CreateModel(
                name='RevisionReview',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                    ('verdict', models.CharField(choices=[('approved', 'Approved'), ('changes', 'Changes wished')], max_length=20)),
                    ('comment', models.TextField(blank=True)),
                    ('organization', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.organization')),
                    ('reviewer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.membership')),
                    ('revision', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reviews', to='questionbank.questionrevision')),
                ],
                options={
                    'ordering': ['created_at'],
                    'constraints': [models.UniqueConstraint(fields=('revision', 'reviewer'), name='one_review_a_person_and_revision')],
                },
            ),
            migrations.CreateModel(
                name='BankWord',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                    ('word', models.CharField(max_length=60)),
                    ('questions', models.PositiveIntegerField(default=0)),
                    ('organization', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.organization')),
                ],
                options={
                    'indexes': [models.Index(models.F('organization'), django.contrib.postgres.indexes.OpClass('word', 'varchar_pattern_ops'), name='word_beginning'), models.Index(models.F('organization'), django.contrib.postgres.indexes.OpClass(django.db.models.functions.text.Reverse('word'), 'text_pattern_ops'), name='word_end')],
                    'constraints': [models.UniqueConstraint(fields=('organization', 'word'), name='word_once')],
                },
            ),
            migrations.CreateModel(
                name='SavedSearch',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                    ('name', models.CharField(max_length=80)),
                    ('query', models.CharField(max_length=2000)),
                    ('is_shared', models.BooleanField(default=False)),
                    ('organization', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.organization')),
                    ('owner', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.membership')),
                ],
                options={
                    'verbose_name_plural': 'saved searches',
                    'ordering': ['name'],
                    'constraints': [models.UniqueConstraint(fields=('owner', 'name'), name='saved_search_once')],
                },
            ),
            migrations.CreateModel(
                name='DuplicatePair',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                    ('score', models.FloatField()),
                    ('verdict', models.CharField(choices=[('same', 'Same question'), ('related', 'Related')], max_length=20)),
                    ('why', models.TextField()),
                    ('decision', models.CharField(choices=[('open', 'To decide'), ('same', 'Same'), ('variant', 'Variant'), ('different', 'Different')], default='open', max_length=20)),
                    ('decided_at', models.DateTimeField(blank=True, null=True)),
                    ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.membership')),
                    ('first', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='questionbank.question')),
                    ('organization', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.organization')),
                    ('second', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='questionbank.question')),
                ],
                options={
                    'ordering': ['-score', 'id'],
                    'constraints': [models.UniqueConstraint(fields=('first', 'second'), name='pair_once'), models.CheckConstraint(condition=models.Q(('first__lt', models.F('second'))), name='pair_in_order')],
                },
            ),
            migrations.CreateModel(
                name='EnemyPair',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                    ('reason', models.CharField(max_length=300)),
                    ('first', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='questionbank.question')),
                    ('organization', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.organization')),
                    ('second', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='questionbank.question')),
                    ('written_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.membership')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('first', 'second'), name='enemies_once'), models.CheckConstraint(condition=models.Q(('first__lt', models.F('second'))), name='enemies_in_order')],
                },
            ),
            migrations.CreateModel(
                name='QuestionMeasure',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                    ('n', models.PositiveIntegerField()),
                    ('mean', models.FloatField()),
                    ('spread', models.FloatField(null=True)),
                    ('difficulty', models.FloatField(null=True)),
                    ('low', models.FloatField(null=True)),
                    ('high', models.FloatField(null=True)),
                    ('enough', models.BooleanField(default=False)),
                    ('run', models.UUIDField()),
                    ('organization', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.organization')),
                    ('question', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='measure', to='questionbank.question')),
                    ('agreement', models.FloatField(null=True)),
                    ('agreement_n', models.PositiveIntegerField(default=0)),
                    ('discrimination', models.FloatField(null=True)),
                    ('facility', models.FloatField(null=True)),
                    ('minutes_median', models.FloatField(null=True)),
                    ('minutes_n', models.PositiveIntegerField(default=0)),
                    ('discrimination_n', models.PositiveIntegerField(default=0)),
                    ('slope', models.FloatField(null=True)),
                    ('slope_high', models.FloatField(null=True)),
                    ('slope_low', models.FloatField(null=True)),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='QuestionUse',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                    ('times', models.PositiveIntegerField(default=0)),
                    ('last_at', models.DateTimeField()),
                    ('member', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.membership')),
                    ('organization', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.organization')),
                    ('question', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='uses', to='questionbank.question')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('question', 'member'), name='one_use_a_member')],
                },
            ),
            migrations.CreateModel(
                name='AnswerView',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                    ('day', models.DateField()),
                    ('member', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.membership')),
                    ('organization', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.organization')),
                    ('revision', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='views', to='questionbank.questionrevision')),
                ],
                options={
                    'ordering': ['-created_at'],
                    'constraints': [models.UniqueConstraint(fields=('revision', 'member', 'day'), name='one_view_a_day')],
                },
            ),
            migrations.CreateModel(
                name='QuestionFlag',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                    ('text', models.TextField()),
                    ('closed_at', models.DateTimeField(blank=True, null=True)),
                    ('outcome', models.TextField(blank=True)),
                    ('closed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.membership')),
                    ('organization', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.organization')),
                    ('question', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='flags', to='questionbank.question')),
                    ('raised_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.membership')),
                    ('revision', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='questionbank.questionrevision')),
                ],
                options={
                    'ordering': ['-created_at'],
                    'indexes': [models.Index(condition=models.Q(('closed_at', None)), fields=['question'], name='question_open_flags')],
                },
            ),
            migrations.CreateModel(
                name='LeakReport',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                    ('where', models.TextField()),
                    ('consequences', models.JSONField(default=list)),
                    ('organization', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.organization')),
                    ('question', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='leaks', to='questionbank.question')),
                    ('reported_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.membership')),
                    ('revision', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='questionbank.questionrevision')),
                ],
                options={
                    'ordering': ['-created_at'],
                },
            ),
            migrations.CreateModel(
                name='BankPolicy',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                    ('rest_after', models.PositiveSmallIntegerField(blank=True, null=True)),
                    ('rest_days', models.PositiveSmallIntegerField(default=90)),
                    ('second_eyes', models.BooleanField(default=True)),
                    ('organization', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.organization')),
                ],
                options={
                    'verbose_name_plural': 'bank policies',
                    'constraints': [models.UniqueConstraint(fields=('organization',), name='one_policy')],
                },
            ),
            migrations.CreateModel(
                name='ImportBatch',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                    ('name', models.CharField(max_length=255)),
                    ('digest', models.CharField(max_length=64)),
                    ('text', models.TextField()),
                    ('report', models.JSONField(default=dict)),
                    ('state', models.CharField(choices=[('reading', 'Being read'), ('failed', 'Not readable'), ('staged', 'Staged'), ('closed', 'Closed'), ('undone', 'Undone')], default='staged', max_length=20)),
                    ('organization', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.organization')),
                    ('uploaded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.membership')),
                    ('progress_done', models.PositiveIntegerField(default=0)),
                    ('error', models.TextField(blank=True)),
                    ('mapping', models.JSONField(blank=True, default=dict)),
                    ('progress_total', models.PositiveIntegerField(default=0)),
                    ('upload', models.BinaryField(null=True)),
                    ('made_topics', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), blank=True, default=list, size=None)),
                    ('text_digest', models.CharField(blank=True, max_length=64)),
                ],
                options={
                    'verbose_name_plural': 'import batches',
                    'ordering': ['-created_at'],
                    'constraints': [models.UniqueConstraint(condition=models.Q(('state', 'undone'), _negated=True), fields=('organization', 'digest'), name='document_staged_once'), models.UniqueConstraint(condition=models.Q(models.Q(('state', 'undone'), _negated=True), models.Q(('text_digest', ''), _negated=True)), fields=('organization', 'text_digest'), name='text_staged_once')],
                },
            ),
            migrations.CreateModel(
                name='ImportItem',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                    ('ordinal', models.PositiveIntegerField()),
                    ('parsed', models.JSONField()),
                    ('edited', models.JSONField(blank=True, default=dict)),
                    ('state', models.CharField(choices=[('pending', 'To review'), ('accepted', 'Accepted'), ('merged', 'Merged'), ('split', 'Split or joined'), ('rejected', 'Rejected')], default='pending', max_length=20)),
                    ('batch', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='items', to='questionbank.importbatch')),
                    ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.membership')),
                    ('organization', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.organization')),
                    ('question', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='import_item', to='questionbank.question')),
                    ('merged_into', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='merged_items', to='questionbank.question')),
                    ('first_line', models.GeneratedField(db_persist=True, expression=django.db.models.functions.comparison.Cast(django.db.models.fields.json.KeyTextTransform('0', django.db.models.fields.json.KeyTransform('lines', 'parsed')), models.IntegerField()), output_field=models.IntegerField())),
                    ('is_warned', models.GeneratedField(db_persist=True, expression=models.ExpressionWrapper(models.Q(('parsed__warnings', []), _negated=True), output_field=models.BooleanField()), output_field=models.BooleanField())),
                    ('last_line', models.GeneratedField(db_persist=True, expression=django.db.models.functions.comparison.Cast(django.db.models.fields.json.KeyTextTransform('1', django.db.models.fields.json.KeyTransform('lines', 'parsed')), models.IntegerField()), output_field=models.IntegerField())),
                    ('made_of', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), blank=True, default=list, size=None)),
                ],
                options={
                    'ordering': ['ordinal'],
                    'constraints': [models.UniqueConstraint(fields=('batch', 'ordinal'), name='item_ordinal_once')],
                },
            ),
            migrations.CreateModel(
                name='ImportMatch',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                    ('score', models.FloatField()),
                    ('verdict', models.CharField(choices=[('same', 'Same question'), ('related', 'Related')], max_length=20)),
                    ('why', models.TextField()),
                    ('decision', models.CharField(choices=[('open', 'To decide'), ('same', 'Same'), ('variant', 'Variant'), ('different', 'Different')], default='open', max_length=20)),
                    ('item', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='matches', to='questionbank.importitem')),
                    ('organization', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.organization')),
                    ('question', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='questionbank.question')),
                ],
                options={
                    'verbose_name_plural': 'import matches',
                    'ordering': ['-score'],
                    'constraints': [models.UniqueConstraint(fields=('item', 'question'), name='match_once')],
                },
            ),
            migrations.CreateModel(
                name='SearchRow',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                    ('kind', models.CharField(choices=[('concept', 'Concept'), ('coding', 'Coding'), ('debugging', 'Debugging'), ('system_design', 'System design'), ('behavioural', 'Behavioural'), ('case', 'Case')], max_length=20)),
                    ('state', models.CharField(choices=[('draft', 'Draft'), ('in_review', 'In review'), ('pilot', 'Pilot'), ('live', 'Live'), ('resting', 'Resting'), ('retired', 'Retired'), ('leaked', 'Leaked')], max_length=20)),
                    ('difficulty', models.PositiveSmallIntegerField(choices=[(1, 'Easy'), (2, 'Medium'), (3, 'Hard')], null=True)),
                    ('health', models.CharField(choices=[('unknown', 'Too little data'), ('good', 'Fine'), ('check', 'Needs a look')], max_length=20)),
                    ('is_asked', models.BooleanField()),
                    ('revision_id', models.UUIDField()),
                    ('level_rank', models.PositiveSmallIntegerField()),
                    ('shelf', models.CharField(max_length=100)),
                    ('times_asked', models.PositiveIntegerField()),
                    ('last_asked', models.DateTimeField()),
                    ('changed_at', models.DateTimeField()),
                    ('size', models.PositiveIntegerField()),
                    ('prompt_words', django.contrib.postgres.search.SearchVectorField()),
                    ('words', django.contrib.postgres.search.SearchVectorField()),
                    ('level', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='questionbank.level')),
                    ('organization', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.organization')),
                    ('question', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='search_row', to='questionbank.question')),
                    ('topic', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='questionbank.topic')),
                ],
                options={
                    'indexes': [django.contrib.postgres.indexes.GinIndex(fastupdate=False, fields=['words'], name='search_words'), django.contrib.postgres.indexes.GinIndex(fastupdate=False, fields=['prompt_words'], name='search_prompt_words'), models.Index(fields=['organization', 'shelf', 'level_rank', 'created_at', 'id'], name='search_shelf'), models.Index(fields=['organization', 'created_at', 'id'], name='search_created'), models.Index(fields=['organization', 'changed_at', 'id'], name='search_changed'), models.Index(fields=['organization', 'last_asked', 'id'], name='search_last_asked'), models.Index(fields=['organization', 'times_asked', 'created_at', 'id'], name='search_times_asked'), models.Index(fields=['organization', 'size', 'id'], name='search_size'), models.Index(fields=['organization', 'state', 'kind', 'level', 'difficulty', 'health'], name='search_facets')],
                },
            ),
            migrations.CreateModel(
                name='SearchCount',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                    ('kind', models.CharField(choices=[('concept', 'Concept'), ('coding', 'Coding'), ('debugging', 'Debugging'), ('system_design', 'System design'), ('behavioural', 'Behavioural'), ('case', 'Case')], max_length=20)),
                    ('state', models.CharField(choices=[('draft', 'Draft'), ('in_review', 'In review'), ('pilot', 'Pilot'), ('live', 'Live'), ('resting', 'Resting'), ('retired', 'Retired'), ('leaked', 'Leaked')], max_length=20)),
                    ('difficulty', models.PositiveSmallIntegerField(choices=[(1, 'Easy'), (2, 'Medium'), (3, 'Hard')], null=True)),
                    ('health', models.CharField(choices=[('unknown', 'Too little data'), ('good', 'Fine'), ('check', 'Needs a look')], max_length=20)),
                    ('is_asked', models.BooleanField()),
                    ('questions', models.IntegerField()),
                    ('level', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='questionbank.level')),
                    ('organization', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.organization')),
                    ('topic', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='questionbank.topic')),
                    ('cell', models.BigIntegerField()),
                ],
                options={
                    'indexes': [models.Index(fields=['organization', 'cell'], name='search_count_cell')],
                },
            ),
        ]),
        freeze("questionbank_questionrevision"),
        freeze("questionbank_rubric"),
        freeze("questionbank_rubriccriterion"),
        freeze("questionbank_anchor"),
        follow_and_count(),
    ]
