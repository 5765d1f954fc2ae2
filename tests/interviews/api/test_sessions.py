"""A session over the API: time, people, questions, start and end."""

from django.urls import reverse

from interviews.models import PlannedQuestion, Seat
from tests.cast import make_member, sign_in
from tests.interviews.helpers import in_scope


def _call(actor, world, method, name, *ids, code=200, **body):
    address = reverse(name, args=[world.slug, *ids])
    answer = getattr(sign_in(actor), method)(address, body, content_type="application/json")
    assert answer.status_code == code, answer.content
    return answer.json() if answer.content else None


def test_a_session_gets_its_time_and_loses_it(acme):
    call = (acme.coordinator, acme, "post", "api_session_time", acme.session.pk)
    assert _call(*call, at="2027-03-01T10:30:00+01:00")["scheduled_at"] == "2027-03-01T09:30:00Z"
    assert _call(*call, at=None)["scheduled_at"] is None
    error = _call(*call, at="soon", code=400)["error"]
    assert error["code"] == "invalid"
    assert "at" in error["fields"]


def test_people_are_seated_and_unseated(acme):
    colleague = make_member(acme.organization, "Cem Colleague", "interviewer")
    seats = (acme.coordinator, acme, "post", "api_session_seats", acme.session.pk)
    made = _call(*seats, code=201, member=str(colleague.pk), kind="shadow")
    assert (made["name"], made["kind"]) == ("Cem Colleague", "shadow")
    _call(acme.coordinator, acme, "delete", "api_seat", made["id"], code=204)
    with in_scope(acme):
        assert not Seat.objects.filter(member=colleague).exists()


def test_a_stranger_is_not_seated(acme, zenith):
    _call(
        acme.coordinator,
        acme,
        "post",
        "api_session_seats",
        acme.session.pk,
        code=404,
        member=str(zenith.lead.pk),
    )


def test_one_declines_ones_own_seat_only(acme):
    colleague = make_member(acme.organization, "Cem Colleague", "interviewer")
    seat = _call(
        acme.coordinator,
        acme,
        "post",
        "api_session_seats",
        acme.session.pk,
        code=201,
        member=str(colleague.pk),
        kind="shadow",
    )
    _call(acme.second, acme, "post", "api_seat_decline", seat["id"], code=403)
    _call(colleague, acme, "post", "api_seat_decline", seat["id"], reason="Away that day.")


def test_questions_are_added_moved_and_taken_out_before_the_session_begins(acme):
    third = acme.questions[2]
    made = _call(
        acme.coordinator,
        acme,
        "post",
        "api_session_questions",
        acme.session.pk,
        code=201,
        question=str(third.pk),
    )
    _call(acme.coordinator, acme, "post", "api_question_move", made["id"], direction="up")
    with in_scope(acme):
        rows = PlannedQuestion.objects.filter(session=acme.session)
        order = list(rows.values_list("revision__question", flat=True))
    assert order == [acme.questions[0].pk, third.pk, acme.questions[1].pk]
    _call(acme.coordinator, acme, "delete", "api_planned", made["id"], code=204)


def test_a_question_moves_in_a_running_interview_with_a_reason(acme):
    with in_scope(acme):
        first, second = acme.session.planned.values_list("pk", flat=True)
    call = (acme.lead, acme, "post", "api_question_move", second)
    _call(acme.lead, acme, "post", "api_session_start", acme.session.pk)
    assert "has begun" in _call(*call, code=409, direction="up")["error"]["detail"]
    _call(*call, direction="up", reason="They brought it up.")
    with in_scope(acme):
        assert list(acme.session.planned.values_list("pk", flat=True)) == [second, first]


def test_a_seated_person_starts_and_ends_the_session(acme):
    assert _call(acme.lead, acme, "post", "api_session_start", acme.session.pk)["state"] == "live"
    assert _call(acme.lead, acme, "post", "api_session_end", acme.session.pk)["state"] == "awaiting"
    error = _call(acme.coordinator, acme, "post", "api_session_start", acme.session.pk, code=403)["error"]
    assert error["detail"]
