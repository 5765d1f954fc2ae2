"""Who a session belongs to, and where they belong."""

import uuid

from django.test import Client
from django.utils import timezone

from accounts.backend import MemberBackend
from accounts.models import Membership, Organization, User
from tests.cast import World, make_member, make_user, sign_in


def values(row: User | Membership | Organization) -> list[object]:
    return [getattr(row, field.attname) for field in row._meta.concrete_fields]


def test_it_brings_the_person_their_memberships_and_organisations_whole_in_one_query(
    acme: World, django_assert_num_queries: object
) -> None:
    with django_assert_num_queries(1):  # type: ignore[operator]  # a fixture of pytest-django
        user = MemberBackend().get_user(acme.lead.user_id)
        assert user is not None
        place = user.places["acme"]
        assert (place.user, place.organization.slug) == (user, "acme")
    assert values(user) == values(User.objects.get(pk=acme.lead.user_id))
    assert values(place) == values(Membership.unscoped.get(pk=acme.lead.pk))
    assert values(place.organization) == values(Organization.objects.get(slug="acme"))


def test_who_belongs_to_two_organisations_has_both(acme: World, zenith: World) -> None:
    Membership.unscoped.create(organization=zenith.organization, user=acme.lead.user, roles=[])
    user = MemberBackend().get_user(acme.lead.user_id)
    assert user is not None
    assert set(user.places) == {"acme", "zenith"}
    client = sign_in(acme.lead)
    assert [client.get(f"/o/{slug}/").status_code for slug in ("acme", "zenith", "other")] == [200, 200, 404]


def test_a_membership_that_was_left_is_none(acme: World) -> None:
    client = sign_in(acme.lead)
    assert client.get("/o/acme/").status_code == 200
    Membership.unscoped.filter(pk=acme.lead.pk).update(left_at=timezone.now())
    user = MemberBackend().get_user(acme.lead.user_id)
    assert user is not None
    assert user.places == {}
    assert client.get("/o/acme/").status_code == 404


def test_a_person_without_any_organisation_is_a_person(db: None) -> None:
    user = make_user("new@example.com", "New")
    found = MemberBackend().get_user(user.pk)
    assert found == user
    assert found is not None
    assert found.places == {}


def test_nobody_and_who_may_not_sign_in_are_none(acme: World) -> None:
    assert MemberBackend().get_user(uuid.uuid4()) is None
    User.objects.update(is_active=False)
    assert MemberBackend().get_user(acme.lead.user_id) is None


def test_a_changed_role_counts_from_the_next_request_on(acme: World) -> None:
    client: Client = sign_in(acme.nobody)
    assert client.get("/o/acme/people/").status_code == 403
    Membership.unscoped.filter(pk=acme.nobody.pk).update(roles=["admin"])
    assert client.get("/o/acme/people/").status_code == 200
    assert make_member(acme.organization, "Nina New").roles == []
