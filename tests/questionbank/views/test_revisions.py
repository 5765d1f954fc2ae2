"""What a question was: any two revisions side by side, who wrote and approved them, where they were put."""

from dataclasses import replace

from accounts.ground.tenancy import organization_scope
from interviews.models import PlannedQuestion, Session
from questionbank.actions.accept_import_items import accept_import_items
from questionbank.actions.revise_question import revise_question
from questionbank.content import Choice, LevelAnchors
from questionbank.models import ImportItem, Question, RevisionReview
from questionbank.queries.rubrics import content_of
from tests.cast import World, sign_in
from tests.questionbank.documents import stage
from tests.questionbank.views.test_questions import HOSTILE, Elements
from tests.questionbank.views.test_writing import address


def revise(world: World, question: Question, base: int, meaning: str = "same", **changes: object) -> None:
    with organization_scope(world.organization):
        row = Question.objects.select_related("current").get(pk=question.pk)
        content = replace(content_of(row.current, row.kind), **changes)
        revise_question(
            actor=world.curator,
            question_id=question.pk,
            base=base,
            content=content,
            meaning=meaning,
            note=f"note {base}",
        )


def compared(world: World, question: Question, query: str = "") -> dict[str, str]:
    """Of each field that changed, what was and what is."""
    page = sign_in(world.lead).get(address(world, "question_compare", question.pk) + query)
    assert page.status_code == 200
    return {
        field.label: (
            "".join(piece.text for passage in field.passages for piece in passage.before),
            "".join(piece.text for passage in field.passages for piece in passage.after),
        )
        for field in page.context["changed"]
    }


def test_every_field_that_can_change_is_compared(acme: World) -> None:
    question = acme.questions[0]
    with organization_scope(acme.organization):
        [line, *others] = content_of(question.current, question.kind).rubric
    own = LevelAnchors(acme.level.pk, ("", "", "weighs", ""))
    changes = {
        "kind": "coding",
        "options": (Choice("A", True), Choice("B", False)),
        "tags": ("new",),
        "minutes": 25,
        "rubric": (replace(line, weight=3, by_level=(own,), drafts=(1,)), *others),
    }
    revise(acme, question, 1, **changes)

    found = compared(acme, question)

    assert found == {
        "Kind": ("Concept", "Coding"),
        "Options": ("", "* A\nB"),
        "Minutes": ("10", "25"),
        "Tags": ("", "new"),
        "Depth: weight": ("1", "3"),
        "Depth: point 1": (
            "Depth seen at point 1",
            "Depth seen at point 1 (a draft: nobody stands behind it yet)",
        ),
        f"Depth at {acme.level}: point 3": ("", "weighs"),
    }


def test_any_two_revisions_are_compared_and_the_kind_is_that_of_its_time(acme: World) -> None:
    question = acme.questions[0]
    revise(acme, question, 1, kind="coding", summary="one")
    revise(acme, question, 2, summary="two")
    revise(acme, question, 3, kind="case")

    assert compared(acme, question) == {"Kind": ("Coding", "Case")}
    assert compared(acme, question, "?before=2&after=3") == {"Summary": ("one", "two")}
    assert compared(acme, question, "?before=1&after=4") == {
        "Kind": ("Concept", "Case"),
        "Summary": ("", "two"),
    }
    assert compared(acme, question, "?before=4&after=1")["Kind"] == ("Case", "Concept")
    page = sign_in(acme.lead).get(address(acme, "question_compare", question.pk) + "?before=1&after=9")
    assert page.status_code == 404


def test_a_difference_of_hostile_texts_is_text(acme: World) -> None:
    question = acme.questions[0]
    options = (Choice(HOSTILE, True, HOSTILE),)
    revise(acme, question, 1, prompt=HOSTILE, answer=HOSTILE, summary=HOSTILE, tags=("<b>",), options=options)
    revise(acme, question, 2, prompt=f"{HOSTILE} more", answer=f"x {HOSTILE}", summary="")
    client = sign_in(acme.lead)
    for query in ("?before=1&after=2", "?before=2&after=3"):
        html = client.get(address(acme, "question_compare", question.pk) + query).content.decode()
        elements = Elements()
        elements.feed(html.split("<main", 1)[1].split("</main>", 1)[0])
        assert not {"script", "img", "circle", "iframe", "style", "b"} & {tag for tag, _ in elements.found}
        for _, attributes in elements.found:
            assert not [name for name in attributes if name.startswith("on")]
            assert not (attributes.get("href") or "").startswith("javascript")
        assert "alert" in "".join(elements.text)


def test_the_history_says_who_wrote_who_approved_and_in_how_many_interviews_it_was_put(acme: World) -> None:
    question = acme.questions[0]
    revise(acme, question, 1, summary="new")
    with organization_scope(acme.organization):
        question = Question.objects.select_related("current").get(pk=question.pk)
        RevisionReview.objects.create(
            organization=acme.organization,
            revision=question.current,
            reviewer=acme.admin,
            verdict="approved",
            comment="Good",
        )
        for position in (1, 2):
            session = Session.objects.create(
                organization=acme.organization, loop=acme.loop, position=position, title="More", minutes=30
            )
            PlannedQuestion.objects.create(
                organization=acme.organization,
                session=session,
                revision=question.current,
                position=0,
                minutes=5,
            )
    page = sign_in(acme.lead).get(address(acme, "question", question.pk))
    history = page.text.split("<h2>History</h2>")[1].split("</section>")[0]
    newest, first = history.split("<li>")[1:3]
    assert "Revision 2 by Cleo Curator" in newest
    assert "note 1" in newest
    assert "Approved by Ada Admin" in newest
    assert "In 2 interviews" in newest
    assert "In 1 interview<" in first
    assert address(acme, "question_exposure", question.pk) in first
    assert "Approved" not in first


def test_the_documents_it_was_read_from_are_linked_at_their_lines(acme: World) -> None:
    text = "# Queues\n\n### 1. What is backpressure?\n\nA limit that is felt upstream.\n"
    with organization_scope(acme.organization):
        batch = stage(acme.curator, text)
        accept_import_items(actor=acme.curator, batch_id=batch.pk)
        other = stage(acme.curator, text.replace("felt", "noticed"))
        question = batch.items.get().question
        ImportItem.objects.filter(batch=other).update(state="merged", merged_into=question)
    page = sign_in(acme.curator).get(address(acme, "question", question.pk)).text
    assert f"{address(acme, 'import_document', batch.pk)}?line=3#L3" in page
    assert f"{address(acme, 'import_document', other.pk)}?line=3#L3" in page
    assert page.count("(merged)") == 1
    plain = sign_in(acme.lead).get(address(acme, "question", question.pk)).text
    assert "lines 3–5" in plain
    assert "/imports/" not in plain.split("<main", 1)[1], "only curators open documents"


def test_a_long_prompt_is_shown_once_and_a_short_one_is_the_heading(acme: World) -> None:
    question = acme.questions[0]
    long = "How do you notice that a queue is full? " * 12
    revise(acme, question, 1, prompt=long.strip())
    main = sign_in(acme.lead).get(address(acme, "question", question.pk)).text.split("<main", 1)[1]
    assert "<h2>Prompt</h2>" in main
    assert main.count("How do you notice") == 12

    revise(acme, question, 2, prompt="When does `deque(maxlen=2)` forget?")
    main = sign_in(acme.lead).get(address(acme, "question", question.pk)).text.split("<main", 1)[1]
    assert "When does <code>deque(maxlen=2)</code> forget?</h1>" in main
    assert "<h2>Prompt</h2>" not in main
