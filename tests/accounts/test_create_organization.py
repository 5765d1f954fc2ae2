"""The operator founds organisations by command."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from accounts.enums import Role
from accounts.models import Membership, User
from tests.cast import make_user

FOUNDS = {"name": "Acme", "slug": "acme", "email": "ada@acme.example", "person": "Ada"}
PROMPT = "accounts.management.commands.create_organization.getpass"


@pytest.mark.django_db
def test_a_new_administrator_is_made_with_the_password_that_was_asked_for(monkeypatch):
    monkeypatch.setattr(PROMPT, lambda _: "seven quiet herons")
    call_command("create_organization", **FOUNDS, stdout=StringIO())
    member = Membership.unscoped.get(organization__slug="acme")
    assert member.roles == [Role.ADMIN]
    assert member.user.check_password("seven quiet herons")


@pytest.mark.django_db
def test_somebody_who_has_an_account_founds_without_a_password():
    make_user("ada@acme.example", "Ada")
    call_command("create_organization", **FOUNDS, stdout=StringIO())
    assert User.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize("wrong", [{"slug": "not a slug"}, {"email": "nobody"}])
def test_nonsense_is_refused_and_leaves_nothing(monkeypatch, wrong):
    monkeypatch.setattr(PROMPT, lambda _: "seven quiet herons")
    with pytest.raises(CommandError):
        call_command("create_organization", **(FOUNDS | wrong), stdout=StringIO())
    assert not Membership.unscoped.exists()
