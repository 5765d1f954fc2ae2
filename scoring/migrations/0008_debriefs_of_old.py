"""Loops that were decided before there were debriefs have a released one."""

from django.db import migrations

RELEASED = """
INSERT INTO scoring_debrief (id, organization_id, created_at, loop_id, state, round, version, run_id)
SELECT gen_random_uuid(), organization_id, created_at, loop_id, 'released', 1, 0, run_id FROM scoring_decision
"""


class Migration(migrations.Migration):
    dependencies = [("scoring", "0007_debriefs")]
    operations = [migrations.RunSQL(RELEASED, migrations.RunSQL.noop)]
