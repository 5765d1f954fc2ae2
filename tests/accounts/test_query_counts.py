"""Pages ask as many questions of the database for one row as for thirty."""

import pytest

from accounts.actions.invite_member import invite_member
from accounts.enums import Role
from tests.cast import make_member, sign_in


@pytest.mark.parametrize("rows", [1, 30])
@pytest.mark.parametrize(
    ("page", "queries"),
    [
        ("people/", 5),
        ("people/{member}/", 4),
        ("settings/", 3),
        ("audit/", 5),
        ("audit/?verify=1", 6),
    ],
)
def test_pages_of_the_administrator(in_acme, django_assert_num_queries, page, queries, rows):
    for n in range(rows):
        make_member(in_acme.organization, f"Person {n}", Role.INTERVIEWER)
        invite_member(actor=in_acme.admin, email=f"{n}@new.example", roles=["curator"])
    browser = sign_in(in_acme.admin)
    with django_assert_num_queries(queries):
        assert browser.get(f"/o/acme/{page.format(member=in_acme.lead.pk)}").status_code == 200
