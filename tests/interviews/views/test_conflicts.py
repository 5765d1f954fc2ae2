"""The pages of conflicts of interest and backgrounds."""

from django.http import HttpResponse
from django.urls import reverse

from accounts.models import Membership
from interviews.enums import ConflictKind, SeatState
from interviews.models import Application, ConflictOfInterest, InterviewerProfile, Seat
from tests.cast import World, sign_in
from tests.interviews.conflict_rows import another_coordinator, make_conflict, make_profile
from tests.interviews.helpers import in_scope


def read(world: World, member: Membership, name: str, *ids: object) -> str:
    answer = sign_in(member).get(reverse(name, args=[world.slug, *ids]))
    assert answer.status_code == 200, answer.content
    return answer.content.decode()


def send(world: World, member: Membership, name: str, /, *ids: object, **body: object) -> HttpResponse:
    return sign_in(member).post(reverse(name, args=[world.slug, *ids]), body, follow=True)


def test_an_interviewer_declares_one_and_is_told_what_it_means(acme: World) -> None:
    assert "not shown any more" in read(acme, acme.lead, "conflict_declare", acme.candidate.pk)
    answer = send(acme, acme.lead, "conflict_declare", acme.candidate.pk, reason="We shared a flat.")
    page = answer.content.decode()
    assert answer.redirect_chain[-1][0] == reverse("candidate_list", args=[acme.slug])
    assert "a colleague takes over" in page
    assert acme.candidate.pseudonym not in page
    assert "We shared a flat." in read(acme, acme.lead, "background", acme.lead.pk)
    assert sign_in(acme.lead).get(reverse("loop", args=[acme.slug, acme.loop.pk])).status_code == 404


def test_coordinators_read_the_reason_and_find_the_seat_to_fill(acme: World) -> None:
    send(acme, acme.lead, "conflict_declare", acme.candidate.pk, reason="We shared a flat.")
    page = read(acme, acme.coordinator, "conflict_list")
    assert "We shared a flat." in page
    assert "Seats to fill" in page
    assert "Lea Lead was lead and is recused" in page
    with in_scope(acme):
        Seat.objects.filter(member=acme.second).update(kind="lead")
    assert "Seats to fill" not in read(acme, acme.coordinator, "conflict_list")


def test_a_coordinator_declares_it_for_a_colleague(acme: World) -> None:
    page = read(acme, acme.coordinator, "conflict_declare", acme.candidate.pk)
    assert "Sam Second" in page
    assert "Sam Second" not in read(acme, acme.lead, "conflict_declare", acme.candidate.pk)
    body = {"reason": "Married.", "member": acme.second.pk}
    answer = send(acme, acme.coordinator, "conflict_declare", acme.candidate.pk, **body)
    assert "seats are given back" in answer.content.decode()
    with in_scope(acme):
        assert Seat.objects.get(member=acme.second).state == SeatState.RECUSED


def test_without_a_reason_the_form_says_so(acme: World) -> None:
    assert send(acme, acme.lead, "conflict_declare", acme.candidate.pk, reason=" ").status_code == 400


def test_one_is_lifted_by_form(acme: World) -> None:
    with in_scope(acme):
        row = make_conflict(acme, acme.lead)
    assert "Lea Lead" in read(acme, acme.coordinator, "conflict_lift", row.pk)
    assert send(acme, acme.coordinator, "conflict_lift", row.pk, reason="").status_code == 400
    page = send(acme, acme.coordinator, "conflict_lift", row.pk, reason="Years ago.").content.decode()
    assert "Years ago." in page
    again = sign_in(acme.coordinator).post(
        reverse("conflict_lift", args=[acme.slug, row.pk]), {"reason": "Again."}
    )
    assert again.status_code == 409


def test_the_list_hides_those_about_candidates_one_has_a_conflict_with(acme: World) -> None:
    with in_scope(acme):
        make_conflict(acme, acme.lead, reason="Of the lead.")
        make_conflict(acme, acme.coordinator, reason="Of the coordinator.")
        other = another_coordinator(acme)
    assert "Of the lead." not in read(acme, acme.coordinator, "conflict_list")
    page = read(acme, other, "conflict_list")
    assert "Of the lead." in page
    assert "Of the coordinator." in page


def test_looking_through_the_records_finds_what_is_there(acme: World) -> None:
    with in_scope(acme):
        Application.objects.update(referrer=acme.lead)
    assert "1 new conflict found." in send(acme, acme.coordinator, "conflict_detect").content.decode()
    assert "Nothing new was found." in send(acme, acme.coordinator, "conflict_detect").content.decode()


def test_where_a_candidate_comes_from_is_entered_on_one_page(acme: World) -> None:
    with in_scope(acme):
        make_profile(acme.lead, former_teams=["Maps"])
        application = Application.objects.get()
    send(acme, acme.coordinator, "candidate_background", acme.candidate.pk, former_teams="Maps\r\n\r\nSearch")
    send(acme, acme.coordinator, "application_referrer", application.pk, referrer=acme.second.pk)
    page = read(acme, acme.coordinator, "candidate_background", acme.candidate.pk)
    assert "Maps\nSearch" in page
    assert f'value="{acme.second.pk}" selected' in page
    with in_scope(acme):
        found = set(ConflictOfInterest.objects.values_list("member", "kind"))
    assert found == {
        (acme.lead.pk, ConflictKind.FORMER_TEAM),
        (acme.second.pk, ConflictKind.REFERRER),
    }


def test_a_coordinator_who_brought_them_is_led_away(acme: World) -> None:
    with in_scope(acme):
        application = Application.objects.get()
    answer = send(
        acme, acme.coordinator, "application_referrer", application.pk, referrer=acme.coordinator.pk
    )
    assert answer.redirect_chain[-1][0] == reverse("candidate_list", args=[acme.slug])
    assert "a colleague takes over" in answer.content.decode()


def test_one_enters_ones_own_background(acme: World) -> None:
    body = {"former_teams": "Maps", "referred_by": acme.admin.pk}
    assert send(acme, acme.lead, "background", acme.lead.pk, **body).status_code == 200
    with in_scope(acme):
        profile = InterviewerProfile.objects.get()
    assert (profile.member, profile.former_teams, profile.referred_by) == (acme.lead, ["Maps"], acme.admin)
    assert send(acme, acme.lead, "background", acme.lead.pk, former_teams="x" * 121).status_code == 400


def test_the_candidates_page_leads_to_both(acme: World) -> None:
    page = read(acme, acme.lead, "candidate", acme.candidate.pk)
    assert "Declare a conflict" in page
    assert "Background" not in page
    assert "Background" in read(acme, acme.coordinator, "candidate", acme.candidate.pk)


def test_coordinators_are_told_on_their_first_page_and_others_are_not(acme: World) -> None:
    send(acme, acme.lead, "conflict_declare", acme.candidate.pk, reason="Friends.")
    assert "1 seat emptied by a conflict" in read(acme, acme.coordinator, "my_work")
    assert "emptied by a conflict" not in read(acme, acme.second, "my_work")
