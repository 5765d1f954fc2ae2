"""Lists of questions without answers, and lists that are none."""

from hypothesis import given, settings
from hypothesis import strategies as st

from questionbank.importing import Document, parse_document

NO_ANSWER = ("The document gives no answer.",)


def parse(text: str) -> Document:
    return parse_document("notes.md", text.encode())


def prompts(document: Document) -> list[str]:
    return [question.prompt for question in document.questions]


FLEET = """# Questions for a crew

Please pick a few.

## General

* What did you learn at sea?
* Describe your last
  voyage.
  * Who was with you?
  * If nobody, why?
* Explain a halyard.

```js
hoist(sail)
```

## Rigging

* What is a shroud?
* Differences between ketch and yawl.
* Tension

## Contributors

* [@one](https://example.org/one)
* [@two](https://example.org/two)

## Links

* https://example.org/a
* [A book](https://example.org/b)

## License

Free for all.
"""


def test_bullets_under_headings_are_questions_and_what_is_indented_below_belongs_to_them():
    document = parse(FLEET)

    assert document.reader == "bullets"
    assert prompts(document) == [
        "What did you learn at sea?",
        "Describe your last voyage.",
        "Explain a halyard.",
        "What is a shroud?",
        "Differences between ketch and yawl.",
        "Tension",
    ]
    assert [question.section for question in document.questions] == ["General"] * 3 + ["Rigging"] * 3
    assert document.questions[0].warnings == NO_ANSWER and document.questions[0].answer == ""
    assert document.questions[1].answer == "- Who was with you?\n- If nobody, why?"
    assert document.questions[2].answer == "```js\nhoist(sail)\n```" and not document.questions[2].warnings
    assert document.unaccounted == () and document.title == "Questions for a crew"


def test_topics_written_as_bullets_are_sections():
    document = parse(
        "- **Sails**\n  - What is a jib?\n  - What is a main?\n"
        "- **Hulls**\n  - What is a keel?\n    - how deep?\n"
    )

    assert prompts(document) == ["What is a jib?", "What is a main?", "What is a keel?"]
    assert [question.section for question in document.questions] == ["Sails", "Sails", "Hulls"]
    assert document.questions[2].answer == "- how deep?"


def test_numbered_lists_under_plain_titles_and_levels_in_russian_and_chinese():
    russian = parse("Для кока:\n1. Что такое соль?\n2. Опишите кашу.\n\nДля боцмана:\n1. Что такое трос?\n")
    chinese = parse("# 船\n\n## 初级\n\n- 什么是锚？\n- 解释帆的作用。\n\n## 高级\n\n- 请描述导航。\n")

    assert [(q.section, q.number, q.prompt) for q in russian.questions] == [
        ("Для кока", "1", "Что такое соль?"),
        ("Для кока", "2", "Опишите кашу."),
        ("Для боцмана", "1", "Что такое трос?"),
    ]
    assert [(q.level, q.prompt) for q in chinese.questions] == [
        ("初级", "什么是锚？"),
        ("初级", "解释帆的作用。"),
        ("高级", "请描述导航。"),
    ]


def test_items_that_link_to_their_answers_elsewhere_are_questions_with_the_link_kept():
    document = parse(
        "# Boats\n\n- [What is a keel?](keel.md)\n- What is a mast? [➜](mast.md#top)\n- [ ] What is a boom?\n"
    )

    assert prompts(document) == ["What is a keel?", "What is a mast?", "What is a boom?"]
    assert document.questions[0].answer == "[What is a keel?](keel.md)"


def test_items_with_answers_at_the_margin_have_them():
    document = parse(
        "- What is salt?\n\nA mineral.\n\n- What is rye?\n\nA grain.\n\n- Why boil?\n\nTo kill.\n"
    )

    assert [(q.prompt, q.answer) for q in document.questions] == [
        ("What is salt?", "A mineral."),
        ("What is rye?", "A grain."),
        ("Why boil?", "To kill."),
    ]


def test_bold_items_with_answers_nested_below_are_questions_whether_they_ask_or_not():
    document = parse(
        "- **What is a jib?**\n  - A sail.\n  - In front.\n- **Ketch and yawl**\n  - Two masts.\n"
        "- **What is a keel?**\n  - A fin.\n"
    )

    assert prompts(document) == ["What is a jib?", "Ketch and yawl", "What is a keel?"]
    assert document.questions[0].answer == "- A sail.\n- In front."


def test_a_list_that_asks_inside_an_answer_is_no_list_of_questions():
    document = parse(
        "## 1. How would you build a dock?\n\n"
        "- How many boats?\n- What size are they?\n- Who pays?\n\nThen draw it.\n\n"
        "## 2. How would you build a lock?\n\n- How deep?\n- How many boats?\n\nThen draw it too.\n"
    )

    assert prompts(document) == ["How would you build a dock?", "How would you build a lock?"]


def test_lists_of_links_and_of_facts_are_no_questions():
    assert (
        parse("# Boats\n\n- [How to sail](https://example.org/a)\n- [Ropes](https://example.org/b)\n").found
        <= 1
    )
    assert parse("# Minutes\n\n- Tea was served\n- Nobody asked\n- We left\n").found == 0


def test_plain_lines_that_ask_are_questions_under_short_titles():
    document = parse(
        "Questions for cooks\n\nSoups\n\nWhat is salt?\nWhy do we boil?\nDescribe a stew.\n\n"
        "Bread\n\nWhat is rye?\n"
    )

    assert document.reader == "plain-lines"
    assert prompts(document) == ["What is salt?", "Why do we boil?", "Describe a stew.", "What is rye?"]
    assert [question.section for question in document.questions] == ["Soups", "Soups", "Soups", "Bread"]


ITEMS = st.lists(
    st.lists(st.sampled_from(["anchor", "sail", "keel", "潮", "f(x)"]), min_size=1, max_size=4).map(
        lambda words: f"What is the use of {' '.join(words)}?"
    ),
    min_size=2,
    max_size=10,
    unique=True,
)


@settings(deadline=None, max_examples=60)
@given(
    ITEMS,
    st.sampled_from(["- ", "* ", "+ ", "• ", "– ", "- [ ] ", ""]),
    st.sampled_from(["", "## Boats\n\n"]),
)
def test_items_come_out_as_they_went_in(items, sign, heading):
    document = parse(heading + "".join(f"{sign}{item}\n" for item in [*items, "Why is it so?"]))

    assert prompts(document) == [*items, "Why is it so?"]
    assert {question.answer for question in document.questions} == {""}
    assert document.unaccounted == ()


def test_quoted_lines_are_questions_too():
    document = parse(
        "# Questions\n\n## Past\n\n> Why do you sail?\n\n> Best boats seen?\n\n"
        "> Ideas for a boat.\n\n## Ask back\n\n> Who pays?\n"
    )

    assert prompts(document) == ["Why do you sail?", "Best boats seen?", "Ideas for a boat.", "Who pays?"]
    assert [question.section for question in document.questions] == ["Past"] * 3 + ["Ask back"]
