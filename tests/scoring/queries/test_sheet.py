"""What raters of one level are shown: its anchors, all levels' where it has none; options, the key apart."""

import pytest

from questionbank.models import Anchor, Level, RubricCriterion
from scoring.queries.packet import packet_of
from scoring.queries.sheet import criteria_by_question, planned_questions
from tests.cast import World, make_question, sign_in


@pytest.fixture
def other_level(in_acme: World) -> Level:
    return Level.objects.create(organization=in_acme.organization, name="Principal", rank=77)


def own_anchor(world: World, level: Level, point: int, text: str) -> None:
    line = RubricCriterion.objects.get(rubric=world.questions[0].current.rubric, criterion=world.criteria[0])
    Anchor.objects.create(organization=world.organization, line=line, level=level, point=point, text=text)


def test_a_level_has_its_own_anchor_and_where_it_has_none_the_one_of_all(in_acme, other_level):
    own_anchor(in_acme, in_acme.level, 3, "At this level: weighs the costs")
    own_anchor(in_acme, other_level, 2, "At another level: sees the costs")
    planned = planned_questions(in_acme.session)
    anchors = criteria_by_question(in_acme.session, planned)[planned[0].pk][0].anchors
    assert anchors == {
        1: "Depth seen at point 1",
        2: "Depth seen at point 2",
        3: "At this level: weighs the costs",
        4: "Depth seen at point 4",
    }


def test_the_sheet_and_the_packet_show_the_anchors_of_the_loops_level(in_acme, other_level):
    own_anchor(in_acme, in_acme.level, 3, "weighs the costs")
    own_anchor(in_acme, other_level, 3, "invents the field")
    sheet = sign_in(in_acme.lead).get(f"/o/acme/live/{in_acme.session.pk}/").text
    assert "weighs the costs" in sheet
    assert "invents the field" not in sheet
    assert f"{in_acme.criteria[1].name} seen at point 3" in sheet, "other criteria keep theirs"
    packet = str(packet_of(in_acme.committee, in_acme.loop)["sessions"])
    assert "weighs the costs" in packet
    assert "invents the field" not in packet


def test_the_options_of_a_question_stand_on_the_sheet_and_its_key_with_the_model_answer_only(in_acme):
    options = [
        {"text": "A `list`", "correct": False, "feedback": ""},
        {"text": "A limit", "correct": True, "feedback": "Because memory ends."},
    ]
    question = make_question(in_acme.organization, "Which?", options=options, answer="It is B.")
    planned = in_acme.session.planned.get(position=0)
    planned.revision = question.current
    planned.save()
    client, address = sign_in(in_acme.lead), f"/o/acme/live/{in_acme.session.pk}/"
    sheet = client.get(address).text
    assert "A <code>list</code>" in sheet
    assert "A limit" in sheet
    answer = client.get(f"{address}questions/{planned.pk}/answer/").text
    for secret in ("Right", "Because memory ends."):
        assert secret not in sheet
        assert secret in answer
