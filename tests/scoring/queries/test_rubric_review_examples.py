"""Evidence as examples: nobody's in particular, only of what is released, always the same."""

import pytest

from interviews.enums import LoopState
from interviews.models import CandidatePerson, ConflictOfInterest, Loop
from scoring.models import CommitteeSeat, Debrief, Rating
from scoring.queries.rubric_review_examples import EACH, Examples, examples_of, without_names
from scoring.queries.rubric_review_scope import scope_of
from tests.cast import World
from tests.questionbank.proposing import the_rubric
from tests.scoring.reviewed_rubrics import rated_loops


def examples(world: World, part: str = "committee") -> Examples:
    rubric = the_rubric(world)
    return examples_of(getattr(world, part), rubric, scope_of(rubric))


def texts(found: Examples) -> list[str]:
    return sorted(text for said in found.texts.values() for text in said)


def test_evidence_of_released_decisions_stands_beside_its_point(in_acme):
    rated_loops(in_acme, 12)
    for n, loop in enumerate(Loop.objects.filter(state=LoopState.DECIDED)):
        Rating.objects.filter(scorecard__seat__session__loop=loop).update(
            evidence=f"Said {'abcdefghijkl'[n] * 4}."
        )
    found = examples(in_acme)
    assert found.missing == ""
    assert len(texts(found)) == len(set(texts(found))) > 4  # from no loop two
    assert all(len(said) <= EACH for said in found.texts.values())
    depth = in_acme.criteria[0].pk
    assert {point for criterion, point in found.texts if criterion == depth} <= {2, 3}


def test_the_choice_is_drawn_once(in_acme):
    rated_loops(in_acme, 12)
    assert examples(in_acme) == examples(in_acme) == examples(in_acme, "curator")


def test_what_is_not_released_is_no_example(in_acme):
    loops = rated_loops(in_acme, 12, released=False)
    assert examples(in_acme).texts == {}
    for state in (LoopState.CLOSED, LoopState.CANCELLED):
        Loop.objects.filter(pk__in=[loop.pk for loop in loops]).update(state=state)
        assert examples(in_acme).texts == {}


def test_too_few_people_are_no_examples_and_it_says_how_many_are_missing(in_acme):
    rated_loops(in_acme, 4)
    found = examples(in_acme)
    assert found.texts == {}
    assert "evidence of 4 candidates" in found.missing
    assert "it takes 1 more" in found.missing


def test_a_loop_of_a_conflict_or_a_recusal_is_left_out_for_that_reader(in_acme):
    loops = rated_loops(in_acme, 6)
    Rating.objects.filter(scorecard__seat__session__loop=loops[0]).update(evidence="Of the friend.")
    Rating.objects.filter(scorecard__seat__session__loop=loops[1]).update(evidence="Of the recused.")
    ConflictOfInterest.objects.create(
        organization=in_acme.organization,
        member=in_acme.committee,
        candidate=loops[0].candidate,
        kind="declared",
        reason="Friends.",
    )
    assert "Of the friend." in texts(examples(in_acme, "curator"))
    assert "Of the friend." not in texts(examples(in_acme))
    assert "Of the recused." in texts(examples(in_acme))
    debrief = Debrief.objects.create(organization=in_acme.organization, loop=loops[1])
    CommitteeSeat.objects.create(
        organization=in_acme.organization, debrief=debrief, member=in_acme.committee, state="recused"
    )
    assert examples(in_acme).texts == {}  # four are left, which is too few


def test_names_of_the_candidate_and_of_interviewers_are_taken_out(in_acme):
    loops = rated_loops(in_acme, 6)
    for n, loop in enumerate(loops):
        CandidatePerson.objects.filter(candidate=loop.candidate).update(name=f"Zoë Quandt{n}")
        pseudonym = loop.candidate.pseudonym
        said = f"Zoë, so quandt{n}, sized it; {pseudonym} told LEAD and Sam: z@q.example."
        Rating.objects.filter(scorecard__seat__session__loop=loop).update(evidence=said)
    shown = " ".join(texts(examples(in_acme)))
    assert "sized it" in shown
    for name in ("Zoë", "quandt", "lead", "Sam", "z@q", "C-0"):
        assert name.lower() not in shown.lower()


def test_of_a_candidate_whose_name_is_gone_nothing_is_shown(in_acme):
    loops = rated_loops(in_acme, 6)
    CandidatePerson.objects.filter(candidate__in=[loop.candidate_id for loop in loops]).delete()
    assert "evidence of 0 candidates" in examples(in_acme).missing


def test_what_was_amended_is_no_example(in_acme):
    rated_loops(in_acme, 6)
    Rating.objects.update(first_state="rated", first_value=1)
    assert examples(in_acme).texts == {}


@pytest.mark.parametrize(
    ("text", "name", "shown"),
    [
        ("Ana knew it. Analysis too; so did ANA.", "Ana Do", "… knew it. Analysis too; so did …."),
        ("Do knew what to do.", "Ana Do", "… knew what to do."),
        ("Call +49 170 1234567, see https://x.example/ana", "Bo", "Call …, see …"),
        ("Zoe and Zoë\nare one", "Zoë Q", "… and … are one"),
        ("我觉得小明很好", "王 小明", "我觉得…很好"),
        ("A point of one letter stays", "A", "A point of one letter stays"),
    ],
)
def test_what_is_taken_out_of_a_text(text, name, shown):
    assert without_names(text, [name]) == shown


def test_long_texts_are_cut():
    assert len(without_names("word " * 200, [])) <= 280
