import pytest
from django.test import Client
from django.urls import reverse

from accounts.ground.tenancy import organization_scope
from interviews.models import Exposure, PlannedQuestion
from questionbank.enums import Kind, State
from questionbank.models import Question, SavedSearch, Topic
from tests.cast import World, make_question, sign_in
from tests.questionbank.views.results import NEXT, PREVIOUS, counts, link, titles

POOL = "How do you size a worker pool?"
CONSUMER = "What makes a consumer idempotent?"


def address(world: World, name: str = "question_list", *ids: object) -> str:
    return reverse(name, args=[world.slug, *ids])


def page(client: Client, world: World, **query: object) -> str:
    answer = client.get(address(world), query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_narrows_by_topic_with_those_below_level_kind_and_state(acme: World) -> None:
    with organization_scope(acme.organization):
        below = Topic.objects.create(organization=acme.organization, name="Retries", parent=acme.topic)
        other = Topic.objects.create(organization=acme.organization, name="Caches")
        make_question(acme.organization, "Below?", topic=below)
        make_question(acme.organization, "Elsewhere?", topic=other, kind=Kind.CASE)
        make_question(acme.organization, "Asleep?", topic=other, state=State.RESTING)
    client = sign_in(acme.lead)

    def found(**query: object) -> set[str]:
        return set(titles(page(client, acme, **query)))

    ours = {str(question.current) for question in acme.questions}
    assert found(topic=acme.topic.pk) == ours | {"Below?"}
    assert found(topic=[below.pk, other.pk]) == {"Below?", "Elsewhere?", "Asleep?"}
    assert found(level=acme.level.pk) == ours
    assert found(level="none") == {"Below?", "Elsewhere?", "Asleep?"}
    assert found(kind="case") == {"Elsewhere?"}
    assert found(state=["resting", "live"], kind="concept") == ours | {"Below?", "Asleep?"}
    assert found(q="elsewhere") == {"Elsewhere?"}


def test_each_filter_says_how_many_it_gives_beside_the_others(acme: World) -> None:
    with organization_scope(acme.organization):
        below = Topic.objects.create(organization=acme.organization, name="Retries", parent=acme.topic)
        make_question(acme.organization, "Asleep?", topic=below, state=State.RESTING)

    shown = counts(page(sign_in(acme.lead), acme, state="resting"))

    assert shown["state"] == {
        **dict.fromkeys(State.values, "0"),
        "live": "4",
        "resting": "1",
    }
    assert shown["kind"]["concept"] == "1"
    assert shown["topic"] == {str(acme.topic.pk): "1", str(below.pk): "1", "none": "0"}
    assert shown["used"] == {"mine": "0", "never": "1"}


def test_hits_are_marked_in_prompt_and_answer_and_nothing_else_is_markup(acme: World) -> None:
    with organization_scope(acme.organization):
        make_question(acme.organization, "What is a `semaphore`?", answer="A counter of permits.")
        make_question(acme.organization, "How do you limit <i>work</i>?", answer="With a <b>semaphore</b>.")

    html = page(sign_in(acme.lead), acme, q="semaphores")

    assert titles(html) == ["What is a semaphore?", "How do you limit <i>work</i>?"]
    assert "<code><mark>semaphore</mark></code>" in html
    assert html.count("<mark>semaphore</mark>") == 2
    assert "<b>" not in html
    assert "<i>" not in html


@pytest.mark.parametrize(
    "text", ['"a bounded queue"', "bounded -worker", "'\"\\ -- !!", "& | ! <-> :*", "a" * 300]
)
def test_search_takes_whatever_is_typed(acme: World, text: str) -> None:
    page(sign_in(acme.lead), acme, q=text)


@pytest.mark.parametrize(
    "query", [{"q": "a" * 301}, {"q": "x" * 10_000}, {"q": "null\0byte"}, {"kind": "riddle"}]
)
def test_what_cannot_be_searched_for_finds_nothing_and_says_so(acme: World, query: dict[str, str]) -> None:
    html = page(sign_in(acme.lead), acme, **query)

    assert "No question matches" in html
    assert titles(html) == []


def test_a_phrase_an_alternative_and_an_exclusion_are_understood(acme: World) -> None:
    client = sign_in(acme.lead)

    assert titles(page(client, acme, q='"worker pool"')) == [POOL]
    assert titles(page(client, acme, q='"pool worker"')) == []
    assert set(titles(page(client, acme, q="worker or consumer"))) == {POOL, CONSUMER}
    assert titles(page(client, acme, q="consumer or worker -pool")) == [CONSUMER]


@pytest.mark.parametrize("query", ["?topic=junk", "?kind=riddle", "?level=1", "?state=gone", "?difficulty=9"])
def test_a_filter_that_does_not_exist_finds_nothing(acme: World, query: str) -> None:
    html = sign_in(acme.lead).get(address(acme) + query).content.decode()

    assert "No question matches" in html
    assert titles(html) == []


def test_a_topic_of_another_organisation_finds_nothing(acme: World, zenith: World) -> None:
    html = page(sign_in(acme.lead), acme, topic=zenith.topic.pk)

    assert "No question matches" in html
    assert "Zenith" not in html


def test_where_filters_leave_nothing_the_page_says_what_each_costs(acme: World) -> None:
    html = page(sign_in(acme.lead), acme, kind="case", state="live", q="worker")

    assert "Together the filters leave nothing" in html
    assert '<a href="?q=worker&amp;state=live">Any kind</a> <span class="muted">1 question</span>' in html
    assert "Any state" not in html  # would find nothing either


def test_htmx_gets_the_results_and_the_counts_alone(acme: World) -> None:
    answer = sign_in(acme.lead).get(address(acme), {"q": "pool"}, headers={"HX-Request": "true"})

    html = answer.content.decode()
    assert html.strip().startswith('<section id="results"')
    assert titles(html) == [POOL]
    assert counts(html)["kind"]["concept"] == "1"
    assert 'id="count-kind-concept" hx-swap-oob="true"' in html
    assert "HX-Request" in answer["Vary"]


def test_the_address_is_tidy_and_typing_on_is_one_step_of_the_history(acme: World) -> None:
    client = sign_in(acme.lead)

    def header(now: str, **query: str) -> tuple[str | None, str | None]:
        headers = {"HX-Request": "true", "HX-Current-URL": f"http://testserver{address(acme)}{now}"}
        answer = client.get(address(acme), query, headers=headers)
        return answer.get("HX-Push-Url"), answer.get("HX-Replace-Url")

    assert header("", q="pool", sort="") == (f"{address(acme)}?q=pool", None)
    assert header("?q=poo", q="pool", sort="") == (None, f"{address(acme)}?q=pool")
    assert header("?q=pool", q="pool", kind="case") == (f"{address(acme)}?q=pool&kind=case", None)
    assert header("?q=pool", q="", sort="") == (None, address(acme))


def test_pages_follow_each_other_and_keep_the_query(acme: World) -> None:
    with organization_scope(acme.organization):
        for number in range(40):
            make_question(acme.organization, f"Part {number} of the pool?")
    client = sign_in(acme.lead)

    first = page(client, acme, q="pool", kind="concept")
    after = link(first, NEXT)
    second = client.get(address(acme) + after).content.decode()
    again = client.get(address(acme) + link(second, PREVIOUS)).content.decode()

    assert "41 questions" in first
    assert after.startswith("?q=pool&kind=concept&after=")
    assert (len(titles(first)), len(titles(second))) == (30, 11)
    assert len({*titles(first), *titles(second)}) == 41
    assert titles(again) == titles(first)
    assert link(first, PREVIOUS) is None
    assert link(second, NEXT) is None


def test_a_place_that_is_none_is_the_first_page(acme: World) -> None:
    client = sign_in(acme.lead)

    assert titles(page(client, acme, after="junk")) == titles(page(client, acme))
    assert titles(page(client, acme, before="junk", page="9999")) == titles(page(client, acme))


def test_an_empty_bank_says_what_to_do_next(acme: World) -> None:
    with organization_scope(acme.organization):
        Exposure.objects.all().delete()
        PlannedQuestion.objects.all().delete()
        Question.objects.update(current=None)
        Question.objects.all().delete()

    curator = page(sign_in(acme.curator), acme)
    lead = page(sign_in(acme.lead), acme)

    assert "Load the starter bank" in curator
    assert address(acme, "starter_load") in curator
    assert address(acme, "starter_load") not in lead
    assert "You can propose a question" in lead


def test_a_search_is_kept_shown_and_removed(acme: World) -> None:
    lead, second = sign_in(acme.lead), sign_in(acme.second)
    sent = {"name": "Pools", "query": "q=pool&page=3&kind=concept&evil=1", "is_shared": "on"}

    answer = lead.post(address(acme, "search_save"), sent)

    assert answer.status_code == 302
    assert answer["Location"] == f"{address(acme)}?q=pool&kind=concept"
    with organization_scope(acme.organization):
        kept = SavedSearch.objects.get()
    assert f'<a href="{address(acme)}?q=pool&amp;kind=concept">Pools</a>' in page(second, acme)
    assert second.post(address(acme, "search_remove", kept.pk)).status_code == 403
    assert lead.post(address(acme, "search_remove", kept.pk)).status_code == 302
    page(lead, acme)  # says that it is removed
    assert "Pools" not in page(lead, acme)


def test_a_search_that_cannot_be_kept_says_why(acme: World) -> None:
    client = sign_in(acme.lead)

    for sent, words in (
        ({"name": "", "query": "q=a"}, "at most 80 characters"),
        ({"name": "Nothing", "query": ""}, "Search for something first"),
    ):
        html = client.post(address(acme, "search_save"), sent, follow=True).content.decode()
        assert words in html


def test_a_snippet_is_free_of_the_signs_of_markdown(acme: World) -> None:
    with organization_scope(acme.organization):
        make_question(acme.organization, "Rows?", answer="| a | **zebra** |\n|---|---|\n| `x` | y |")

    html = page(sign_in(acme.lead), acme, q="zebra")

    assert "<mark>zebra</mark>" in html
    assert "**" not in html.split('id="results"')[1]
    assert "---" not in html.split('id="results"')[1]


def test_another_spelling_is_offered_where_hardly_anything_is_found(acme: World) -> None:
    from questionbank.actions.refresh_words import refresh_words

    with organization_scope(acme.organization):
        refresh_words(actor=None, organization=acme.organization)

    html = page(sign_in(acme.lead), acme, q='consumr -"foo bar"', kind="concept")

    assert titles(html) == []
    assert '<a href="?q=consumer+-%22foo+bar%22&amp;kind=concept">consumer -&quot;foo bar&quot;</a>' in html
    assert "1 found" in html
