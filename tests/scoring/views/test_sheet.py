"""What is fetched into the sheet and changed on it, with script and without."""

import json
import uuid
from typing import Any

import pytest
from django.urls import reverse

from accounts.ground.tenancy import organization_scope
from interviews.enums import SeatKind, SessionState
from interviews.models import HintGiven, PlannedQuestion
from questionbank.models import AnswerView, QuestionRevision
from tests.cast import World, make_member, make_seat, sign_in
from tests.interviews.helpers import live
from tests.scoring.sheets import hand_in

HTMX = {"HX-Request": "true"}
ANSWER = "Model answer to: How does a bounded queue"


def running(world: World) -> PlannedQuestion:
    with organization_scope(world.organization):
        return live(world)


def url(world: World, name: str, planned: PlannedQuestion, *more: Any) -> str:
    return reverse(name, args=[world.slug, world.session.pk, planned.pk, *more])


def first(world: World) -> PlannedQuestion:
    with organization_scope(world.organization):
        return world.session.planned.earliest("position")


def views(world: World) -> int:
    with organization_scope(world.organization):
        return AnswerView.objects.count()


# --- the model answer --------------------------------------------------------------------------------------


def test_opening_the_sheet_reads_no_answer_and_notes_none(acme: World) -> None:
    html = sign_in(acme.lead).get(reverse("live", args=[acme.slug, acme.session.pk])).content.decode()
    assert ANSWER not in html
    assert url(acme, "live_answer", first(acme)) in html
    assert views(acme) == 0


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_an_answer_is_given_when_asked_for_and_that_is_noted(acme: World, headers: dict[str, str]) -> None:
    planned = first(acme)
    answer = sign_in(acme.second).get(url(acme, "live_answer", planned), headers=headers)
    assert ANSWER in answer.content.decode()
    assert ("<html" in answer.content.decode()) == (not headers)
    with organization_scope(acme.organization):
        seen = AnswerView.objects.get()
    assert (seen.member, seen.revision_id) == (acme.second, planned.revision_id)


def test_the_key_of_a_choice_question_comes_with_the_answer_only(acme: World) -> None:
    planned = first(acme)
    options = [{"text": "One", "correct": True, "feedback": "Because."}, {"text": "Two", "correct": False}]
    with organization_scope(acme.organization):
        question = acme.questions[2]
        revision = QuestionRevision.objects.create(
            organization=acme.organization,
            question=question,
            number=2,
            prompt="Which?",
            options=options,
            minutes=5,
        )
        PlannedQuestion.objects.filter(pk=planned.pk).update(revision=revision)
    client = sign_in(acme.lead)
    sheet = client.get(reverse("live", args=[acme.slug, acme.session.pk])).content.decode()
    assert "Two" in sheet and "Because." not in sheet
    assert "Because." in client.get(url(acme, "live_answer", planned), headers=HTMX).content.decode()


def test_no_answer_of_a_replaced_question_of_another_session_or_once_the_card_is_in(acme: World) -> None:
    planned = first(acme)
    client = sign_in(acme.lead)
    assert client.get(reverse("live_answer", args=[acme.slug, uuid.uuid4(), planned.pk])).status_code == 404
    with organization_scope(acme.organization):
        PlannedQuestion.objects.filter(pk=planned.pk).update(state="replaced")
    assert client.get(url(acme, "live_answer", planned)).status_code == 404
    with organization_scope(acme.organization):
        other = acme.session.planned.latest("position")
        PlannedQuestion.objects.filter(pk=planned.pk).update(state="planned")
    hand_in(acme.lead, acme.session)
    assert client.get(url(acme, "live_answer", other)).status_code == 404
    assert views(acme) == 0


# --- facts -------------------------------------------------------------------------------------------------


def test_the_facts_say_what_became_of_each_question_and_nothing_of_a_card(acme: World) -> None:
    planned = running(acme)
    with organization_scope(acme.organization):
        PlannedQuestion.objects.filter(pk=planned.pk).update(state="skipped", reason="no time")
        acme.second_card.notes = "secret"
        acme.second_card.save()
    answer = sign_in(acme.lead).get(reverse("live_facts", args=[acme.slug, acme.session.pk]))
    found = answer.json()["questions"][str(planned.pk)]
    assert found == {"mark": "skipped", "reason": "no time", "asked_at": "", "hints": {}, "marks": 0}
    assert "1 skipped" in answer.json()["fidelity"]
    assert "secret" not in answer.content.decode()
    assert answer["Cache-Control"].find("no-store") >= 0


def test_a_hint_is_given_and_taken_back_by_a_button_without_script(acme: World) -> None:
    planned = running(acme)
    with organization_scope(acme.organization):
        revision = QuestionRevision.objects.create(
            organization=acme.organization,
            question=acme.questions[2],
            number=2,
            prompt="Which?",
            hints=["Think of memory."],
            minutes=5,
        )
        PlannedQuestion.objects.filter(pk=planned.pk).update(revision=revision)
    client = sign_in(acme.lead)
    answer = client.post(url(acme, "live_hint", planned, 1), {"hint": "given"}, follow=True)
    assert answer.redirect_chain[-1][0].endswith(f"#question-{planned.pk}")
    assert "minute 1" in answer.content.decode()
    with organization_scope(acme.organization):
        assert HintGiven.objects.get().given_by == acme.lead
    client.post(url(acme, "live_hint", planned, 1), {"hint": ""})
    with organization_scope(acme.organization):
        assert not HintGiven.objects.exists()
    answer = client.post(url(acme, "live_hint", planned, 9), {"hint": "given"}, follow=True)
    assert "there is no hint 9" in answer.content.decode()


