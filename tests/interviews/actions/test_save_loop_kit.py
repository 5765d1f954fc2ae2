import pytest
from django.http import Http404

from accounts.ground.verdict import Conflict, Denied, Invalid
from interviews.actions.save_loop_kit import save_loop_kit
from interviews.actions.use_kit import use_kit
from interviews.models import Exposure, PlannedQuestion, Session
from interviews.queries.kits import kit_sections, kits_of
from tests.interviews.helpers import audited, more_questions, prompts


@pytest.fixture
def two(in_acme):
    """The world's loop with a second interview of one question."""
    second = Session.objects.create(
        organization=in_acme.organization,
        loop=in_acme.loop,
        position=1,
        title="Deeper",
        purpose="How deep?",
        minutes=30,
    )
    PlannedQuestion.objects.create(
        organization=in_acme.organization,
        session=second,
        revision=in_acme.questions[2].current,
        position=0,
        minutes=10,
    )
    return in_acme


def _save(world, **fields):
    return save_loop_kit(**{"actor": world.lead, "loop_id": world.loop.pk, "name": "Whole"} | fields)


def test_each_interview_is_a_part_with_its_questions(two):
    kit = _save(two, name=" Whole ", purpose="All of it")

    sections = kit_sections(kit)
    assert (kit.name, kit.purpose, kit.minutes) == ("Whole", "All of it", 75)
    assert [(part.title, part.minutes) for part in sections] == [
        (two.session.title, 45),
        ("Deeper", 30),
    ]
    assert [[line.question for line in part.lines] for part in sections] == [
        two.questions[:2],
        two.questions[2:3],
    ]
    found = kits_of(two.lead).get()
    assert (found.interviews, found.questions) == (2, 3)
    assert audited("save_loop_kit") == 1


def test_a_loop_of_one_interview_makes_a_kit_without_parts(in_acme):
    kit = _save(in_acme)

    assert kit.parts.count() == 0
    assert kits_of(in_acme.lead).get().interviews == 1


def test_cancelled_and_empty_interviews_are_left_out(two):
    Session.objects.filter(title="Deeper").update(state="cancelled")
    assert _save(two).parts.count() == 0

    PlannedQuestion.objects.update(state="replaced")
    with pytest.raises(Conflict, match="has no questions"):
        _save(two, name="Other")


def test_the_kit_makes_a_loop_of_as_many_interviews_that_nobody_leads_yet(two):
    kit = _save(two)

    loop = use_kit(actor=two.second, kit_id=kit.pk, candidate_name="Toni Test")

    sessions = list(loop.sessions.order_by("position"))
    assert [(row.title, row.minutes, row.purpose) for row in sessions][1] == ("Deeper", 30, "How deep?")
    assert [row.planned.count() for row in sessions] == [2, 1]
    assert not any(row.seats.exists() for row in sessions)
    assert Exposure.objects.filter(candidate=loop.candidate, state="reserved").count() == 3
    assert loop.gaps == []


def test_a_stand_in_is_nothing_that_another_interview_asks(two):
    kit = _save(two)
    more_questions(two, 1, minutes=10)
    two.questions[0].state = "retired"
    two.questions[0].save()

    loop = use_kit(actor=two.lead, kit_id=kit.pk, candidate_name="Toni Test")

    asked = prompts(loop)
    assert len(asked) == len(set(asked)) == 3
    assert two.questions[2].current.prompt in asked


def test_several_interviews_are_not_started_at_once(two):
    kit = _save(two)

    with pytest.raises(Invalid, match="several interviews"):
        use_kit(actor=two.lead, kit_id=kit.pk, candidate_name="Toni Test", start=True)


def test_a_name_is_used_once(two):
    _save(two)
    for name in ("Whole", " ", "x" * 121):
        with pytest.raises(Invalid) as refused:
            _save(two, name=name)
        assert list(refused.value.fields) == ["name"]


def test_who_may_not(in_acme, zenith):
    with pytest.raises(Denied):
        _save(in_acme, actor=in_acme.committee)
    with pytest.raises(Http404):
        _save(in_acme, loop_id=zenith.loop.pk)
