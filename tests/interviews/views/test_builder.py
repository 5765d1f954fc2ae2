"""The page on which a loop is built, and what hangs on it, without script."""

import re

import pytest
from django.urls import reverse

from interviews.actions.ban_question import ban_question
from interviews.actions.pin_question import pin_question
from interviews.actions.relax_loop import relax_loop
from interviews.actions.remove_question import remove_question
from interviews.models import Ban, Session
from tests.cast import make_question, sign_in
from tests.interviews.helpers import in_scope, planned


def _url(world, name, *ids):
    return reverse(name, args=[world.slug, *ids])


def _page(world, member=None, loop=None):
    client = sign_in(member or world.coordinator)
    return client.get(_url(world, "loop", (loop or world.loop).pk)).content.decode()


def _post(world, name, pk, member=None, **fields):
    client = sign_in(member or world.coordinator)
    return client.post(_url(world, name, pk), fields, follow=True).content.decode()


def _order(world):
    with in_scope(world):
        rows = world.session.planned.exclude(state="replaced").select_related("revision__question")
        return [world.questions.index(row.revision.question) for row in rows]


@pytest.fixture
def first(acme):
    with in_scope(acme):
        return acme.session.planned.first()


def test_a_question_is_pinned_and_loosened(acme, first):
    assert "Pinned" in _post(acme, "question_pin", first.pk, pinned="yes", seen=0)
    assert "Pinned" not in _post(acme, "question_pin", first.pk, pinned="no", seen=1).split("Undo")[1]
    with in_scope(acme):
        first.refresh_from_db()
        assert not first.pinned


def test_not_this_one_puts_another_in_its_place_and_may_be_lifted(acme, first):
    page = _post(acme, "question_ban", first.pk, seen=0)

    assert "Another stands in its place." in page
    assert "Not asked in this loop" in page
    client = sign_in(acme.coordinator)
    lifted = client.post(_url(acme, "loop_lift_ban", acme.loop.pk, acme.questions[0].pk), follow=True)
    assert "The question may be asked again." in lifted.content.decode()
    with in_scope(acme):
        assert not Ban.objects.exists()


def test_a_change_is_taken_back_and_done_again_by_button(acme, first):
    page = _post(acme, "question_remove", first.pk)
    assert "Take back: Removed a question from Queues in depth" in page

    page = _post(acme, "loop_undo", acme.loop.pk, number=1)
    assert "Took back: Removed a question from Queues in depth." in page
    assert _order(acme) == [0, 1]
    page = _post(acme, "loop_undo", acme.loop.pk, number=2)
    assert "Did again: Removed a question" in page
    assert _order(acme) == [1]


def test_the_history_says_who_did_what_and_takes_it_back(acme, first):
    empty = sign_in(acme.lead).get(_url(acme, "loop_history", acme.loop.pk)).content.decode()
    assert "Nothing was changed yet" in empty
    _post(acme, "question_remove", first.pk)
    _post(acme, "loop_undo", acme.loop.pk)

    page = sign_in(acme.coordinator).get(_url(acme, "loop_history", acme.loop.pk)).content.decode()

    assert "Cory Coordinator" in page
    assert "Taken back" in page
    assert "Do it again" in page
    reader = sign_in(acme.lead).get(_url(acme, "loop_history", acme.loop.pk)).content.decode()
    assert "Do it again" not in reader


def test_a_question_goes_to_another_interview_by_button(acme, first):
    with in_scope(acme):
        other = Session.objects.create(
            organization=acme.organization, loop=acme.loop, position=1, title="Beside", minutes=30
        )
    assert "To Beside" in _page(acme)

    _post(acme, "question_move", first.pk, session=other.pk, seen=0)

    with in_scope(acme):
        assert other.planned.get().pk == first.pk


def test_what_makes_no_sense_moves_nothing(acme, first):
    assert "This is no place in the loop" in _post(acme, "question_move", first.pk, place="left")
    assert "There is no such direction" in _post(acme, "question_move", first.pk)
    assert _order(acme) == [0, 1]


