"""The audit trail is a chain that the database itself keeps from change."""

import pytest
from django.db import IntegrityError, connection, transaction

from accounts.ground.audit import record
from accounts.models import AuditEvent
from accounts.queries.people import first_broken_event
from tests.cast import sign_in


def write_three(world):
    for verb in ("invite_member", "change_roles", "change_settings"):
        record(verb, organization=world.organization, actor=world.admin, on=world.organization, data={"a": 1})


def test_each_event_covers_the_one_before(in_acme):
    write_three(in_acme)
    first, second, third = AuditEvent.objects.order_by("sequence")
    assert (first.sequence, second.sequence, third.sequence) == (1, 2, 3)
    assert (second.previous_hash, third.previous_hash) == (first.hash, second.hash)
    assert first_broken_event(in_acme.organization) is None


def test_the_database_refuses_to_change_or_delete_an_event(in_acme):
    write_three(in_acme)
    for sentence in ("UPDATE accounts_auditevent SET verb = 'x'", "DELETE FROM accounts_auditevent"):
        with (
            pytest.raises(IntegrityError, match="frozen"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(sentence)


def test_a_line_forged_past_the_trigger_breaks_the_chain_where_it_stands(in_acme):
    write_three(in_acme)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE accounts_auditevent DISABLE TRIGGER USER")
        cursor.execute("UPDATE accounts_auditevent SET data = '{\"a\": 2}' WHERE sequence = 2")
        cursor.execute("ALTER TABLE accounts_auditevent ENABLE TRIGGER USER")
    assert first_broken_event(in_acme.organization).sequence == 2
    assert b"The chain breaks at line 2" in sign_in(in_acme.admin).get("/o/acme/audit/?verify=1").content


def test_a_line_taken_out_breaks_the_chain(in_acme):
    write_three(in_acme)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE accounts_auditevent DISABLE TRIGGER USER")
        cursor.execute("DELETE FROM accounts_auditevent WHERE sequence = 2")
        cursor.execute("ALTER TABLE accounts_auditevent ENABLE TRIGGER USER")
    assert first_broken_event(in_acme.organization).sequence == 3
