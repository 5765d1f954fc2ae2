import pytest

from accounts.ground.verdict import Denied
from questionbank.queries.questions import START, STOP, QuestionFilter, find_questions, snippet_pieces
from tests.cast import World, make_question


def test_a_snippet_is_cut_into_hits_and_the_rest() -> None:
    text = f"a {START}hit{STOP} and {START}more{STOP}"

    assert snippet_pieces(text) == [("a ", False), ("hit", True), (" and ", False), ("more", True)]
    assert snippet_pieces("nothing hit") == []


def test_text_that_looks_like_markup_is_no_hit(in_acme: World) -> None:
    make_question(in_acme.organization, "Marked?", answer="<mark>not</mark> a zebra at all")

    (found,) = find_questions(in_acme.lead, QuestionFilter(text="zebra"))

    assert [hit for hit in snippet_pieces(found.snippet) if hit[1]] == [("zebra", True)]


def test_the_best_match_comes_first(in_acme: World) -> None:
    in_answer = make_question(in_acme.organization, "How is it kept?", answer="By a zebra.")
    in_prompt = make_question(in_acme.organization, "What is a zebra?", answer="Striped.")

    found = list(find_questions(in_acme.lead, QuestionFilter(text="zebras")))

    assert found == [in_prompt, in_answer]


def test_without_a_text_it_goes_by_topic_and_level(in_acme: World) -> None:
    none = make_question(in_acme.organization, "Nowhere?")

    assert list(find_questions(in_acme.lead, QuestionFilter())) == [*in_acme.questions, none]


def test_who_has_no_role_finds_nothing(in_acme: World) -> None:
    with pytest.raises(Denied):
        find_questions(in_acme.nobody, QuestionFilter())


def test_the_other_organisation_never_shows(in_acme: World, zenith: World) -> None:
    found = find_questions(in_acme.lead, QuestionFilter(text="queue"))

    assert {question.organization_id for question in found} == {in_acme.organization.pk}


def test_a_zero_byte_finds_nothing_and_breaks_nothing(in_acme: World) -> None:
    assert list(find_questions(in_acme.lead, QuestionFilter(text="\x00zebra\x00"))) == []
