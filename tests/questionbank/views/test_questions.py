from html.parser import HTMLParser

import pytest
from django.urls import reverse

from accounts.ground.tenancy import organization_scope
from questionbank.actions.change_question_state import change_question_state
from questionbank.actions.revise_question import revise_question
from questionbank.content import Content
from questionbank.enums import State
from questionbank.models import Question, QuestionMeasure
from tests.cast import World, make_question, sign_in

HOSTILE = """<script>alert("in")</script>

<img src=x onerror=alert(1)> <svg onload=alert(2)><circle r="9"></circle></svg>

[press](javascript:alert(3)) <a href="javascript:alert(4)" onclick="alert(5)">here</a>

```html
<script>alert("in code")</script>
```
"""


class Elements(HTMLParser):
    """The elements and the text that a browser would see."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def address(world: World, name: str, *ids: object) -> str:
    return reverse(name, args=[world.slug, *ids])


@pytest.mark.parametrize("part", ["admin", "curator", "coordinator", "lead", "committee"])
def test_whoever_has_a_role_reads_the_bank(acme: World, part: str) -> None:
    client = sign_in(acme.people()[part])

    listed = client.get(address(acme, "question_list"))
    shown = client.get(address(acme, "question", acme.questions[0].pk))

    assert listed.status_code == shown.status_code == 200
    assert "How does a bounded queue protect a service?" in listed.content.decode()
    assert "Model answer to: How does a bounded queue protect a service?" in shown.content.decode()


@pytest.mark.parametrize("name", ["question_list", "question", "question_compare", "topics"])
def test_a_member_without_role_is_told_why_not(acme: World, name: str) -> None:
    ids = [acme.questions[0].pk] if name.startswith("question") and name != "question_list" else []

    answer = sign_in(acme.nobody).get(address(acme, name, *ids))

    assert answer.status_code == 403
    assert "only members with a role read it" in answer.content.decode()
    assert "bounded queue" not in answer.content.decode()


@pytest.mark.parametrize("name", ["question", "question_edit", "question_compare"])
def test_a_question_of_another_organisation_is_not_found(acme: World, zenith: World, name: str) -> None:
    answer = sign_in(acme.admin).get(address(acme, name, zenith.questions[0].pk))

    assert answer.status_code == 404


def test_a_stranger_finds_nothing_here(acme: World, zenith: World) -> None:
    client = sign_in(zenith.admin)

    assert client.get(address(acme, "question_list")).status_code == 404
    assert client.get(address(acme, "question", acme.questions[0].pk)).status_code == 404


def test_what_people_wrote_cannot_run(acme: World) -> None:
    with organization_scope(acme.organization):
        question = make_question(
            acme.organization,
            HOSTILE,
            answer=HOSTILE,
            summary=HOSTILE,
            probes=[HOSTILE],
            tags=["<script>"],
            source='"><script>alert(6)</script>',
            note="<script>",
        )

    for name in ("question", "question_edit", "question_compare", "question_list"):
        ids = [] if name == "question_list" else [question.pk]
        html = sign_in(acme.curator).get(address(acme, name, *ids)).content.decode()
        elements = Elements()
        elements.feed(html.split("<main", 1)[1].split("</main>", 1)[0])
        assert not {"script", "img", "circle", "iframe", "style"} & {tag for tag, _ in elements.found}
        for _, attributes in elements.found:
            assert not [name for name in attributes if name.startswith("on")]
            assert not (attributes.get("href") or "").startswith("javascript")
        assert name == "question_compare" or "alert" in "".join(elements.text)


def test_the_question_page_shows_rubric_facts_and_history(acme: World) -> None:
    question = acme.questions[0]
    with organization_scope(acme.organization):
        revise_question(
            actor=acme.curator,
            question_id=question.pk,
            base=1,
            content=Content(
                prompt="How does a bounded queue shed load?",
                answer="| a | b |\n|---|---|\n| 1 | 2 |",
                probes=("And when it is full?",),
                topic_id=acme.topic.pk,
                level_id=acme.level.pk,
                minutes=7,
                difficulty=3,
                tags=("load",),
                source="our own",
            ),
            meaning="not_comparable",
            note="other focus",
        )
        change_question_state(
            actor=acme.curator, question_id=question.pk, state=State.RETIRED, reason="asked too often"
        )

    html = sign_in(acme.lead).get(address(acme, "question", question.pk)).content.decode()

    for shown in (
        "How does a bounded queue shed load?",
        "<table>",
        "And when it is full?",
        "7 min",
        "Hard",
        "our own",
        "Not comparable: other focus",
        "Cleo Curator",
        "asked too often",
        "Too little data",
    ):
        assert shown in html
    first = sign_in(acme.lead).get(address(acme, "question", acme.questions[1].pk)).content.decode()
    assert "Depth seen at point 1" in first


def test_a_measure_with_too_little_data_gives_no_number(acme: World) -> None:
    few, many = acme.questions[:2]
    with organization_scope(acme.organization):
        for question, enough in ((few, False), (many, True)):
            QuestionMeasure.objects.create(
                organization=acme.organization,
                question=question,
                n=3 if question == few else 40,
                mean=2.75,
                spread=0.5,
                difficulty=0.31,
                low=0.1,
                high=0.52,
                facility=0.58,
                discrimination=0.42,
                discrimination_n=19 if question == few else 30,
                agreement=0.9,
                agreement_n=9 if question == few else 20,
                minutes_median=8.2,
                minutes_n=4 if question == few else 6,
                enough=enough,
                run=question.pk,
            )

    client = sign_in(acme.lead)
    said = client.get(address(acme, "question", few.pk)).content.decode()
    known = client.get(address(acme, "question", many.pk)).content.decode()

    assert "Facility: too little data. It rests on 3 ratings; 7 more are needed." in said
    assert "2.75" not in said
    assert "0.58" not in said
    assert "0.58" in known
    for figure in ("0.42 (0.07 to 0.68)", "90 % (70 to 97 %)", "8 used, 10 planned"):
        assert figure in known
        assert figure not in said
    assert "2.75" in known
    assert "0.31 (0.10 to 0.52)" in known


def test_a_step_is_taken_on_the_page(acme: World) -> None:
    question = acme.questions[0]

    answer = sign_in(acme.curator).post(address(acme, "question_state", question.pk), {"state": "resting"})

    assert answer.status_code == 302
    with organization_scope(acme.organization):
        assert Question.objects.get(pk=question.pk).state == State.RESTING


def test_a_missing_reason_shows_beside_the_field_and_keeps_the_choice(acme: World) -> None:
    answer = sign_in(acme.curator).post(
        address(acme, "question_state", acme.questions[0].pk), {"state": "retired", "reason": ""}
    )

    html = answer.content.decode()
    assert answer.status_code == 400
    assert "A reason is needed." in html
    assert '<option value="retired" selected>' in html


def test_a_step_that_does_not_exist_is_a_conflict_with_words(acme: World) -> None:
    answer = sign_in(acme.curator).post(
        address(acme, "question_state", acme.questions[0].pk), {"state": "draft"}
    )

    assert answer.status_code == 409
    assert "can only become: in review, resting, retired, leaked" in answer.content.decode()


def test_an_interviewer_takes_no_step(acme: World) -> None:
    client = sign_in(acme.lead)
    question = acme.questions[0].pk

    assert "Change state" not in client.get(address(acme, "question", question)).content.decode()
    answer = client.post(address(acme, "question_state", question), {"state": "resting"})
    assert answer.status_code == 403
    assert "decides where a question stands" in answer.content.decode()


def test_two_revisions_are_compared_in_words(acme: World) -> None:
    question = acme.questions[0]
    with organization_scope(acme.organization):
        revise_question(
            actor=acme.curator,
            question_id=question.pk,
            base=1,
            content=Content(prompt="How does a bounded queue save a service?"),
            meaning="same",
        )
    client = sign_in(acme.lead)

    html = client.get(address(acme, "question_compare", question.pk)).content.decode()
    same = client.get(address(acme, "question_compare", question.pk) + "?before=2&after=2").content.decode()

    assert "How does a bounded queue <del>protect</del><ins>save</ins> a service?" in html
    assert "Nothing differs" in same
    for junk in ("?before=9", "?after=x", "?before=99999999999999"):
        assert client.get(address(acme, "question_compare", question.pk) + junk).status_code == 404
