"""The bank that ships: whole, varied, rated by anchors that differ, and of our own writing."""

import re
from collections import Counter
from itertools import combinations

import pytest
from rapidfuzz.fuzz import token_set_ratio
from rapidfuzz.utils import default_process

from questionbank.starter import (
    HERE,
    StarterBlueprint,
    StarterQuestion,
    StarterQuota,
    StarterStage,
    load,
)
from questionbank.starter.shapes import KINDS, LEVELS
from tests.seeds import seed_path

STARTER = load()
PARENTS = {topic.key: topic.parent for topic in STARTER.topics}
EACH_QUESTION = pytest.mark.parametrize("question", STARTER.questions, ids=lambda question: question.key)
EACH_STAGE = pytest.mark.parametrize(
    "stage",
    [stage for blueprint in STARTER.blueprints for stage in blueprint.stages],
    ids=lambda stage: stage.name,
)


def top_of(topic: str) -> str:
    """The key of the topic's topmost ancestor."""
    parent = PARENTS[topic]
    return top_of(parent) if parent else topic


def is_below(topic: str | None, ancestor: str) -> bool:
    """Whether `topic` is `ancestor` or lies somewhere under it."""
    return topic is not None and (topic == ancestor or is_below(PARENTS[topic], ancestor))


def matching(stage: StarterStage, quota: StarterQuota) -> list[StarterQuestion]:
    """The questions that a stage may draw for one of its topics."""
    return [
        question
        for question in STARTER.questions
        if question.level in (stage.level, *stage.neighbours)
        and question.kind in stage.kinds
        and is_below(question.topic, quota.topic)
    ]


def fences(markdown: str) -> list[str]:
    """The opening and closing code fences of a text, in order."""
    return [line.strip() for line in markdown.splitlines() if line.strip().startswith("```")]


def python_blocks(question: StarterQuestion) -> list[str]:
    """The Python code of the model answer."""
    return re.findall(r"^```python\n(.*?)^```", question.answer, flags=re.M | re.S)


def sentences_of(prompt: str) -> list[str]:
    """The sentences of a prompt that are long enough to be recognised; its code is left out."""
    prose = re.sub(r"^```.*?^```", "", prompt, flags=re.M | re.S)
    return [sentence for sentence in re.split(r"(?<=[.?!])\s+", prose) if words(sentence) >= 6]


def words(text: str) -> int:
    """How many words, counting code by white space too."""
    return len(text.split())


# What is there


def test_the_bank_is_large_and_spread_over_levels_topics_and_kinds() -> None:
    assert len(STARTER.questions) >= 115
    assert all(n >= 10 for n in Counter(question.level for question in STARTER.questions).values())
    cells = Counter((top_of(question.topic), question.level) for question in STARTER.questions)
    tops = [topic.key for topic in STARTER.topics if topic.parent is None]
    assert len(tops) == 7
    assert all(cells[top, level] >= 2 for top in tops for level in LEVELS), cells
    assert {question.kind for question in STARTER.questions} == set(KINDS)
    assert {question.difficulty for question in STARTER.questions} == {1, 2, 3}


def test_every_topic_at_the_bottom_of_the_tree_has_questions() -> None:
    bottom = {topic.key for topic in STARTER.topics} - set(PARENTS.values())
    assert bottom == {question.topic for question in STARTER.questions}


def test_every_criterion_is_rated_somewhere_and_has_a_description() -> None:
    rated = {rating.criterion for question in STARTER.questions for rating in question.ratings}
    assert rated == {criterion.key for criterion in STARTER.criteria}
    assert all(words(criterion.description) >= 10 for criterion in STARTER.criteria)


def test_a_file_holds_the_questions_of_its_own_topic() -> None:
    for top in {top_of(question.topic) for question in STARTER.questions}:
        text = (HERE / f"{top.replace('-', '_')}.yaml").read_text(encoding="utf-8")
        keys = set(re.findall(r"^- key: (\S+)$", text, flags=re.M))
        assert keys == {question.key for question in STARTER.questions if top_of(question.topic) == top}


@EACH_QUESTION
def test_keys_are_stable_slugs(question: StarterQuestion) -> None:
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", question.key)
    assert len(question.key) <= 50


# Each question


@EACH_QUESTION
def test_texts_have_a_sensible_length(question: StarterQuestion) -> None:
    assert 20 <= words(question.prompt) <= 130
    assert 12 <= words(question.summary) <= 45
    assert 80 <= words(question.answer) <= 250
    assert all(words(text) >= 4 for text in (*question.probes, *question.hints, *question.red_flags))


@EACH_QUESTION
def test_minutes_fit_the_level(question: StarterQuestion) -> None:
    assert 8 <= question.minutes <= (15 if question.level == "Junior" else 30)


@EACH_QUESTION
def test_anchors_are_four_distinct_sentences_of_ten_to_thirty_words(question: StarterQuestion) -> None:
    for rating in question.ratings:
        for anchor in rating.anchors:
            assert 10 <= words(anchor) <= 30, anchor
            assert anchor[0].isupper() and anchor.endswith("."), anchor
        for one, other in combinations(rating.anchors, 2):
            assert token_set_ratio(one, other, processor=default_process) < 85, (one, other)


def test_no_anchor_is_used_for_two_questions() -> None:
    anchors = [
        anchor for question in STARTER.questions for rating in question.ratings for anchor in rating.anchors
    ]
    assert [anchor for anchor, n in Counter(anchors).items() if n > 1] == []


