"""People come by invitation, hold roles, and leave; only administrators see to it."""

import re

import pytest
from django.core.cache import cache
from django.test import Client

from accounts.enums import Role
from accounts.ground.tenancy import all_organizations
from accounts.models import AuditEvent, Invitation, Membership, Organization, User
from tests.cast import PASSWORD, World, make_user, sign_in


def invite(world: World, email: str, *roles: str) -> str:
    """The path of the link that the page shows once."""
    answer = sign_in(world.admin).post(f"/o/{world.slug}/people/", {"email": email, "roles": roles})
    assert answer.status_code == 200, answer.content
    return re.search(r"http://testserver(/invitations/[^<\s]+)", answer.content.decode())[1]


def test_an_invited_newcomer_joins_with_name_and_password_and_holds_the_roles(acme):
    link = invite(acme, "new@acme.example", "interviewer", "curator")
    browser = Client()
    assert b"Join Acme" in browser.get(link).content
    answer = browser.post(link, {"name": "Noa New", "password": "seven quiet herons"})
    assert answer.status_code == 302
    assert answer.url == "/o/acme/"
    member = Membership.unscoped.get(user__email="new@acme.example")
    assert member.roles == ["curator", "interviewer"]
    assert browser.get("/").url == "/o/acme/"


def test_an_invitation_works_once(acme):
    link = invite(acme, "new@acme.example")
    Client().post(link, {"name": "Noa New", "password": "seven quiet herons"})
    assert Client().get(link).status_code == 404


def test_a_weak_password_is_refused_and_nothing_is_used_up(acme):
    link = invite(acme, "new@acme.example")
    answer = Client().post(link, {"name": "Noa", "password": "password12"})
    assert b"too common" in answer.content
    assert not User.objects.filter(email="new@acme.example").exists()
    assert Client().get(link).status_code == 200


def test_somebody_with_an_account_signs_in_and_joins_a_second_organisation(acme, zenith):
    link = invite(acme, zenith.lead.user.email, "committee")
    assert b"Sign in first" in Client().get(link).content
    browser = sign_in(zenith.lead)
    browser.post(link)
    assert Membership.unscoped.filter(user=zenith.lead.user).count() == 2
    page = browser.get("/").content.decode()
    assert "/o/acme/" in page
    assert "/o/zenith/" in page


def test_a_link_passed_on_to_somebody_else_is_refused_with_the_reason(acme, zenith):
    link = invite(acme, "new@acme.example")
    answer = sign_in(zenith.lead).post(link)
    assert answer.status_code == 403
    assert b"This invitation is for new@acme.example" in answer.content


def test_a_newer_invitation_ends_the_older_one(acme):
    older = invite(acme, "new@acme.example")
    invite(acme, "new@acme.example")
    assert Client().get(older).status_code == 404


def test_a_withdrawn_invitation_opens_nothing(acme):
    link = invite(acme, "new@acme.example")
    row = Invitation.unscoped.get()
    sign_in(acme.admin).post(f"/o/acme/people/invitations/{row.pk}/withdraw/")
    assert Client().get(link).status_code == 404


def test_the_last_administrator_can_neither_leave_nor_lose_the_role(acme):
    browser = sign_in(acme.admin)
    for answer in (
        browser.post(f"/o/acme/people/{acme.admin.pk}/", {"roles": ["curator"]}),
        browser.post(f"/o/acme/people/{acme.admin.pk}/leave/"),
    ):
        assert answer.status_code == 409
        assert b"last administrator" in answer.content
    acme.admin.refresh_from_db()
    assert acme.admin.has(Role.ADMIN)


def test_who_left_finds_the_organisation_no_more_and_may_come_back(acme):
    browser = sign_in(acme.curator)
    sign_in(acme.admin).post(f"/o/acme/people/{acme.curator.pk}/leave/")
    assert browser.get("/o/acme/people/").status_code == 404
    browser.post(invite(acme, acme.curator.user.email, "admin"))
    assert browser.get("/o/acme/people/").status_code == 200


def test_settings_are_saved_and_written_to_the_audit_trail(acme):
    typed = {"name": "Acme & Sons", "show_adjusted": "on", "name_opens": "never", "veto": "on"}
    sign_in(acme.admin).post("/o/acme/settings/", typed)
    organization = Organization.objects.get(slug="acme")
    assert (organization.name, organization.show_adjusted) == ("Acme & Sons", True)
    assert (organization.name_opens, organization.veto) == ("never", True)
    with all_organizations():
        event = AuditEvent.objects.get(verb="change_settings")
    after = {"name": "Acme & Sons", "show_adjusted": True, "name_opens": "never", "veto": True}
    assert event.data["after"] == after


def test_signing_in_is_by_email_in_any_case_and_wrong_passwords_are_slowed_down(acme):
    page = "/account/login/"
    good = {"login": "LEA.Lead@acme.example", "password": PASSWORD}
    assert Client().post(page, good).status_code == 302
    bad = {"login": "lea.lead@acme.example", "password": "wrong"}
    for _ in range(5):
        assert b"not correct" in Client().post(page, bad).content
    answer = Client().post(page, good)
    assert answer.status_code == 200, "the right password does not help once the limit is reached"
    assert b"Too many failed" in answer.content
    cache.clear()
    assert Client().post(page, good).status_code == 302


def test_nobody_signs_up_without_an_invitation():
    assert Client().get("/account/signup/").status_code == 404


@pytest.mark.django_db
def test_a_person_without_an_organisation_is_told_what_to_do():
    make_user("lone@nowhere.example", "Lone")
    browser = Client()
    browser.post("/account/login/", {"login": "lone@nowhere.example", "password": PASSWORD})
    assert b"You belong to no organisation" in browser.get("/").content
