import itertools
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.ground.verdict import Denied
from questionbank.enums import Health, Kind, Order, State, Used
from questionbank.models import Level, Question, QuestionFlag, QuestionUse, Topic
from questionbank.queries import search as pages
from questionbank.queries.search import Found, find_questions
from questionbank.searching import START, STOP, Search, pieces
from tests.cast import World, make_question


def found(world: World, search: Search, **options: object) -> Found:
    return find_questions(world.lead, search, topics=list(Topic.objects.all()), **options)


def prompts(world: World, search: Search) -> list[str]:
    return [hit.question.current.prompt for hit in found(world, search, size=500).hits]


def every_page(world: World, search: Search, size: int) -> Iterator[Found]:
    page = found(world, search, size=size)
    yield page
    while page.after:
        page = found(world, search, size=size, after=page.after)
        yield page


def ids(page: Found) -> list[object]:
    return [hit.question.pk for hit in page.hits]


def test_a_prompt_counts_more_than_a_tag_than_an_answer_than_a_source(in_acme: World) -> None:
    organization = in_acme.organization
    make_question(organization, "Kept how?", answer="On paper.", source="The zebra book")
    make_question(organization, "Kept why?", answer="By a zebra.")
    make_question(organization, "Kept when?", answer="On Monday.", tags=["zebra"])
    make_question(organization, "Zebra?", answer="Striped.")
    make_question(
        organization, "Kept whom?", answer="No one.", options=[{"text": "A zebra", "correct": True}]
    )

    answer = prompts(in_acme, Search(text="zebras"))

    assert answer[:2] == ["Zebra?", "Kept when?"]
    assert set(answer[2:4]) == {"Kept why?", "Kept whom?"}
    assert answer[4] == "Kept how?"


@pytest.mark.parametrize("ranked", [True, False])
def test_however_many_hits_prompts_that_say_it_come_first(
    in_acme: World, ranked: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages, "MOST_RANKED", 1000 if ranked else 0)
    for number in range(6):
        make_question(in_acme.organization, f"Kept {number}?", answer="By a zebra.")
        make_question(in_acme.organization, f"Zebra {'long ' * number}?", answer="Striped.")

    got = list(every_page(in_acme, Search(text="zebra"), 5))

    assert [len(page.hits) for page in got] == [5, 5, 2]
    listed = [hit.question.current.prompt for page in got for hit in page.hits]
    assert all(prompt.startswith("Zebra") for prompt in listed[:6])
    assert len(set(listed)) == 12
    back = found(in_acme, Search(text="zebra"), size=5, before=got[2].before)
    assert ids(back) == ids(got[1])
    assert ids(found(in_acme, Search(text="zebra"), size=5, before=back.before)) == ids(got[0])


def test_text_that_looks_like_markup_is_no_hit(in_acme: World) -> None:
    make_question(in_acme.organization, "Marked?", answer="<mark>not</mark> a zebra at all")

    (hit,) = found(in_acme, Search(text="zebra")).hits

    assert [piece for piece, marked in pieces(hit.snippet) if marked] == ["zebra"]
    assert START not in hit.title
    assert f"{START}zebra{STOP}" in hit.snippet


def test_without_a_text_it_goes_by_topic_and_level(in_acme: World) -> None:
    make_question(in_acme.organization, "Nowhere?")
    early = Topic.objects.create(organization=in_acme.organization, name="aardvarks")
    make_question(in_acme.organization, "First?", topic=early)

    ours = [str(question.current) for question in in_acme.questions]
    assert prompts(in_acme, Search()) == ["First?", *ours, "Nowhere?"]


def test_sorted_by_age_by_change_and_by_use(in_acme: World) -> None:
    now = timezone.now()
    for age, question in enumerate(in_acme.questions):
        Question.objects.filter(pk=question.pk).update(created_at=now - timedelta(days=age))
        if age:
            QuestionUse.objects.create(
                organization=in_acme.organization,
                question=question,
                member=in_acme.lead,
                times=age,
                last_at=now - timedelta(days=10 - age),
            )
    order = [str(question.current) for question in in_acme.questions]

    assert prompts(in_acme, Search(order=Order.NEWEST)) == order
    assert prompts(in_acme, Search(order=Order.LEAST_ASKED)) == order
    assert prompts(in_acme, Search(order=Order.LAST_ASKED))[:3] == order[:0:-1]
    assert prompts(in_acme, Search(order=Order.CHANGED)) == order[::-1]