def test_a_button_on_an_old_page_changes_nothing_and_says_what_happened(acme, first):
    _post(acme, "question_move", first.pk, member=acme.lead, direction="down", seen=0)

    page = _post(acme, "question_remove", first.pk, seen=0)

    assert "Lea Lead has just changed this loop: Moved a question down in Queues in depth." in page
    assert _order(acme) == [1, 0]


def test_what_was_typed_on_an_old_page_is_kept(acme, first):
    _post(acme, "question_move", first.pk, member=acme.lead, direction="down", seen=0)
    client = sign_in(acme.coordinator)
    typed = {"question": acme.questions[2].pk, "reason": "Too easy for them", "seen": 0}

    answer = client.post(_url(acme, "question_replace", first.pk), typed)

    page = answer.content.decode()
    assert answer.status_code == 400
    assert "Lea Lead has just changed this loop" in page
    assert 'value="Too easy for them"' in page
    assert 'name="seen" value="1"' in page
    again = typed | {"seen": 1}
    assert client.post(_url(acme, "question_replace", first.pk), again).status_code == 302


def test_news_are_of_others_and_nothing_is_nothing(acme, first):
    client, address = sign_in(acme.coordinator), _url(acme, "loop_news", acme.loop.pk)
    assert client.get(address, {"seen": 0, "told": 0}).status_code == 204
    _post(acme, "question_move", first.pk, member=acme.lead, direction="down")

    news = client.get(address, {"seen": 0, "told": 0})

    assert "<strong>Lea Lead</strong> has changed this loop: Moved a question down" in news.content.decode()
    assert client.get(address, {"seen": 0, "told": 1}).status_code == 204
    own = sign_in(acme.lead).get(address, {"seen": 0}).content.decode()
    assert "In another window you did this" in own


def test_asking_for_news_costs_one_query_beside_knowing_who_asks(acme, django_assert_num_queries):
    client, address = sign_in(acme.coordinator), _url(acme, "loop_news", acme.loop.pk)

    with django_assert_num_queries(3):
        assert client.get(address, {"seen": 0, "told": 0}).status_code == 204


def test_any_question_of_the_bank_is_found_and_one_that_breaks_a_rule_needs_a_reason(acme):
    with in_scope(acme):
        long = make_question(
            acme.organization, "Design a ledger, slowly", level=acme.level, topic=acme.topic, minutes=40
        )
    client, address = sign_in(acme.coordinator), _url(acme, "question_add", acme.session.pk)
    page = client.get(address, {"q": "ledger"}).content.decode()
    assert "Design a ledger, slowly" in page
    assert "It takes 40 minutes, 25 are free." in page

    refused = client.post(f"{address}?q=ledger", {"question": long.pk})
    assert (refused.status_code, "25 are free" in refused.content.decode()) == (400, True)
    client.post(f"{address}?q=ledger", {"question": long.pk, "override": "The team asks for it."})

    assert "Wanted nevertheless: The team asks for it." in _page(acme)


def test_what_is_in_the_loop_already_is_found_but_cannot_be_chosen(acme):
    client, address = sign_in(acme.coordinator), _url(acme, "question_add", acme.session.pk)

    page = client.get(address, {"q": "bounded queue"}).content.decode()

    assert re.search(rf'value="{acme.questions[0].pk}"[^>]* disabled', page)
    assert "It is in this loop already." in page


def test_a_search_that_finds_nothing_says_so(acme):
    client, address = sign_in(acme.coordinator), _url(acme, "question_add", acme.session.pk)

    assert "The bank has nothing by these words" in client.get(address, {"q": "zebra"}).content.decode()


