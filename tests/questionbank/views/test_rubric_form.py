"""The rubric on a question's form: drafts, a bar of a level's own, options; all without script."""

import uuid

import pytest

from accounts.ground.tenancy import organization_scope
from questionbank.anchor_drafts import PROPOSALS
from questionbank.content import Choice, Content, RubricLine
from questionbank.models import Anchor, Question
from questionbank.queries.rubrics import content_of
from tests.cast import World, sign_in
from tests.questionbank.views.test_writing import address, question_in, typed

CODING = PROPOSALS["coding"]


def prefix(world: World, criterion: int = 0) -> str:
    return f"criterion-{world.criteria[criterion].pk}"


def new_question(world: World, **fields: str) -> dict[str, str]:
    """What a person has typed of a new question in which the first criterion is rated."""
    sent = typed(sign_in(world.curator), address(world, "question_new"))
    depth = prefix(world)
    return sent | {"prompt": "Retry how?", "kind": "coding", f"{depth}-use": "on"} | fields


def saved(world: World, sent: dict[str, str]) -> Content:
    answer = sign_in(world.curator).post(address(world, "question_new"), sent)
    assert answer.status_code == 302, answer.context["form"].errors
    question = question_in(world, uuid.UUID(sent["key"]))
    with organization_scope(world.organization):
        return content_of(question.current, question.kind)


def test_proposing_fills_the_empty_anchors_of_what_is_rated_and_saves_nothing(acme: World) -> None:
    depth = prefix(acme)
    sent = new_question(acme, propose="1", **{f"{depth}-point_2": "Mine"})

    page = sign_in(acme.curator).post(address(acme, "question_new"), sent)

    assert page.status_code == 200
    form = page.context["form"]
    by_name = {fields.criterion.name: fields.form for fields in form.rubric.criteria}
    first, other = by_name["Depth"], by_name["Clarity"]
    assert first.shown() == (CODING[0], "Mine", *CODING[2:])
    assert first.shown_drafts() == (1, 3, 4)
    assert other.shown() == ("", "", "", ""), "what is not rated is left alone"
    assert form["prompt"].value() == "Retry how?", "what was typed stays"
    assert "This field is required" not in page.text
    with organization_scope(acme.organization):
        assert not Question.objects.filter(current__prompt="Retry how?").exists()


def test_what_was_proposed_and_not_touched_is_saved_as_a_draft(acme: World) -> None:
    depth = prefix(acme)
    texts = dict(zip((f"{depth}-point_{point}" for point in (1, 2, 3, 4)), CODING, strict=True))

    content = saved(acme, new_question(acme, **texts | {f"{depth}-point_2": "Mine"}))

    assert content.rubric[0].drafts == (1, 3, 4)
    page = sign_in(acme.curator).get(address(acme, "question_edit", _last(acme).pk)).text
    assert page.count('<span class="draft-mark">Draft</span>') == 3
    shown = sign_in(acme.lead).get(address(acme, "question", _last(acme).pk)).text
    assert shown.count("Draft: nobody stands behind it yet") == 3


def test_a_person_who_stands_behind_the_drafts_makes_them_theirs_and_stays_with_it(acme: World) -> None:
    depth = prefix(acme)
    texts = dict(zip((f"{depth}-point_{point}" for point in (1, 2, 3, 4)), CODING, strict=True))
    content = saved(acme, new_question(acme, **texts | {f"{depth}-stand": "on"}))
    assert content.rubric[0].drafts == ()

    client, question = sign_in(acme.curator), _last(acme)
    url = address(acme, "question_edit", question.pk)
    sent = typed(client, url)
    assert sent[f"{depth}-stand"] == "on"
    client.post(url, sent | {"meaning": "same"})
    assert _last(acme).current_id == question.current_id, "nothing changed, no revision"


