"""A question may be written before the revision it points at: the search follows that order too."""

from django.db import migrations

FOLLOW = """
CREATE FUNCTION questionbank_search_follow_revision() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM questionbank_search_refresh(
        ARRAY(SELECT q.id FROM changed c JOIN questionbank_question q ON q.current_id = c.id), true);
    RETURN NULL;
END $$;
CREATE TRIGGER search_after_insert AFTER INSERT ON questionbank_questionrevision
    REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION questionbank_search_follow_revision();
"""
REFRESH = "SELECT questionbank_search_refresh(ARRAY(SELECT id FROM questionbank_question), true);"


class Migration(migrations.Migration):
    dependencies = [("questionbank", "0011_one_search")]
    operations = [
        migrations.RunSQL([FOLLOW, REFRESH], "DROP FUNCTION questionbank_search_follow_revision CASCADE;")
    ]