# --- another question, another place ----------------------------------------------------------------------


def test_replacing_offers_the_alternatives_and_answers_with_the_changed_parts(acme: World) -> None:
    planned = running(acme)
    client = sign_in(acme.lead)
    offers = client.get(url(acme, "live_replace", planned), headers=HTMX).content.decode()
    assert "What makes a consumer idempotent?" in offers and "<html" not in offers
    body = {"question": str(acme.questions[2].pk)}
    refused = client.post(url(acme, "live_replace", planned), body, headers=HTMX)
    assert refused.status_code == 422
    assert "a reason is needed" in refused.content.decode()
    answer = client.post(url(acme, "live_replace", planned), body | {"reason": "met it"}, headers=HTMX)
    told = json.loads(answer["HX-Trigger-After-Settle"])["plumbline:changed"]
    with organization_scope(acme.organization):
        new = PlannedQuestion.objects.get(replaces=planned)
    assert told["focus"] == str(new.pk)
    assert told["order"][:2] == [str(planned.pk), str(new.pk)]
    html = answer.content.decode()
    assert f'id="question-{new.pk}"' in html and f"outerHTML:#question-{planned.pk}" in html
    assert html.count(" of 2</span>") == 2  # the replaced one has no number any more


def test_the_rest_of_the_bank_is_searched_beside_what_keeps_the_rules(acme: World) -> None:
    planned = running(acme)
    page = sign_in(acme.lead).get(url(acme, "live_replace", planned) + "?q=worker", headers=HTMX)
    assert "Found for “worker”" in page.content.decode()
    assert "How do you size a worker pool?" in page.content.decode()


def test_without_script_replacing_is_a_page_that_leads_back_to_the_question(acme: World) -> None:
    planned = running(acme)
    client = sign_in(acme.lead)
    assert "<html" in client.get(url(acme, "live_replace", planned)).content.decode()
    body = {"question": str(acme.questions[2].pk), "reason": "met it"}
    answer = client.post(url(acme, "live_replace", planned), body)
    with organization_scope(acme.organization):
        new = PlannedQuestion.objects.get(replaces=planned)
    assert answer["Location"].endswith(f"/live/{acme.session.pk}/#question-{new.pk}")
    again = client.post(url(acme, "live_replace", planned), body)
    assert again.status_code == 400
    assert "stays in the record" in again.content.decode()


def test_moving_asks_for_a_reason_once_it_runs(acme: World) -> None:
    planned = first(acme)
    client = sign_in(acme.lead)
    client.post(url(acme, "live_move", planned), {"direction": "down"}, headers=HTMX)
    assert first(acme) != planned  # before it begins no reason is asked for
    running(acme)
    refused = client.post(url(acme, "live_move", planned), {"direction": "up"}, headers=HTMX)
    assert (refused.status_code, refused["X-Reason"]) == (409, "Say why, in a line.")
    body = {"direction": "up", f"move:{planned.pk}": "They brought it up."}
    answer = client.post(url(acme, "live_move", planned), body, headers=HTMX)
    assert json.loads(answer["HX-Trigger-After-Settle"])["plumbline:changed"]["order"][0] == str(planned.pk)
    assert first(acme) == planned


def test_moving_without_script_keeps_what_was_typed(acme: World) -> None:
    planned = running(acme)
    body = {"form": str(uuid.uuid4()), "base": "0", "notes": "typed", "direction": "down"}
    body[f"move:{planned.pk}"] = "Later."
    answer = sign_in(acme.lead).post(url(acme, "live_move", planned), body)
    assert answer["Location"].endswith(f"#question-{planned.pk}")
    assert first(acme) != planned
    acme.lead_card.refresh_from_db()
    assert acme.lead_card.notes == "typed"


def test_only_the_lead_changes_questions_and_the_others_are_not_offered_it(acme: World) -> None:
    planned = running(acme)
    sheet = reverse("live", args=[acme.slug, acme.session.pk])
    assert "Change…" in sign_in(acme.lead).get(sheet).content.decode()
    client = sign_in(acme.second)
    assert "Change…" not in client.get(sheet).content.decode()
    assert client.get(url(acme, "live_replace", planned)).status_code == 403
    assert client.post(url(acme, "live_move", planned), {"direction": "down"}).status_code == 403


def test_a_shadow_is_offered_no_marks_and_no_hints(acme: World) -> None:
    with organization_scope(acme.organization):
        shadow = make_member(acme.organization, "Shay Shadow")
        make_seat(acme.session, shadow, SeatKind.SHADOW)
    running(acme)
    html = sign_in(shadow).get(reverse("live", args=[acme.slug, acme.session.pk])).content.decode()
    assert "data-mark-as" not in html and "Change…" not in html
    assert 'name="notes"' in html


def test_after_the_end_the_order_stands(acme: World) -> None:
    running(acme)
    with organization_scope(acme.organization):
        acme.session.refresh_from_db()
        acme.session.state = SessionState.AWAITING
        acme.session.save()
    html = sign_in(acme.lead).get(reverse("live", args=[acme.slug, acme.session.pk])).content.decode()
    assert "Change…" not in html
    assert "data-mark-as" in html


def test_the_submitted_card_says_what_became_of_the_plan(acme: World) -> None:
    hand_in(acme.lead, acme.session)
    html = sign_in(acme.lead).get(reverse("live", args=[acme.slug, acme.session.pk])).content.decode()
    assert "The plan, as delivered" in html
    assert "planned questions asked as planned (100%)" in html
