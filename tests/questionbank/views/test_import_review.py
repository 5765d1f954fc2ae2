"""The review, verb by verb: with htmx the part that changed, without script the whole page again."""

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from accounts.ground.tenancy import organization_scope
from questionbank.models import ImportBatch, ImportItem, Topic
from tests.cast import World, sign_in
from tests.questionbank.documents import resemble, stage, warn

HTMX = {"HX-Request": "true", "HX-Target": "review"}


def address(world: World, name: str, *ids: object) -> str:
    return reverse(name, args=[world.slug, *ids])


@pytest.fixture
def batch(acme: World) -> ImportBatch:
    with organization_scope(acme.organization):
        return stage(acme.curator)


@pytest.fixture
def items(acme: World, batch: ImportBatch) -> list[ImportItem]:
    with organization_scope(acme.organization):
        return list(batch.items.all())


def now(world: World, batch: ImportBatch) -> dict[int, str]:
    with organization_scope(world.organization):
        return dict(batch.items.values_list("ordinal", "state"))


def decide(client: Client, url: str, **sent: str) -> HttpResponse:
    """As the review sends it."""
    form = {"back": "review", "view": "pending", "page": "1", "state": "draft"}
    return client.post(url, form | sent, headers=HTMX, follow=True)


def test_a_verb_answers_with_the_list_alone_and_says_what_happened(
    acme: World, batch: ImportBatch, items: list[ImportItem]
) -> None:
    html = decide(sign_in(acme.curator), address(acme, "import_item_accept", items[1].pk)).content.decode()

    assert "<html" not in html
    assert html.lstrip().startswith('<section class="review-items" id="review"')
    assert "Question 2 is in the bank, as a draft." in html
    assert 'hx-swap-oob="true"' in html
    assert "4 questions read, 3 to review" in html
    assert now(acme, batch)[2] == "accepted"


def test_without_script_a_verb_leads_back_to_the_same_part(acme: World, items: list[ImportItem]) -> None:
    answer = sign_in(acme.curator).post(
        address(acme, "import_item_reject", items[1].pk), {"back": "review", "view": "all", "page": "1"}
    )

    assert answer.url == address(acme, "import_batch", items[1].batch_id) + "?view=all&page=1"


def test_what_is_chosen_for_all_holds_for_one(acme: World, items: list[ImportItem]) -> None:
    decide(sign_in(acme.curator), address(acme, "import_item_accept", items[1].pk), minutes="12")

    with organization_scope(acme.organization):
        assert ImportItem.objects.get(pk=items[1].pk).question.current.minutes == 12


def test_a_senseless_choice_accepts_nothing_and_says_so(
    acme: World, batch: ImportBatch, items: list[ImportItem]
) -> None:
    client = sign_in(acme.curator)

    one = decide(client, address(acme, "import_item_accept", items[1].pk), minutes="0")
    all_of_them = decide(client, address(acme, "import_accept", batch.pk), which="clean", minutes="0")

    assert "makes no sense" in one.content.decode()
    assert all_of_them.status_code == 422
    assert set(now(acme, batch).values()) == {"pending"}


def test_the_form_opens_below_its_item_and_a_refusal_comes_back_there(
    acme: World, items: list[ImportItem]
) -> None:
    client = sign_in(acme.curator)
    url = address(acme, "import_item", items[1].pk)

    form = client.get(url, headers={"HX-Request": "true"}).content.decode()
    refused = client.post(url, {"prompt": " ", "kind": "concept", "back": "review"}, headers=HTMX)
    preview = client.get(url + "?part=text", headers={"HX-Request": "true"}).content.decode()

    assert form.lstrip().startswith("<form")
    assert (refused.status_code, refused["HX-Retarget"]) == (422, f"#slot-{items[1].pk}")
    assert "Write what the interviewer asks" in refused.content.decode()
    assert "<p>An unbounded queue hides overload until memory runs out.</p>" in preview


def test_one_question_is_split_where_a_person_says(
    acme: World, batch: ImportBatch, items: list[ImportItem]
) -> None:
    client = sign_in(acme.curator)
    url = address(acme, "import_item_split", items[0].pk)

    page = client.get(url).content.decode()
    wrong = client.post(url, {"line": "99"})
    done = client.post(url, {"line": "1", "prompt": "And what else?"}, follow=True)

    assert "The consumer must be idempotent" in page
    assert wrong.status_code == 400
    assert "Question 1 is split into 5 and 6." in done.content.decode()
    assert now(acme, batch)[1] == "split"


def test_two_questions_are_joined_and_taken_apart_again(
    acme: World, batch: ImportBatch, items: list[ImportItem]
) -> None:
    client = sign_in(acme.curator)

    joined = decide(client, address(acme, "import_item_join", items[0].pk)).content.decode()
    assert "Questions 1 and 2 are joined: question 5." in joined
    assert now(acme, batch)[5] == "pending"
    decide(client, address(acme, "import_item_reopen", items[1].pk))

    assert now(acme, batch) == dict.fromkeys((1, 2, 3, 4), "pending")


def test_after_the_last_question_nothing_can_be_joined(acme: World, items: list[ImportItem]) -> None:
    html = decide(sign_in(acme.curator), address(acme, "import_item_join", items[3].pk)).content.decode()

    assert "No question to review follows this one" in html