def test_one_level_gets_fields_of_its_own_by_a_button_and_only_what_differs_is_kept(acme: World) -> None:
    client, depth = sign_in(acme.curator), prefix(acme)
    sent = new_question(acme, **{f"{depth}-point_3": "explains it"})

    page = client.post(
        address(acme, "question_new"), sent | {"own": f"{acme.criteria[0].pk}:{acme.level.pk}"}
    )
    own = {fields.criterion.name: fields.own for fields in page.context["form"].rubric.criteria}
    assert [(name, level) for name, level, _ in own["Depth"]] == [(acme.level.name, acme.level.pk)]
    assert own["Clarity"] == []
    assert f"At {acme.level.name}" in page.text

    level = f"{depth}-level-{acme.level.pk}"
    content = saved(acme, sent | {f"{level}-point_1": "", f"{level}-point_3": "weighs the costs"})
    [line] = content.rubric
    assert line.by_level[0].anchors == ("", "", "weighs the costs", "")
    assert line.anchors_for(acme.level.pk)[2] == "weighs the costs"
    shown = client.get(address(acme, "question", _last(acme).pk)).text
    assert f"at {acme.level.name}" in shown


def test_a_level_whose_own_anchors_are_emptied_has_none_any_more(acme: World) -> None:
    depth = prefix(acme)
    level = f"{depth}-level-{acme.level.pk}"
    saved(acme, new_question(acme, **{f"{level}-point_1": "own"}))
    client, url = sign_in(acme.curator), address(acme, "question_edit", _last(acme).pk)
    client.post(url, typed(client, url) | {f"{level}-point_1": "", "meaning": "same"})
    with organization_scope(acme.organization):
        rubric = _last(acme).current.rubric
        assert not Anchor.objects.filter(line__rubric=rubric).exists()


def test_texts_of_a_criterion_that_is_not_chosen_are_not_lost_without_a_word(acme: World) -> None:
    clarity = prefix(acme, 1)
    sent = new_question(acme, **{f"{clarity}-point_1": "Mumbles"})
    answer = sign_in(acme.curator).post(address(acme, "question_new"), sent)
    assert answer.status_code == 400
    assert "Tick this, or empty the texts below" in answer.text
    assert "Something is not right in the rubric" in answer.text
    assert "Mumbles" in answer.text


def test_a_form_sent_without_anything_is_shown_again(acme: World) -> None:
    answer = sign_in(acme.curator).post(address(acme, "question_new"))
    assert answer.status_code == 200
    assert "New question" in answer.text


@pytest.mark.parametrize("own", ["x", "x:y", "11111111-1111-4111-8111-111111111111:x"])
def test_a_button_of_nothing_shows_the_form_again(acme: World, own: str) -> None:
    answer = sign_in(acme.curator).post(address(acme, "question_new"), new_question(acme, own=own))
    assert answer.status_code == 200


def test_options_are_written_one_a_line_and_their_key_stands_with_the_answer(acme: World) -> None:
    content = saved(acme, new_question(acme, options="* A limit\r\n> Memory ends.\r\nA `list`"))
    assert content.options == (Choice("A limit", True, "Memory ends."), Choice("A `list`", False))
    page = sign_in(acme.lead).get(address(acme, "question", _last(acme).pk)).text
    before, _, answer = page.partition("<h2>Model answer</h2>")
    assert "A <code>list</code>" in before
    assert "Memory ends." not in before
    assert "Memory ends." in answer
    assert "Right" in answer
    edit = sign_in(acme.curator).get(address(acme, "question_edit", _last(acme).pk)).text
    assert "* A limit\n&gt; Memory ends.\nA `list`" in edit


def test_what_is_sent_by_enter_is_saved_not_proposed(acme: World) -> None:
    """The first button of the form is what Enter presses."""
    page = sign_in(acme.curator).get(address(acme, "question_new")).text
    first = page.split("<main", 1)[1].split("<button", 1)[1].split(">", 1)[0]
    assert 'type="submit"' in first
    assert "name=" not in first


def test_a_whole_rubric_survives_the_form_unchanged(acme: World) -> None:
    client, question = sign_in(acme.curator), acme.questions[0]
    url = address(acme, "question_edit", question.pk)
    client.post(url, typed(client, url) | {"meaning": "same"})
    assert question_in(acme, question.pk).current_id == question.current_id
    with organization_scope(acme.organization):
        assert isinstance(content_of(question.current, question.kind).rubric[0], RubricLine)


def _last(world: World) -> Question:
    with organization_scope(world.organization):
        rows = Question.objects.select_related("current__rubric")
        return rows.order_by("created_at").last()
