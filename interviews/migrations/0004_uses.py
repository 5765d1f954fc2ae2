"""The bank learns who asked what before it kept count: for the lead of each session."""

from django.db import migrations

COUNT = """
INSERT INTO questionbank_questionuse (id, created_at, organization_id, question_id, member_id, times, last_at)
SELECT gen_random_uuid(), now(), planned.organization_id, revision.question_id, seat.member_id,
       count(*), max(planned.asked_at)
FROM interviews_plannedquestion AS planned
JOIN questionbank_questionrevision AS revision ON revision.id = planned.revision_id
JOIN interviews_seat AS seat ON seat.session_id = planned.session_id
WHERE planned.state = 'asked' AND planned.asked_at IS NOT NULL
  AND seat.kind = 'lead' AND seat.state = 'seated'
GROUP BY planned.organization_id, revision.question_id, seat.member_id
ON CONFLICT DO NOTHING
"""


class Migration(migrations.Migration):
    dependencies = [("interviews", "0003_created_at"), ("questionbank", "0007_live_since")]
    operations = [migrations.RunSQL(COUNT, migrations.RunSQL.noop)]
