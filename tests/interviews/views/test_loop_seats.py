"""Who sits in an interview, by the buttons of the loop's page."""

from django.urls import reverse

from interviews.models import Seat
from tests.cast import sign_in
from tests.interviews.helpers import in_scope


def _url(world, name, *ids):
    return reverse(name, args=[world.slug, *ids])


def test_seating_and_starting_by_buttons(acme):
    coordinator, lead = sign_in(acme.coordinator), sign_in(acme.lead)
    coordinator.post(_url(acme, "session_seat", acme.session.pk), {"member": acme.admin.pk, "kind": "shadow"})
    refused = coordinator.post(
        _url(acme, "session_seat", acme.session.pk), {"member": acme.admin.pk, "kind": "lead"}, follow=True
    )
    assert "Lea Lead leads Queues in depth already." in refused.content.decode()

    lead.post(_url(acme, "session_start", acme.session.pk))

    with in_scope(acme):
        acme.session.refresh_from_db()
        assert acme.session.state == "live"
        assert acme.session.seats.get(member=acme.admin).kind == "shadow"


def test_a_stranger_is_not_seated_by_form(acme, zenith):
    sent = {"member": zenith.lead.pk, "kind": "shadow"}

    sign_in(acme.coordinator).post(_url(acme, "session_seat", acme.session.pk), sent)

    with in_scope(acme):
        assert Seat.objects.count() == 2


def test_unseating_and_declining_by_buttons(acme):
    with in_scope(acme):
        extra = Seat.objects.create(
            organization=acme.organization, session=acme.session, member=acme.admin, kind="shadow"
        )
        own = acme.session.seats.get(member=acme.second)

    sign_in(acme.coordinator).post(_url(acme, "seat_unseat", extra.pk))
    answer = sign_in(acme.second).post(
        _url(acme, "seat_decline", own.pk), {"reason": "On leave"}, follow=True
    )

    assert "You gave your seat in Queues in depth back." in answer.content.decode()
    with in_scope(acme):
        assert list(acme.session.seats.filter(state="seated").values_list("member", flat=True)) == [
            acme.lead.pk
        ]
