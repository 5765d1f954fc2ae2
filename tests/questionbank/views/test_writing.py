import uuid
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.ground.tenancy import organization_scope
from questionbank.actions import load_starter as module
from questionbank.enums import State
from questionbank.models import Question
from tests.cast import World, make_question, sign_in
from tests.questionbank.actions.test_load_starter import STARTER


def address(world: World, name: str, *ids: object) -> str:
    return reverse(name, args=[world.slug, *ids])


def typed(client: Client, url: str) -> dict[str, Any]:
    """What a browser would send of the form as it is shown."""
    form = client.get(url).context["form"]
    fields = {field.html_name: field.value() for field in form}
    for criterion in form.rubric.criteria:
        fields |= {field.html_name: field.value() for line in criterion.forms() for field in line}
    sent = {}
    for name, value in fields.items():
        if value in (None, False, ""):
            continue
        if isinstance(value, tuple | list):
            value = "\r\n".join(value)
        sent[name] = "on" if value is True else str(value).replace("\n", "\r\n")
    return sent


def question_in(world: World, question_id: uuid.UUID) -> Question:
    with organization_scope(world.organization):
        return Question.objects.select_related("current__rubric").get(pk=question_id)


def test_an_interviewer_writes_a_draft_on_the_page(acme: World) -> None:
    client = sign_in(acme.lead)
    url = address(acme, "question_new")
    depth = f"criterion-{acme.criteria[0].pk}"
    sent = typed(client, url) | {
        "prompt": "How do you\r\ntest a retry?",
        "kind": "coding",
        "topic": str(acme.topic.pk),
        "level": str(acme.level.pk),
        "difficulty": "2",
        "minutes": "15",
        "answer": "With a fake clock.",
        "probes": "And jitter?\r\n\r\nAnd storms?",
        "tags": "retry, time,, retry",
        f"{depth}-use": "on",
        f"{depth}-weight": "3",
        f"{depth}-point_1": "no idea",
    }

    answer = client.post(url, sent)

    question = question_in(acme, uuid.UUID(sent["key"]))
    revision = question.current
    assert answer.status_code == 302
    assert answer.url == address(acme, "question", question.pk)
    assert (question.state, question.kind, revision.prompt) == (
        "draft",
        "coding",
        "How do you\ntest a retry?",
    )
    assert (revision.probes, revision.tags) == (["And jitter?", "And storms?"], ["retry", "time"])
    with organization_scope(acme.organization):
        assert [(str(line), line.weight) for line in revision.rubric.lines.all()] == [("Depth", 3)]