@pytest.mark.parametrize("order", [*Order, ""])
@pytest.mark.parametrize("text", ["", "part"])
def test_pages_have_no_gaps_and_no_repeats_whatever_is_written_meanwhile(
    in_acme: World, order: str, text: str
) -> None:
    at = timezone.now()
    for number in range(23):
        question = make_question(in_acme.organization, f"Part {number % 3}?", topic=in_acme.topic)
        Question.objects.filter(pk=question.pk).update(created_at=at)  # all at one moment
    search = Search(text=text, order=order)
    before = set(ids(found(in_acme, search, size=100)))

    seen = []
    for page in every_page(in_acme, search, 4):
        seen += ids(page)
        make_question(in_acme.organization, "Part new?", topic=in_acme.topic)
        if len(seen) > 200:
            break

    assert len(seen) == len(set(seen))
    assert before <= set(seen)


def test_every_combination_of_filters_finds_what_a_plain_filter_does(in_acme: World) -> None:
    organization = in_acme.organization
    mid = Level.objects.get(name="Mid")
    below = Topic.objects.create(organization=organization, name="Retries", parent=in_acme.topic)
    for number, (topic, level, kind, state) in enumerate(
        itertools.product(
            (None, in_acme.topic, below), (None, mid), (Kind.CODING, Kind.CASE), (State.LIVE, State.DRAFT)
        )
    ):
        question = make_question(
            organization, f"Part {number}?", topic=topic, level=level, kind=kind, state=state
        )
        if number % 3:
            QuestionUse.objects.create(
                organization=organization,
                question=question,
                member=in_acme.lead if number % 3 == 1 else in_acme.second,
                times=2,
                last_at=timezone.now(),
            )
    uses = {use.question_id: use.member_id for use in QuestionUse.objects.all()}
    rows = list(Question.objects.select_related("current"))

    def used(question: Question) -> str:
        if question.pk not in uses:
            return Used.NEVER
        return Used.MINE if uses[question.pk] == in_acme.lead.pk else ""

    whole = {in_acme.topic.pk: {in_acme.topic.pk, below.pk}, below.pk: {below.pk}, None: {None}}
    for topics, levels, kinds, states, use in itertools.product(
        ((), (None,), (in_acme.topic.pk,), (below.pk, None)),
        ((), (mid.pk,), (None, mid.pk)),
        ((), (Kind.CODING,)),
        ((), (State.LIVE,), (State.LIVE, State.DRAFT)),
        ((), (Used.MINE,), (Used.NEVER,), (Used.MINE, Used.NEVER)),
    ):
        wanted = set().union(*(whole[topic] for topic in topics))
        plain = {
            row.pk
            for row in rows
            if (not topics or row.current.topic_id in wanted)
            and (not levels or row.current.level_id in levels)
            and (not kinds or row.kind in kinds)
            and (not states or row.state in states)
            and (not use or used(row) in use)
        }
        search = Search(topic=topics, level=levels, kind=kinds, state=states, used=use)
        page = found(in_acme, search, size=100)
        assert set(ids(page)) == plain, search
        assert page.counts.total == len(plain), search


def test_what_needs_a_look_is_found(in_acme: World) -> None:
    question = in_acme.questions[2]
    QuestionFlag.objects.create(
        organization=in_acme.organization,
        question=question,
        revision=question.current,
        text="Two readings.",
        raised_by=in_acme.lead,
    )

    assert prompts(in_acme, Search(health=(Health.CHECK,))) == [str(question.current)]
    assert len(prompts(in_acme, Search(health=(Health.UNKNOWN,)))) == 3


def test_who_has_no_role_finds_nothing(in_acme: World) -> None:
    with pytest.raises(Denied):
        find_questions(in_acme.nobody, Search(), topics=[])


def test_the_other_organisation_never_shows_and_is_never_counted(in_acme: World, zenith: World) -> None:
    for search in (Search(), Search(text="queue"), Search(state=("live",))):
        page = found(in_acme, search)
        assert {hit.question.organization_id for hit in page.hits} == {in_acme.organization.pk}
        assert page.counts.total == len(page.hits)
        assert set(page.counts.by["topic"]) == {in_acme.topic.pk}


@pytest.mark.parametrize(
    "text", ["\x00zebra\x00", "((((", '"', "!!! & | <->", "-", "or or or", "'; --", "𝔘" * 300]
)
def test_whatever_is_typed_breaks_nothing(in_acme: World, text: str) -> None:
    assert found(in_acme, Search(text=text)).counts.total == 0
