import pytest
from django.urls import reverse

from accounts.ground.tenancy import organization_scope
from questionbank.enums import PairDecision, State
from questionbank.models import DuplicatePair
from questionbank.scan_progress import tell_progress
from tests.cast import World, sign_in
from tests.questionbank.alike import EVICTION, EVICTION_AGAIN, TOMBSTONE, ask, pair_up


@pytest.fixture
def pair(acme: World) -> DuplicatePair:
    with organization_scope(acme.organization):
        live = ask(acme.organization, EVICTION, State.LIVE)
        return pair_up(live, ask(acme.organization, EVICTION_AGAIN, State.LIVE))


def address(world: World, name: str, *ids: object) -> str:
    return reverse(name, args=[world.slug, *ids])


def page(world: World, query: str = "", **headers: str) -> str:
    return sign_in(world.curator).get(address(world, "duplicates") + query, headers=headers).content.decode()


def test_a_pair_stands_side_by_side_with_what_differs_and_why(acme: World, pair: DuplicatePair) -> None:
    html = page(acme)

    assert "Both ask about “eviction”." in html
    assert html.count("<del>") >= 1
    assert html.count("<ins>") >= 1
    assert "likeness 0.80" in html
    assert 'data-key="v"' in html


def test_an_empty_list_says_what_to_do_next(acme: World) -> None:
    assert "No duplicates to decide" in page(acme)
    assert "No related pairs to decide" in page(acme, "?view=related")
    assert "Nothing here yet" in page(acme, "?view=merged")
    assert "No duplicates to decide" in page(acme, "?view=no-such-view&done=nonsense&page=77")


def test_a_decision_goes_on_with_the_list_and_can_be_taken_back(acme: World, pair: DuplicatePair) -> None:
    client = sign_in(acme.curator)

    said = client.post(address(acme, "duplicate_decide", pair.pk), {"decision": "variant"}, follow=True)

    html = said.content.decode()
    assert "Kept as variants" in html
    assert "No duplicates to decide" in html
    undo = address(acme, "duplicate_reopen", pair.pk)
    assert f'action="{undo}"' in html
    assert "Cleo Curator" in page(acme, "?view=variant")
    assert "the pair is open again" in client.post(undo, follow=True).content.decode()
    pair.refresh_from_db()
    assert pair.decision == PairDecision.OPEN


def test_the_same_question_is_merged_by_saying_which_one_stays(acme: World, pair: DuplicatePair) -> None:
    sign_in(acme.curator).post(
        address(acme, "duplicate_decide", pair.pk), {"decision": "same", "keep": str(pair.second_id)}
    )

    pair.first.refresh_from_db()
    assert pair.first.state == State.RETIRED


@pytest.mark.parametrize(
    "sent", [{}, {"decision": "perhaps"}, {"decision": "same"}, {"decision": "same", "keep": "not an id"}]
)
def test_what_makes_no_sense_is_refused_in_words(acme: World, pair: DuplicatePair, sent: dict) -> None:
    html = sign_in(acme.curator).post(address(acme, "duplicate_decide", pair.pk), sent, follow=True).content

    assert b"no such decision" in html or b"which of the two stays" in html
    pair.refresh_from_db()
    assert pair.decision == PairDecision.OPEN


def test_who_was_second_is_told(acme: World, pair: DuplicatePair) -> None:
    where = address(acme, "duplicate_decide", pair.pk)
    sign_in(acme.curator).post(where, {"decision": "variant"})

    html = sign_in(acme.admin).post(where, {"decision": "different"}, follow=True).content.decode()

    assert "Cleo Curator decided “variant” meanwhile" in html


def test_a_search_shows_how_far_it_is_and_its_end(acme: World) -> None:
    tell_progress(acme.organization.pk, "Reading the bank", questions=3000, total=9000)
    running = page(acme)
    assert 'max="9000"' in running
    assert 'hx-trigger="every 2s"' in running
    fragment = page(acme, **{"HX-Request": "true", "HX-Target": "scan"})
    assert "<html" not in fragment
    assert "Reading the bank" in fragment

    tell_progress(acme.organization.pk, "Done", questions=9000, total=9000, found=12, new=2)

    assert "compared 9000 questions and found 12 pairs, 2 of them new" in page(acme)
    client = sign_in(acme.curator)
    answer = client.get(address(acme, "duplicates"), headers={"HX-Request": "true", "HX-Target": "scan"})
    assert answer.headers["HX-Refresh"] == "true"


def test_a_search_that_runs_is_not_started_again(acme: World) -> None:
    tell_progress(acme.organization.pk, "Reading the bank")

    html = sign_in(acme.curator).post(address(acme, "duplicates_scan"), follow=True).content.decode()

    assert "running already" in html


def test_a_prompt_being_written_shows_what_it_looks_like(acme: World, pair: DuplicatePair) -> None:
    client = sign_in(acme.lead)
    where = address(acme, "question_alike")

    found = client.post(where, {"prompt": "Which eviction policies do caches have?"}).content.decode()

    assert "This looks like 2 questions of the bank" in found
    assert EVICTION[0] in found
    for prompt in ("", "x", TOMBSTONE[0], "a" * 30_000):
        assert client.post(where, {"prompt": prompt}).content.decode().strip() == ""


def test_the_form_asks_while_one_writes_and_says_it_after_saving_without_script(
    acme: World, pair: DuplicatePair
) -> None:
    client = sign_in(acme.curator)
    form = client.get(address(acme, "question_new"))
    assert address(acme, "question_alike") in form.content.decode()

    sent = {
        "key": form.context["form"].initial["key"],
        "prompt": "Which eviction policies do caches have?",
        "kind": "concept",
    }
    saved = client.post(address(acme, "question_new"), sent, follow=True).content.decode()

    assert "It seems to ask the same as" in saved
