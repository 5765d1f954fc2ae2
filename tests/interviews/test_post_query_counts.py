"""The pages of letters, of the candidate's side and of one's calendar cost the same at one row and at thirty.

(That of one person's calendar lists nothing.)
"""

import pytest
from django.urls import reverse

from interviews.models import Accommodation, Notice, OfferedWindow
from tests.cast import make_member, sign_in
from tests.interviews.helpers import in_scope
from tests.interviews.letters import schedule, send_all, tomorrow

COUNTS = {"loop_letters": 6, "loop_link": 8, "my_calendar": 4, "api_loop_letters": 6}


@pytest.mark.parametrize("rows", [1, 30])
def test_the_count_does_not_grow_with_the_rows(acme, rows, django_assert_num_queries):
    with in_scope(acme):
        schedule(acme, tomorrow())
        send_all()
        first = Notice.objects.get(member=acme.lead)
        for number in range(rows):
            member = make_member(acme.organization, f"Reader {number}", "interviewer")
            Notice.objects.create(
                organization=acme.organization,
                session=acme.session,
                member=member,
                kind="invitation",
                facts=first.facts,
                due_at=tomorrow(),
            )
            Accommodation.objects.create(
                organization=acme.organization, candidate=acme.candidate, text=f"Wish {number}"
            )
            OfferedWindow.objects.create(
                organization=acme.organization,
                loop=acme.loop,
                starts_at=tomorrow(50 + 2 * number),
                ends_at=tomorrow(51 + 2 * number),
            )
    client = sign_in(acme.coordinator)
    for name, count in COUNTS.items():
        args = [acme.slug] if name == "my_calendar" else [acme.slug, acme.loop.pk]
        with django_assert_num_queries(count, info=name):
            assert client.get(reverse(name, args=args)).status_code == 200, name


def test_no_page_asks_more_than_fifteen():
    assert max(COUNTS.values()) <= 15
