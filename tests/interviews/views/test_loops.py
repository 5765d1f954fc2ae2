import uuid

import pytest
from django.urls import reverse

from interviews.models import Exposure, Loop, PlannedQuestion, Seat
from tests.cast import sign_in
from tests.interviews.helpers import in_scope, live, proposed


def _url(world, name, *ids):
    return reverse(name, args=[world.slug, *ids])


def _quick(world, **fields):
    return {"level": world.level.pk, "topics": [world.topic.pk], "minutes": 20, "once": uuid.uuid4()} | fields


def _last(world):
    with in_scope(world):
        return Loop.objects.order_by("-created_at").first()


def test_from_one_page_with_one_button_into_the_interview(acme):
    client = sign_in(acme.lead)

    answer = client.post(_url(acme, "loop_quick"), _quick(acme, candidate_name="Toni Test", start="1"))

    loop = _last(acme)
    with in_scope(acme):
        session = loop.sessions.get()
        assert (session.state, session.seats.get().member) == ("live", acme.lead)
    assert answer.status_code == 302
    assert str(session.pk) in answer.url


def test_just_build_shows_the_loop(acme):
    client = sign_in(acme.lead)

    answer = client.post(_url(acme, "loop_quick"), _quick(acme, build="1"), follow=True)

    text = answer.content.decode()
    assert "Senior: Queues" in text
    assert "A proposal" in text
    assert "Needed for Queues 1 of 1" in text


def test_a_form_sent_twice_makes_one_loop(acme):
    client = sign_in(acme.lead)
    sent = _quick(acme, candidate_name="Toni Test", start="1")

    answers = [client.post(_url(acme, "loop_quick"), sent) for _ in range(2)]

    assert answers[0].url == answers[1].url
    with in_scope(acme):
        assert Loop.objects.count() == 2


def test_what_is_wrong_is_said_and_what_was_typed_is_kept(acme):
    client = sign_in(acme.lead)

    answer = client.post(
        _url(acme, "loop_quick"), {"level": acme.level.pk, "minutes": 33, "candidate_name": "Toni <Test>"}
    )

    text = answer.content.decode()
    assert answer.status_code == 400
    assert "Choose at least one topic." in text
    assert 'value="33"' in text
    assert "Toni &lt;Test&gt;" in text


def test_to_start_somebody_must_be_named(acme):
    answer = sign_in(acme.lead).post(_url(acme, "loop_quick"), _quick(acme, start="1"))

    assert answer.status_code == 400
    assert "Name the candidate to start the interview." in answer.content.decode()


@pytest.mark.parametrize("field", ["level", "topics"])
def test_levels_and_topics_of_another_organisation_are_no_choice(acme, zenith, field):
    theirs = {"level": zenith.level.pk, "topics": [zenith.topic.pk]}

    answer = sign_in(acme.lead).post(_url(acme, "loop_quick"), _quick(acme, **{field: theirs[field]}))

    assert answer.status_code == 400
    with in_scope(acme):
        assert Loop.objects.count() == 1


def test_the_list_shows_ones_own_loops_and_to_coordinators_all(acme, zenith):
    with in_scope(acme):
        mine = proposed(acme, candidate_name="Toni Test")
    lead = sign_in(acme.lead).get(_url(acme, "loop_list")).content.decode()
    second = sign_in(acme.second).get(_url(acme, "loop_list")).content.decode()
    coordinator = sign_in(acme.coordinator).get(_url(acme, "loop_list")).content.decode()

    assert str(mine.pk) in lead
    assert str(acme.loop.pk) in lead
    assert str(mine.pk) not in second
    assert str(acme.loop.pk) in second
    assert str(mine.pk) in coordinator
    assert str(zenith.loop.pk) not in coordinator


def test_the_list_is_narrowed_by_opening_and_state(acme):
    with in_scope(acme):
        quick = proposed(acme)
    client = sign_in(acme.coordinator)

    at_opening = client.get(_url(acme, "loop_list"), {"opening": acme.opening.pk}).content.decode()
    proposals = client.get(_url(acme, "loop_list"), {"state": "proposed"}).content.decode()

    assert str(acme.loop.pk) in at_opening
    assert str(quick.pk) not in at_opening
    assert str(acme.loop.pk) not in proposals
    assert str(quick.pk) in proposals
    assert "No loop matches" in client.get(_url(acme, "loop_list"), {"state": "decided"}).content.decode()


def test_an_empty_list_says_what_to_do_next(acme):
    with in_scope(acme):
        Seat.objects.filter(member=acme.second).update(state="declined")

    text = sign_in(acme.second).get(_url(acme, "loop_list")).content.decode()

    assert "No loops yet" in text
    assert _url(acme, "loop_quick") in text


def test_names_show_to_who_may_know_them_and_the_committee_sees_the_pseudonym(acme):
    pages = ["loop_list", "candidate_list"]
    for part, knows in {"coordinator": True, "lead": True, "committee": False}.items():
        client = sign_in(getattr(acme, part))
        texts = [client.get(_url(acme, name)).content.decode() for name in pages]
        texts.append(client.get(_url(acme, "loop", acme.loop.pk)).content.decode())
        texts.append(client.get(_url(acme, "candidate", acme.candidate.pk)).content.decode())
        for text in texts:
            assert "C-0001" in text
            assert ("Robin Acme" in text) is knows, part


