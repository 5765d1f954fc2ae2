"""Rubrics under review: the list, a rubric's anchors with evidence, its figures, comments."""

import json

import pytest
from django.urls import reverse

from interviews.enums import LoopState
from interviews.models import Loop
from questionbank.actions.comment_on_anchor import comment_on_anchor
from questionbank.models import Anchor, AnchorComment, Criterion, Question, Rubric
from scoring.enums import Facet
from tests.cast import World, make_question, make_rubric, sign_in
from tests.questionbank.proposing import another_judge, applied, propose, the_rubric
from tests.scoring.calibrated import a_run, measured
from tests.scoring.packets import complete_loop
from tests.scoring.reviewed_rubrics import a_measured_run, rated_loops


def page_of(world: World, name: str, *ids: object, part: str = "committee", query: str = "") -> str:
    answer = sign_in(getattr(world, part)).get(reverse(name, args=[world.slug, *ids]) + query)
    assert answer.status_code == 200, answer.content.decode()[:1500]
    return answer.content.decode()


def rubric_with(world: World, prompt: str) -> Rubric:
    """Another rubric, of one question."""
    rubric = make_rubric(world.organization, world.criteria[:1])
    make_question(world.organization, prompt, rubric=rubric)
    return rubric


def test_the_list_has_every_rubric_in_use_and_what_is_missing(in_acme):
    rubric_with(in_acme, "What does a lock cost?")
    retired = rubric_with(in_acme, "Retired and gone?")
    Question.objects.filter(current__rubric=retired).update(state="retired")
    page = page_of(in_acme, "rubric_list")
    assert "How does a bounded queue protect a service?" in page
    assert "and 3 more questions" in page
    assert "Too little data: 0 ratings, 10 more needed" in page
    assert "Retired and gone?" not in page


def test_what_waits_for_the_reader_comes_first(in_acme):
    commented = rubric_with(in_acme, "Commented on?")
    comment_on_anchor(actor=in_acme.curator, line_id=commented.lines.get().pk, text="Hm.")
    a_measured_run(in_acme, [])
    propose(in_acme)
    mine, others = page_of(in_acme, "rubric_list"), page_of(in_acme, "rubric_list", part="curator")
    assert "1 change waits for approval" in mine
    assert "Waits for you" not in mine
    assert "1 proposal to approve or decline" in others
    for page in (mine, others):
        assert page.index("bounded queue") < page.index("Commented on?")


def test_a_point_that_is_never_given_is_said_on_the_list(in_acme):
    run = a_run(in_acme)
    for question in in_acme.questions:
        measured(run, Facet.QUESTION, question.current.pk, 0.3, details={"use": [0, 20, 30, 10]})
    page = page_of(in_acme, "rubric_list")
    assert "Point 1 never given" in page
    assert '<td class="number">240</td>' in page


def test_the_list_can_be_searched(in_acme):
    rubric_with(in_acme, "What does a lock cost?")
    page = page_of(in_acme, "rubric_list", query="?q=LOCK+cost")
    assert "lock cost" in page
    assert "bounded queue" not in page
    assert "No rubric is called that" in page_of(in_acme, "rubric_list", query="?q=zebra")


def test_without_rubrics_the_list_says_what_to_do(in_acme):
    Question.objects.update(state="retired")
    assert "No question has a rubric yet" in page_of(in_acme, "rubric_list")


def test_anchors_stand_beside_evidence_for_who_reviews(in_acme):
    rated_loops(in_acme, 6)
    rubric = the_rubric(in_acme)
    for part in ("committee", "curator"):
        page = page_of(in_acme, "rubric", rubric.pk, part=part)
        assert "Depth seen at point 3" in page
        assert '<blockquote class="rubric-example">' in page
        assert "heard" in page
        for name in ("Lea", "Sam Second", "C-0002", "Rated 1"):
            assert name not in page
    admin = page_of(in_acme, "rubric", rubric.pk, part="admin")
    assert "Depth seen at point 3" in admin
    assert "rubric-example" not in admin
    assert "Propose a change" not in admin


def test_drafts_are_said_to_be_drafts(in_acme):
    rubric = make_rubric(in_acme.organization, in_acme.criteria[:1])
    Anchor.objects.create(
        organization=in_acme.organization,
        line=rubric.lines.get(),
        level=in_acme.level,
        point=3,
        text="From a template.",
        is_draft=True,
    )
    make_question(in_acme.organization, "With drafts?", rubric=rubric)
    page = page_of(in_acme, "rubric", rubric.pk)
    assert "1 anchor is a draft" in page
    assert "Draft: nobody stands behind it yet" in page
    assert "1 anchor that nobody stands behind" in page_of(in_acme, "rubric_list")


def test_a_comment_is_written_beside_its_criterion_and_settled(in_acme):
    rubric = the_rubric(in_acme)
    line = rubric.lines.earliest("position")
    browser = sign_in(in_acme.committee)
    path = reverse("rubric_comment", args=["acme", line.pk])
    prefix = f"line-{line.pk}"
    anchor = line.anchors.get(point=3)
    sent = {f"{prefix}-text": "What is “deep”?", f"{prefix}-anchor_id": str(anchor.pk)}
    answer = browser.post(path, sent, follow=True)
    assert "Your comment stands beside Depth." in answer.content.decode()
    comment = AnchorComment.objects.get()
    assert (comment.anchor, comment.author) == (anchor, in_acme.committee)
    assert "Commented" in page_of(in_acme, "rubric_list")
    assert f"comments/{comment.pk}/" in page_of(in_acme, "rubric", rubric.pk)
    assert f"comments/{comment.pk}/" not in page_of(in_acme, "rubric", rubric.pk, part="admin")
    settle = reverse("rubric_comment_settle", args=["acme", comment.pk])
    assert "1 settled comment" in browser.post(settle, follow=True).content.decode()


