"""Lines of labels, legends and headings that say a level."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questionbank.importing import parse_document
from questionbank.importing.labels import Labels, legend, read_labels
from questionbank.importing.places import Place, heading_labels
from questionbank.importing.source import Source


@pytest.mark.parametrize(
    ("line", "labels"),
    [
        ("Rarity: Very Common Difficulty: Hard", Labels(None, "Hard", "Very Common")),
        ("*Difficulty: Hard*", Labels(None, "Hard")),
        ("**Level:** Mid", Labels("Mid")),
        ("- **Difficulty:** Easy", Labels(None, "Easy")),
        ("> Schwierigkeit: schwer", Labels(None, "schwer")),
        ("Nivel: intermedio", Labels("intermedio")),
        ("Dificuldade: Fácil", Labels(None, "Fácil")),
        ("Difficulté : Facile", Labels(None, "Facile")),
        ("Сложность: ⭐⭐", Labels(None, "⭐⭐")),
        ("难度：中等", Labels(None, "中等")),
        ("Difficulty: 3/5", Labels(None, "3/5")),
        ("Tags: knots, `ropes`", Labels(tags=("knots", "ropes"))),
        (
            "Level: Senior | Difficulty: Hard | Companies: Foo, Bar",
            Labels("Senior", "Hard", None, ("Foo", "Bar")),
        ),
        ("#knots #ropes", Labels(tags=("knots", "ropes"))),
        ("`Easy`", Labels(None, "Easy")),
        ("![Hard](https://badges.example/x.svg)", Labels(None, "Hard")),
    ],
)
def test_a_line_of_labels_says_what_it_says(line, labels):
    assert read_labels(line) == labels


@pytest.mark.parametrize(
    "line",
    [
        "Level: the number of decks below the first",
        "Difficulty: vanishing gradients",
        "The difficulty: hard",
        "Company: we sailed for them.",
        "`boat`",
        "#include",
        "Easy",
        "[Hard](https://example.org)",
        "",
    ],
)
def test_a_line_of_an_answer_is_no_line_of_labels(line):
    assert read_labels(line) is None


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("Easy", "Easy"),
        ("🟢 Easy (10 Questions)", "Easy"),
        ("Junior questions", "Junior"),
        ("Questions for Senior Developers", "Senior"),
        ("Level 1: Basic", "Basic"),
        ("Middle/Senior", "Middle/Senior"),
        ("Fortgeschritten", "Fortgeschritten"),
        ("Fragen für Anfänger", "für Anfänger"),
        ("Preguntas de nivel intermedio", "nivel intermedio"),
        ("Perguntas para iniciantes", "para iniciantes"),
        ("Niveau avancé", "avancé"),
        ("Для начинающих", "Для начинающих"),
        ("Вопросы для Junior", "Junior"),
        ("高级面试题", "高级"),
    ],
)
def test_a_heading_that_is_nothing_but_a_level_says_it(name, word):
    labels = heading_labels(name)

    assert labels is not None and word in (labels.level, labels.difficulty)


@pytest.mark.parametrize(
    "name", ["Advanced SQL", "Basics", "Hard drives", "Interview", "Media", "简单工厂模式", ""]
)
def test_a_heading_with_a_topic_in_it_says_none(name):
    assert heading_labels(name) is None


def test_a_level_below_a_topic_leaves_the_topic_as_section_and_ends_with_it():
    place = Place()
    place.enter("Ropes", "## Ropes")
    place.enter("Hard", "### Hard")
    assert (place.section, place.labels) == ("Ropes", Labels(None, "Hard"))

    place.enter("Sails", "## Sails")
    assert (place.section, place.labels) == ("Sails", Labels())


def test_a_topic_below_a_level_keeps_the_level_and_a_level_alone_is_the_section():
    place = Place()
    place.enter("Senior", "## Senior")
    assert (place.section, place.labels) == ("Senior", Labels("Senior"))

    place.enter("Ropes", "### Ropes")
    assert (place.section, place.labels) == ("Ropes", Labels("Senior"))


LEGEND = """# Boats

- 👶 easy
- ⭐️ medium
- 🚀 expert

## Ropes

**What is a rope? 👶**

Line.

**What is a sail? 🚀**

Cloth.
"""


def test_a_sign_gets_the_word_of_the_documents_own_legend():
    document = parse_document("x.md", LEGEND.encode())

    assert [question.difficulty for question in document.questions] == ["easy", "expert"]
    assert [question.prompt for question in document.questions] == ["What is a rope?", "What is a sail?"]


def test_a_legend_whose_words_are_all_levels_gives_levels():
    text = (
        "# Boats\n\n🟢 Junior, 🔴 Senior\n\n## 🟢 What is a rope?\n\nLine.\n\n## What is a sail? 🔴\n\nCloth."
    )
    document = parse_document("x.md", text.encode())

    assert [(question.level, question.difficulty) for question in document.questions] == [
        ("Junior", None),
        ("Senior", None),
    ]


def test_a_prompt_with_a_sign_is_no_legend():
    assert legend(Source("x", ("🟢 Is it easy?", "Easy does it, and 🟢 is green as grass here"))) == {}


def test_labels_fill_each_other_up():
    first, second = Labels("Mid", tags=("a",)), Labels("Senior", "Hard", "Rare", ("a", "b"))

    assert first.over(second) == Labels("Mid", "Hard", "Rare", ("a", "b"))


@given(st.text(max_size=200))
def test_any_line_is_read(line):
    labels = read_labels(line)

    assert labels is None or labels != Labels()