def test_the_loop_shows_questions_minutes_people_and_coverage(acme):
    text = sign_in(acme.coordinator).get(_url(acme, "loop", acme.loop.pk)).content.decode()

    assert "How does a bounded queue protect a service?" in text
    assert "20 of 45 minutes, 25 free" in text
    assert "Lea Lead" in text
    assert "2 · 20 min" in text


def test_a_prompt_with_markup_in_it_is_only_text(acme):
    from tests.cast import make_loop, make_question

    with in_scope(acme):
        bad = make_question(
            acme.organization, "<script>alert(1)</script>", level=acme.level, topic=acme.topic
        )
        loop = make_loop(acme, acme.candidate, questions=[bad], title="<b>Loop</b>")

    text = sign_in(acme.coordinator).get(_url(acme, "loop", loop.pk)).content.decode()

    assert "<script>alert" not in text
    assert "<b>Loop" not in text
    assert "&lt;script&gt;alert(1)" in text


def test_from_an_opening_with_people(acme):
    client = sign_in(acme.coordinator)
    address = f"{_url(acme, 'loop_new')}?opening={acme.opening.pk}"
    assert "Queues interview" in client.get(address).content.decode()

    sent = {"candidate_name": "Toni Test", "seat_0_lead": acme.lead.pk, "seat_0_second": acme.second.pk}
    answer = client.post(address, sent, follow=True)

    assert "The loop is planned" in answer.content.decode()
    with in_scope(acme):
        assert Seat.objects.filter(session__loop=_last(acme)).count() == 2


@pytest.mark.parametrize("field", ["candidate", "seat_0_lead"])
def test_people_of_another_organisation_are_no_choice(acme, zenith, field):
    theirs = {"candidate": zenith.candidate.pk, "seat_0_lead": zenith.lead.pk}
    address = f"{_url(acme, 'loop_new')}?opening={acme.opening.pk}"

    answer = sign_in(acme.coordinator).post(address, {"candidate_name": "Toni", field: theirs[field]})

    assert answer.status_code == 400
    with in_scope(acme):
        assert Loop.objects.count() == 1


def test_an_opening_of_another_organisation_does_not_exist(acme, zenith):
    address = f"{_url(acme, 'loop_new')}?opening={zenith.opening.pk}"

    assert sign_in(acme.coordinator).get(address).status_code == 404


def test_a_question_is_replaced_out_of_ranked_alternatives(acme):
    client = sign_in(acme.lead)
    with in_scope(acme):
        old = acme.session.planned.first()
    address = _url(acme, "question_replace", old.pk)
    page = client.get(address).content.decode()
    assert "What makes a consumer idempotent?" in page
    assert "Same topic, same difficulty, never asked before." in page
    assert "When would you choose at-least-once delivery?" not in page

    client.post(address, {"question": acme.questions[2].pk, "reason": "Too easy"})

    with in_scope(acme):
        old.refresh_from_db()
        assert old.replaced_by.revision == acme.questions[2].current


def test_in_the_middle_of_an_interview_one_comes_back_to_its_sheet(acme):
    with in_scope(acme):
        old = live(acme)
    sent = {"question": acme.questions[2].pk, "reason": "Knew it"}

    answer = sign_in(acme.lead).post(_url(acme, "question_replace", old.pk), sent)

    assert answer.url == _url(acme, "live", acme.session.pk)


def test_a_choice_that_breaks_a_rule_is_shown_again_with_the_rule(acme):
    with in_scope(acme):
        old = acme.session.planned.first()

    answer = sign_in(acme.lead).post(
        _url(acme, "question_replace", old.pk), {"question": acme.questions[1].pk, "reason": "Typed"}
    )

    assert answer.status_code == 400
    assert "in this loop already" in answer.content.decode()
    assert "Typed" in answer.content.decode()


def test_adding_moving_and_removing(acme):
    client = sign_in(acme.coordinator)
    client.post(_url(acme, "question_add", acme.session.pk), {"question": acme.questions[2].pk})
    with in_scope(acme):
        first, _, third = acme.session.planned.all()

    client.post(_url(acme, "question_move", third.pk), {"direction": "up"})
    client.post(_url(acme, "question_remove", first.pk))

    with in_scope(acme):
        rows = acme.session.planned.exclude(state="replaced")
        assert [row.revision.question for row in rows] == [acme.questions[2], acme.questions[1]]


def test_when_nothing_fits_the_page_says_why(acme):
    with in_scope(acme):
        acme.session.minutes = 20
        acme.session.save()

    text = sign_in(acme.lead).get(_url(acme, "question_add", acme.session.pk)).content.decode()

    assert "Nothing else fits" in text
    assert "2 too long for the free minutes" in text


def test_a_proposal_gets_its_candidate_by_form(acme):
    with in_scope(acme):
        loop = proposed(acme)

    sign_in(acme.lead).post(
        _url(acme, "loop_candidate", loop.pk), {"candidate_name": "Toni Test", "start": "1"}
    )

    with in_scope(acme):
        loop.refresh_from_db()
        assert (loop.state, loop.sessions.get().state) == ("planned", "live")


def test_cancelling_frees_the_questions(acme):
    sign_in(acme.coordinator).post(_url(acme, "loop_cancel", acme.loop.pk))

    with in_scope(acme):
        assert set(Exposure.objects.values_list("state", flat=True)) == {"released"}
        assert PlannedQuestion.objects.count() == 2