def test_a_comment_without_words_is_refused_beside_the_field(in_acme):
    line = the_rubric(in_acme).lines.earliest("position")
    path = reverse("rubric_comment", args=["acme", line.pk])
    answer = sign_in(in_acme.committee).post(path, {f"line-{line.pk}-text": " "})
    assert answer.status_code == 400
    assert "This could not be saved yet" in answer.content.decode()


def test_a_rubric_of_the_past_leads_to_what_took_its_place(in_acme):
    old = the_rubric(in_acme)
    new = applied(in_acme).made
    page = page_of(in_acme, "rubric", old.pk)
    assert "A rubric of the past: no question has it now." in page
    assert "Propose a change" not in page
    assert "Applied" in page
    assert "Made by" in page_of(in_acme, "rubric", new.pk)


def test_figures_of_a_rubric_in_use(in_acme):
    loops = rated_loops(in_acme, 12)
    a_measured_run(in_acme, loops)
    page = page_of(in_acme, "rubric_figures", the_rubric(in_acme).pk)
    assert "48 ratings of 12 candidates" in page
    assert "Points 1 and 4 never given in 48 ratings" in page
    assert "24 pairs" in page
    assert "In order: each point is the most likely one somewhere on the ruler." in page
    assert "the same point in" in page
    assert "over all rubrics" in page


def test_figures_without_enough_say_how_much_is_missing(in_acme):
    rated_loops(in_acme, 2)
    page = page_of(in_acme, "rubric_figures", the_rubric(in_acme).pk)
    assert "Too little data: 8 ratings, 2 more needed." in page
    assert "Nothing was calibrated yet" in page
    rated_loops(in_acme, 2)
    page = page_of(in_acme, "rubric_figures", the_rubric(in_acme).pk)
    assert "Too little data: ratings of 4 candidates, 1 more needed." in page


def test_a_card_that_is_owed_keeps_its_loop_out_of_the_figures(in_acme):
    loops = rated_loops(in_acme, 6, released=False)
    assert "24 ratings of 6 candidates" in page_of(in_acme, "rubric_figures", the_rubric(in_acme).pk)
    loops[0].sessions.get().seats.create(
        organization=in_acme.organization, member=in_acme.admin, kind="second"
    )
    assert "20 ratings of 5 candidates" in page_of(in_acme, "rubric_figures", the_rubric(in_acme).pk)


def test_figures_can_be_had_as_a_file(in_acme):
    rated_loops(in_acme, 6)
    rows = json.loads(page_of(in_acme, "rubric_figures", the_rubric(in_acme).pk, query="?format=json"))
    assert [row["criterion"] for row in rows] == ["Depth", "Clarity"]
    assert rows[0]["ratings"] == 24
    few = make_rubric(in_acme.organization, in_acme.criteria[:1])
    none = json.loads(page_of(in_acme, "rubric_figures", few.pk, query="?format=json"))[0]
    assert none["given_1"] is None
    assert none["missing"] == "too little data: 0 ratings, 10 more needed"


@pytest.mark.parametrize("part", ["lead", "coordinator", "nobody"])
def test_others_do_not_read_it_and_have_no_tab(in_acme, part):
    browser = sign_in(getattr(in_acme, part))
    assert browser.get(reverse("rubric_list", args=["acme"])).status_code == 403
    assert "debrief/rubrics/" not in browser.get(reverse("packet_list", args=["acme"])).content.decode()


@pytest.mark.parametrize("rows", [1, 30])
def test_the_list_asks_as_many_questions_for_one_rubric_as_for_thirty(
    in_acme, django_assert_num_queries, rows
):
    for n in range(rows):
        rubric = rubric_with(in_acme, f"Question {n}?")
        line = rubric.lines.get()
        comment_on_anchor(actor=in_acme.curator, line_id=line.pk, text="Hm.")
    propose(in_acme)
    a_measured_run(in_acme, [])
    browser, path = sign_in(in_acme.curator), reverse("rubric_list", args=["acme"])
    with django_assert_num_queries(11):
        assert browser.get(path).status_code == 200


@pytest.mark.parametrize("rows", [1, 30])
@pytest.mark.parametrize(("name", "queries"), [("rubric", 13), ("rubric_figures", 11)])
def test_a_rubric_asks_as_many_for_one_criterion_and_question_as_for_thirty(
    in_acme, django_assert_num_queries, name, queries, rows
):
    criteria = [
        Criterion.objects.create(organization=in_acme.organization, name=f"Criterion {n}")
        for n in range(rows)
    ]
    rubric = make_rubric(in_acme.organization, criteria)
    for n in range(rows):
        make_question(in_acme.organization, f"Question {n}?", rubric=rubric)
        line = rubric.lines.get(position=n)
        comment_on_anchor(actor=in_acme.curator, line_id=line.pk, text="Hm.")
    for question in in_acme.questions[:2]:
        revision = question.current
        new = type(revision).objects.create(
            organization=in_acme.organization,
            question=question,
            number=2,
            prompt=revision.prompt,
            rubric=rubric,
        )
        question.current = new
        question.save()
    _rate(in_acme, rows)
    a_measured_run(in_acme, [])
    another_judge(in_acme)
    browser, path = sign_in(in_acme.curator), reverse(name, args=["acme", rubric.pk])
    with django_assert_num_queries(queries):
        assert browser.get(path).status_code == 200


def _rate(world: World, criteria: int) -> None:
    values = [3] * (2 * criteria)
    for n in range(6):
        complete_loop(world, values, values, title=f"Rated {n}")
    Loop.objects.filter(name__startswith="Rated").update(state=LoopState.DECIDED)