def test_a_prompt_without_an_answer_is_taken(acme: World, batch: ImportBatch) -> None:
    with organization_scope(acme.organization):
        batch.report = batch.report | {"unanswered": [{"prompt": "What is it?", "lines": [1, 1]}]}
        batch.save()
    client = sign_in(acme.curator)

    page = client.get(address(acme, "import_batch", batch.pk)).content.decode()
    html = client.post(
        address(acme, "import_unanswered", batch.pk), {"line": "1"}, follow=True
    ).content.decode()

    assert "Take it as a question" in page
    assert "Line 1 is question 5 now" in html
    assert client.post(address(acme, "import_unanswered", batch.pk), {"line": "x"}).status_code == 400


@pytest.mark.parametrize(
    ("decision", "words", "state"),
    [
        ("same", "one more source of the question", "merged"),
        ("variant", "Kept as a variant", "pending"),
        ("different", "Kept as different", "pending"),
    ],
)
def test_what_is_alike_is_shown_beside_the_question_and_decided(
    acme: World, batch: ImportBatch, items: list[ImportItem], decision: str, words: str, state: str
) -> None:
    with organization_scope(acme.organization):
        match = resemble(items[1], acme.questions[0])
    client = sign_in(acme.curator)
    url = address(acme, "import_match", match.pk)

    listed = client.get(address(acme, "import_batch", batch.pk) + "?view=alike").content.decode()
    difference = client.get(url, headers={"HX-Request": "true"}).content.decode()
    html = decide(client, url, decision=decision).content.decode()

    assert "Same: merge as source" in listed
    assert "How does a bounded queue protect a service?" in listed
    assert "<html" not in difference
    assert "Only" in difference or "only in the bank" in difference
    assert words in html
    assert now(acme, batch)[2] == state


def test_what_waits_for_a_decision_is_passed_over_and_counted(
    acme: World, batch: ImportBatch, items: list[ImportItem]
) -> None:
    with organization_scope(acme.organization):
        resemble(items[1], acme.questions[0])
        warn(items[3])

    html = decide(
        sign_in(acme.curator), address(acme, "import_accept", batch.pk), which="clean"
    ).content.decode()

    assert "2 questions are in the bank now. 1 resembles a question of the bank" in html


def test_sections_and_words_are_mapped_once(acme: World, batch: ImportBatch) -> None:
    client = sign_in(acme.curator)
    url = address(acme, "import_mapping", batch.pk)
    form = client.get(url).context["form"]
    fields = {word.text: f"{group}-{word.code}" for group, words in form.words.items() for word in words}
    assert form[fields["Senior"]].initial == str(acme.level.pk)

    sent = {
        fields["Delivery"]: str(acme.topic.pk),
        fields["Workers"]: "none",
        fields["Senior"]: str(acme.level.pk),
    }
    html = client.post(url, sent, follow=True).content.decode()
    client.post(address(acme, "import_accept", batch.pk), {"which": "clean", "state": "draft"})

    assert "It holds for what you accept from now on" in html
    with organization_scope(acme.organization):
        assert list(Topic.objects.values_list("name", flat=True)) == ["Queues"]
        assert client.get(url).status_code == 200


def test_a_topic_that_is_not_offered_is_refused(acme: World, zenith: World, batch: ImportBatch) -> None:
    client = sign_in(acme.curator)
    url = address(acme, "import_mapping", batch.pk)
    form = client.get(url).context["form"]
    name = f"sections-{form.words['sections'][0].code}"

    assert client.post(url, {name: str(zenith.topic.pk)}).status_code == 400


def test_the_columns_of_a_table_are_shown_for_correction(acme: World) -> None:
    with organization_scope(acme.organization):
        batch = stage(
            acme.curator, "question,answer,why\nWhat is it?,A line.,Order.\nAnd that?,No.,Fun.\n", "q.csv"
        )
    client = sign_in(acme.curator)

    page = client.get(address(acme, "import_mapping", batch.pk)).content.decode()
    client.post(address(acme, "import_columns", batch.pk), {"answer": "why"})

    assert "Columns: prompt = 1" in page
    with organization_scope(acme.organization):
        assert batch.items.get(ordinal=1).parsed["answer"] == "Order."


def test_a_line_of_a_long_document_opens_around_it(acme: World) -> None:
    text = "# Long\n\n" + "\n\n".join(f"### {n}. What is part {n}?\n\nPart {n}." for n in range(1, 401))
    with organization_scope(acme.organization):
        batch = stage(acme.curator, text)
        item = batch.items.get(ordinal=300)
    client = sign_in(acme.curator)

    by_item = client.get(address(acme, "import_batch", batch.pk) + f"?view=all&at={item.pk}").content.decode()
    by_line = client.get(address(acme, "import_document", batch.pk) + "?line=1000").content.decode()

    assert f'id="L{item.first_line}" class="is-taken is-chosen"' in by_item
    assert f'id="item-{item.pk}"' in by_item  # on the sixth page of the list
    assert 'id="L1000"' in by_line
    assert 'id="L1"' not in by_line