@EACH_QUESTION
def test_code_fences_are_closed_and_name_their_language(question: StarterQuestion) -> None:
    for text in (question.prompt, question.answer):
        marks = fences(text)
        assert len(marks) % 2 == 0
        assert all(opening != "```" for opening in marks[::2])
        assert all(closing == "```" for closing in marks[1::2])


@EACH_QUESTION
def test_python_in_answers_compiles(question: StarterQuestion) -> None:
    for block in python_blocks(question):
        compile(block, question.key, "exec")


@EACH_QUESTION
def test_coding_answers_show_code(question: StarterQuestion) -> None:
    if question.kind == "coding":
        assert python_blocks(question)


def test_some_answers_hold_a_table_and_some_a_formula() -> None:
    assert sum("|---|" in question.answer for question in STARTER.questions) >= 5
    assert sum(bool(re.search(r"`[^`]* = [^`]*[×/Σ][^`]*`", q.answer)) for q in STARTER.questions) >= 3


# Our own words


def test_no_two_prompts_are_nearly_the_same() -> None:
    pairs = combinations(STARTER.questions, 2)
    close = [
        (a.key, b.key)
        for a, b in pairs
        if token_set_ratio(a.prompt, b.prompt, processor=default_process) >= 80
    ]
    assert close == []


def test_no_prompt_is_taken_from_the_shared_documents() -> None:
    texts = [seed_path(prefix).read_text(encoding="utf-8") for prefix in ("000", "001", "002", "003", "004")]
    lines = {line.strip() for text in texts for line in text.splitlines()}
    telling = [line for line in lines if words(line) >= 6]  # a shorter line is contained in almost any text
    assert len(telling) > 1000
    sentences = [(q.key, sentence) for q in STARTER.questions for sentence in sentences_of(q.prompt)]
    taken = [
        (key, line)
        for key, sentence in sentences
        for line in telling
        if token_set_ratio(sentence, line, processor=default_process, score_cutoff=85)
    ]
    assert taken == []


# Blueprints


ROLES = ("Machine Learning Engineer", "MLOps Engineer", "Data Scientist", "Backend Engineer")


def test_there_is_a_blueprint_for_every_role_at_every_level() -> None:
    found = [(blueprint.role, blueprint.level) for blueprint in STARTER.blueprints]
    assert sorted(found) == sorted((role, level) for role in ROLES for level in LEVELS)
    assert all(len(blueprint.stages) == 4 for blueprint in STARTER.blueprints)
    assert all(stage.seats[0] == "lead" for blueprint in STARTER.blueprints for stage in blueprint.stages)
    assert all(blueprint.name == f"{blueprint.role} ({blueprint.level})" for blueprint in STARTER.blueprints)


def test_only_levels_next_to_a_stage_s_own_stand_in() -> None:
    for stage in (stage for blueprint in STARTER.blueprints for stage in blueprint.stages):
        own = LEVELS.index(stage.level)
        assert all(abs(LEVELS.index(level) - own) == 1 for level in stage.neighbours), stage.name


def test_every_blueprint_sets_a_bar_for_what_its_stages_rate() -> None:
    for blueprint in STARTER.blueprints:
        bars = dict(blueprint.bars)
        assert len(bars) >= 4
        rated = {criterion for stage in blueprint.stages for criterion in stage.criteria}
        assert {"ownership", "working-with-others"} <= rated & set(bars)


def test_topics_for_two_people_may_be_asked_about_in_two_stages() -> None:
    for blueprint in STARTER.blueprints:
        for topic in blueprint.twice:
            stages = [
                stage
                for stage in blueprint.stages
                if any(is_below(q.topic, topic) or is_below(topic, q.topic) for q in stage.quotas)
            ]
            assert len(stages) >= 2, (blueprint.key, topic)


@EACH_STAGE
def test_a_stage_has_at_least_twice_the_questions_it_needs(stage: StarterStage) -> None:
    for quota in stage.quotas:
        assert len(matching(stage, quota)) >= 2 * quota.minimum, quota
        assert len(matching(stage, quota)) >= quota.maximum, quota


@EACH_STAGE
def test_the_longest_needed_questions_fit_with_five_minutes_to_spare(stage: StarterStage) -> None:
    minutes = {
        quota: sorted(question.minutes for question in matching(stage, quota)) for quota in stage.quotas
    }
    assert (
        5 + sum(sum(minutes[quota][-quota.minimum :]) for quota in stage.quotas if quota.minimum)
        <= stage.minutes
    )
    assert sum(sum(minutes[quota][: quota.maximum]) for quota in stage.quotas) <= stage.minutes


@EACH_STAGE
def test_whatever_is_drawn_every_required_criterion_is_rated(stage: StarterStage) -> None:
    for criterion in stage.criteria:
        without = {
            quota: [
                q
                for q in matching(stage, quota)
                if criterion not in {rating.criterion for rating in q.ratings}
            ]
            for quota in stage.quotas
        }
        assert any(len(without[quota]) < quota.minimum for quota in stage.quotas), criterion


@pytest.mark.parametrize("blueprint", STARTER.blueprints, ids=lambda blueprint: blueprint.key)
def test_a_blueprint_can_be_filled_twice_without_a_repeat(blueprint: StarterBlueprint) -> None:
    used: set[str] = set()
    for _ in range(2):
        for stage in blueprint.stages:
            for quota in stage.quotas:
                free = [question.key for question in matching(stage, quota) if question.key not in used]
                assert len(free) >= quota.minimum, (stage.name, quota)
                used.update(free[: quota.minimum])