def test_the_form_sent_twice_makes_one_question(acme: World) -> None:
    client = sign_in(acme.curator)
    url = address(acme, "question_new")
    sent = typed(client, url) | {"prompt": "Once?"}

    first, second = client.post(url, sent), client.post(url, sent)

    assert first.url == second.url
    with organization_scope(acme.organization):
        assert Question.objects.filter(current__prompt="Once?").count() == 1


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"prompt": ""}, "This field is required"),
        ({"minutes": "0"}, "greater than or equal to 1"),
        ({"tags": "t" * 61}, "At most 30 tags of 60 characters"),
        ({"topic": "11111111-1111-4111-8111-111111111111"}, "Select a valid choice"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(acme: World, wrong: dict, words: str) -> None:
    client = sign_in(acme.curator)
    url = address(acme, "question_new")

    answer = client.post(url, typed(client, url) | {"prompt": "P", "answer": "A long answer"} | wrong)

    html = answer.content.decode()
    assert answer.status_code == 400
    assert words in html
    assert "A long answer" in html


@pytest.mark.parametrize("part", ["coordinator", "committee", "nobody"])
def test_others_write_nothing(acme: World, part: str) -> None:
    client = sign_in(acme.people()[part])

    for method in (client.get, client.post):
        answer = method(address(acme, "question_new"))
        assert answer.status_code == 403
        assert "Only interviewers and curators" in answer.content.decode()


def test_saving_without_a_change_makes_no_revision(acme: World) -> None:
    client = sign_in(acme.curator)
    with organization_scope(acme.organization):
        question = make_question(
            acme.organization,
            "Lines\nand code?",
            answer="    indented\n\n- a\n  - b\n",
            probes=["one", "two"],
            hints=["h"],
            tags=["a", "b c"],
            rubric=acme.questions[0].current.rubric,
            topic=acme.topic,
            level=acme.level,
        )
    url = address(acme, "question_edit", question.pk)

    answer = client.post(url, typed(client, url) | {"meaning": "same"}, follow=True)

    assert "Nothing was changed" in answer.content.decode()
    assert question_in(acme, question.pk).current.number == 1


def test_an_edit_makes_a_revision(acme: World) -> None:
    client = sign_in(acme.curator)
    url = address(acme, "question_edit", acme.questions[0].pk)

    sent = typed(client, url) | {"answer": "Better", "meaning": "not_comparable", "note": "shorter"}
    answer = client.post(url, sent, follow=True)

    revision = question_in(acme, acme.questions[0].pk).current
    assert "Revision 2 saved" in answer.content.decode()
    assert (revision.number, revision.answer, revision.meaning) == (2, "Better", "not_comparable")


def test_whether_it_means_the_same_must_be_chosen(acme: World) -> None:
    client = sign_in(acme.curator)
    url = address(acme, "question_edit", acme.questions[0].pk)

    answer = client.post(url, typed(client, url) | {"answer": "Better"})

    assert answer.status_code == 400
    assert question_in(acme, acme.questions[0].pk).current.number == 1


def test_of_two_tabs_the_second_loses_nothing(acme: World) -> None:
    """Both started from revision 1; the second sees the newer text beside its own, and may then save."""
    url = address(acme, "question_edit", acme.questions[0].pk)
    mine, theirs = sign_in(acme.curator), sign_in(acme.admin)
    sent = typed(mine, url) | {"answer": "Mine alone", "meaning": "same"}
    theirs.post(url, typed(theirs, url) | {"answer": "Theirs alone", "meaning": "same"})

    refused = mine.post(url, sent)

    html = refused.content.decode()
    assert refused.status_code == 409
    assert "Ada Admin saved revision 2 while you were writing" in html
    assert "Mine alone</textarea>" in html
    assert "<del>Theirs</del><ins>Mine</ins> alone" in html
    assert question_in(acme, acme.questions[0].pk).current.answer == "Theirs alone"

    again = refused.context["form"]
    answer = mine.post(url, sent | {"base": again["base"].value()})

    assert answer.status_code == 302
    assert question_in(acme, acme.questions[0].pk).current.answer == "Mine alone"
    assert question_in(acme, acme.questions[0].pk).current.number == 3


def test_an_interviewer_edits_own_drafts_only(acme: World) -> None:
    with organization_scope(acme.organization):
        own = make_question(acme.organization, "Mine?", state=State.DRAFT, written_by=acme.lead)
    client = sign_in(acme.lead)

    assert client.get(address(acme, "question_edit", own.pk)).status_code == 200
    refused = client.get(address(acme, "question_edit", acme.questions[0].pk))
    assert refused.status_code == 403
    assert "Only a curator revises" in refused.content.decode()


def test_a_curator_loads_the_starter_bank_and_again_changes_nothing(
    acme: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "load", lambda: STARTER)
    client = sign_in(acme.curator)

    first = client.post(address(acme, "starter_load"), follow=True).content.decode()
    again = client.post(address(acme, "starter_load"), follow=True).content.decode()

    assert "2 questions are in the bank now" in first
    assert "Why do we retry?" in first
    assert "here already; nothing changed" in again


def test_an_interviewer_loads_no_starter_bank(acme: World) -> None:
    assert sign_in(acme.lead).post(address(acme, "starter_load")).status_code == 403