def test_a_proposal_is_shown_before_it_is_taken(acme):
    with in_scope(acme):
        loop = planned(acme, seed=1)
        remove_question(actor=acme.coordinator, planned_id=loop.sessions.get().planned.first().pk)
    client, address = sign_in(acme.coordinator), _url(acme, "loop_proposal", loop.pk)
    page = client.get(address).content.decode()
    assert "No better loop exists under the rules" in page
    assert "New" in page
    sealed = re.search(r'name="proposal" value="([^"]+)"', page)[1]

    stale = client.post(address, {"proposal": sealed, "seen": 0}, follow=True).content.decode()
    assert "Removed a question" in stale
    done = client.post(address, {"proposal": sealed, "seen": 1}, follow=True).content.decode()

    assert "The loop is put together anew." in done
    assert "No better loop exists under the rules" in done


def test_weights_are_kept_and_wrong_ones_are_shown_again(acme):
    client, address = sign_in(acme.coordinator), _url(acme, "loop_weights", acme.loop.pk)
    weights = {"information": 1, "coverage": 2, "freshness": 3, "priority": 0, "variety": 1}

    wrong = client.post(address, weights | {"coverage": 11})
    assert (wrong.status_code, 'value="11"' in wrong.content.decode()) == (400, True)
    assert client.post(address, weights).status_code == 302
    with in_scope(acme):
        acme.loop.refresh_from_db()
        assert acme.loop.weights["freshness"] == 3.0
    stale = client.post(address, weights | {"freshness": 7, "seen": 0}).content.decode()
    assert "Changed what counts how much" in stale
    assert 'value="7"' in stale
    client.post(address, {"reset": "1"})
    with in_scope(acme):
        acme.loop.refresh_from_db()
        assert acme.loop.weights == {}


def test_a_rule_is_given_up_and_held_to_again_by_button(acme):
    client = sign_in(acme.coordinator)
    sent = {"relaxation": '{"kind": "pilots", "told": "Two pilot questions in a session.", "to": 2}'}

    client.post(_url(acme, "loop_relax", acme.loop.pk), sent)
    assert "Two pilot questions in a session." in _page(acme)
    client.post(_url(acme, "loop_tighten", acme.loop.pk), {"place": "0", "seen": "1"})
    assert "Rules given up" not in _page(acme)
    damaged = client.post(_url(acme, "loop_relax", acme.loop.pk), {"relaxation": "{"}, follow=True)
    assert "This is no rule of a loop." in damaged.content.decode()


def test_what_is_missing_stands_in_words_until_the_rule_is_given_up(acme):
    with in_scope(acme):
        loop = planned(acme, seed=1)
        for row in loop.sessions.get().planned.all():
            remove_question(actor=acme.coordinator, planned_id=row.pk)
    assert "Queues interview: Queues: 0 of 1" in _page(acme, loop=loop)

    rule = {"kind": "minimum", "told": "None.", "session": 0, "topic": str(acme.topic.pk), "to": 0}
    with in_scope(acme):
        relax_loop(actor=acme.coordinator, loop_id=loop.pk, relaxation=rule)

    assert "0 of 1" not in _page(acme, loop=loop)


def test_who_only_reads_gets_no_buttons(acme, first):
    with in_scope(acme):
        pin_question(actor=acme.coordinator, planned_id=first.pk)
        ban_question(actor=acme.coordinator, planned_id=acme.session.planned.last().pk)

    page = _page(acme, acme.committee)

    assert "Pinned" in page
    for word in ("Replace<", "Undo", "Propose again", "Lift the ban", "Add a question"):
        assert word not in page


def test_how_hard_the_loop_is_beside_the_others_of_its_opening(acme):
    with in_scope(acme):
        loop = planned(acme, seed=1)
    client = sign_in(acme.coordinator)
    alone = client.get(_url(acme, "loop_form", loop.pk)).content.decode()
    assert "the first loop of its opening" in alone
    with in_scope(acme):
        planned(acme, seed=2, candidate_name="Sky South")

    assert "(1 loop)" in client.get(_url(acme, "loop_form", loop.pk)).content.decode()
    assert client.get(_url(acme, "loop_form", acme.loop.pk)).content.decode().strip() == ""
