"""The ledger of a question and the report of a leak, without script."""

from django.urls import reverse

from accounts.ground.tenancy import organization_scope
from interviews.actions.mark_question import mark_question
from questionbank.enums import State
from questionbank.models import LeakReport, Question
from tests.cast import World, make_question, sign_in
from tests.interviews.helpers import in_scope, live


def address(world: World, name: str) -> str:
    return reverse(name, args=[world.slug, world.questions[0].pk])


def page(world: World, part: str, name: str, query: str = "") -> str:
    return sign_in(getattr(world, part)).get(address(world, name) + query).content.decode()


def test_the_ledger_names_candidates_by_pseudonym_to_who_may_see_the_loop(acme: World) -> None:
    with in_scope(acme):
        mark_question(actor=acme.lead, planned_id=live(acme).pk, state="asked")

    seeing, blind = page(acme, "committee", "question_exposure"), page(acme, "curator", "question_exposure")

    assert "C-0001" in seeing
    assert "Queues in depth" in seeing
    assert "C-0001" not in blind
    assert "Queues in depth" not in blind
    assert "a loop you do not see" in blind
    assert "Robin" not in seeing + blind


def test_a_filter_that_finds_nothing_says_so_and_nonsense_is_no_filter(acme: World) -> None:
    assert "Nothing fits" in page(acme, "admin", "question_exposure", "?what=asked")
    assert "Planned" in page(acme, "admin", "question_exposure", "?what=eaten&member=x")


def test_nobody_met_a_new_question_yet(acme: World) -> None:
    with organization_scope(acme.organization):
        new = make_question(acme.organization, "New?", state=State.DRAFT)

    url = reverse("question_exposure", args=[acme.slug, new.pk])

    assert "Nobody met it yet" in sign_in(acme.lead).get(url).content.decode()


def test_the_report_shows_what_it_would_do_and_does_it(acme: World) -> None:
    before = page(acme, "admin", "question_leak")
    assert "1 session not begun holds it" in before
    assert "Queues in depth" in before
    hidden = page(acme, "curator", "question_leak")
    assert "1 in loops that you do not see" in hidden
    assert "Queues in depth" not in hidden

    answer = sign_in(acme.curator).post(
        address(acme, "question_leak"), {"where": "A forum, found by Cleo"}, follow=True
    )

    html = answer.content.decode()
    assert "replaced in 1 session; whoever planned or leads them is told" in html
    assert "A forum, found by Cleo" in html
    told = sign_in(acme.lead).get(reverse("my_work", args=[acme.slug])).content.decode()
    assert "A question was found in public" in told
    assert (
        "A question was found in public"
        not in sign_in(acme.second).get(reverse("my_work", args=[acme.slug])).content.decode()
    )
    loop = sign_in(acme.second).get(reverse("loop", args=[acme.slug, acme.loop.pk])).content.decode()
    assert "A question was found in public" in loop


def test_a_report_without_a_place_changes_nothing(acme: World) -> None:
    answer = sign_in(acme.curator).post(address(acme, "question_leak"), {"where": ""})

    assert answer.status_code == 400
    with in_scope(acme):
        assert not LeakReport.objects.exists()


def test_a_second_report_is_a_conflict_in_words(acme: World) -> None:
    client = sign_in(acme.curator)

    first, second = (client.post(address(acme, "question_leak"), {"where": "A forum"}) for _ in range(2))

    assert (first.status_code, second.status_code) == (302, 409)
    assert "It is reported already" in second.content.decode()


def test_a_loop_says_of_a_planned_question_that_it_is_out_of_use_by_now(acme: World) -> None:
    with in_scope(acme):
        Question.objects.filter(pk=acme.questions[0].pk).update(state=State.RETIRED)

    html = sign_in(acme.coordinator).get(reverse("loop", args=[acme.slug, acme.loop.pk])).content.decode()

    assert "In the bank: Retired" in html
