"""GIFT, Aiken, Moodle XML and QTI: every kind of question, and none lost."""

import string
from xml.sax.saxutils import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from questionbank.importing import Document, ImportRefused, ParsedQuestion, parse_document
from tests.questionbank.importing.formats.packing import zipped


def parse(name: str, text: str) -> Document:
    return parse_document(name, text.encode())


def only(name: str, text: str) -> ParsedQuestion:
    (question,) = parse(name, text).questions
    return question


def options(question: ParsedQuestion) -> list[tuple[str, bool | None, str]]:
    return [(option.text, option.correct, option.feedback) for option in question.options]


GIFT = r"""// a comment [tag:cloth] [tag:wool]
$CATEGORY: $course$/top/Weaving/Cloth

// [tag:cloth]
::Q1:: What holds the warp\: the beam or the reed? {
  =The beam#Yes ~The reed#No ~%50%Both ####Two beams.
}

Is felt woven? {F#It is matted.#Right.}

Who invented the flying shuttle? {=Kay =%50%John#Nearly}

::year:: When? {#1733:2}

Match {=warp -> long =weft -> across}

The {=shuttle ~needle} carries the weft.

Describe a loom. {}

[html]<p>Which <b>cord</b>?</p> {=\{a\} ~b}
"""


def test_gift_questions_of_all_kinds():
    document = parse("bank.gift", GIFT)
    choice, truth, short, number, pairs, gap, essay, html = document.questions

    assert document.reader == "gift" and document.unaccounted == ()
    assert choice.prompt == "What holds the warp: the beam or the reed?"
    assert options(choice) == [("The beam", True, "Yes"), ("The reed", False, "No"), ("Both", True, "")]
    assert choice.answer == "- The beam\n- Both\n\nTwo beams."
    assert (choice.section, choice.tags, choice.lines) == ("Cloth", ("cloth",), (4, 7))
    assert options(truth) == [("True", False, "It is matted."), ("False", True, "Right.")]
    assert short.answer == "- Kay\n- John (50 %): Nearly"
    assert (number.prompt, number.answer) == ("When?", "1733 ± 2")
    assert pairs.answer == "- warp → long\n- weft → across"
    assert gap.prompt == "The ____ carries the weft."
    assert essay.answer == "" and essay.warnings
    assert (html.prompt, html.options[0].text) == ("Which **cord**?", "{a}")


AIKEN = """What is a loom?
A. A frame
B. A knot
ANSWER: A

2. Which fibre
is animal?
A) Flax
B) Wool
C) Silk
ANSWER: B, C
"""


def test_aiken_with_either_sign_and_more_than_one_key():
    first, second = parse("a.txt", AIKEN).questions

    assert options(first) == [("A frame", True, ""), ("A knot", False, "")]
    assert (second.number, second.prompt, second.answer) == ("2", "Which fibre is animal?", "- Wool\n- Silk")
    assert second.lines == (6, 11)


def moodle(kind: str, text: str, rest: str = "") -> str:
    return (
        f"<question type='{kind}'><name><text>short name</text></name>"
        f"<questiontext format='html'><text><![CDATA[{text}]]></text></questiontext>{rest}</question>"
    )


def answer(text: str, fraction: float, feedback: str = "") -> str:
    said = f"<feedback><text>{feedback}</text></feedback>" if feedback else ""
    return f"<answer fraction='{fraction}'><text><![CDATA[{text}]]></text>{said}</answer>"


KINDS = {
    "multichoice": (
        answer("<b>Wool</b>", 100, "Yes") + answer("Flax", 0),
        "**Wool**\n\nBecause.",
        [("**Wool**", True, "Yes"), ("Flax", False, "")],
    ),
    "truefalse": (
        answer("true", 100) + answer("false", 0),
        "True\n\nBecause.",
        [("True", True, ""), ("False", False, "")],
    ),
    "shortanswer": (answer("wool", 100) + answer("fleece", 50), "- wool\n- fleece (50 %)\n\nBecause.", []),
    "numerical": (
        answer("12", 100).replace("</answer>", "<tolerance>0.5</tolerance></answer>"),
        "12 ± 0.5\n\nBecause.",
        [],
    ),
    "essay": ("<graderinfo><text>Look for sheep.</text></graderinfo>", "Look for sheep.\n\nBecause.", []),
    "matching": (
        "<subquestion><text>sheep</text><answer><text>wool</text></answer></subquestion>",
        "- sheep → wool\n\nBecause.",
        [],
    ),
    "ordering": (answer("shear", 1) + answer("spin", 1), "1. shear\n2. spin\n\nBecause.", []),
}


@pytest.mark.parametrize("kind", KINDS)
def test_moodle_questions_of_all_kinds(kind):
    rest, expected, marked = KINDS[kind]
    explained = "<generalfeedback><text><![CDATA[<p>Because.</p>]]></text></generalfeedback>"
    tags = "<tags><tag><text>fibres</text></tag></tags>"
    body = "<question type='category'><category><text>$course$/top/Fibres</text></category></question>"
    body += moodle(kind, "<p>What is <i>it</i>?</p>", rest + explained + tags)
    question = only("q.xml", f"<?xml version='1.0'?><quiz>{body}</quiz>")

    assert (question.prompt, question.answer, options(question)) == ("What is *it*?", expected, marked)
    assert (question.section, question.tags) == ("Fibres", ("fibres",))


def test_moodle_gaps_descriptions_and_unknown_kinds_are_not_lost():
    body = moodle("cloze", "Wool is {1:SHORTANSWER:=warm~%50%soft} and {2:MC:~cold~=light}.")
    body += moodle("description", "Read the next.") + moodle("plugin_of_tomorrow", "What?", answer("x", 100))
    document = parse("q.xml", f"<quiz>{body}</quiz>")
    cloze, unknown = document.questions

    assert (cloze.prompt, cloze.answer) == ("Wool is ____ and ____.", "1. warm / soft\n2. light (not: cold)")
    assert unknown.answer == "x" and "plugin_of_tomorrow" in unknown.warnings[0]
    assert [document.text.split("\n")[passage.lines[0] - 1] for passage in document.noise] == [
        "Read the next."
    ]


NAMES = ["assessmentItem", "responseDeclaration", "correctResponse", "itemBody", "choiceInteraction"]
NAMES += ["simpleChoice", "extendedTextInteraction", "modalFeedback", "value", "prompt"]


def item(body: str, key: str, version: int = 2, more: str = "") -> str:
    text = (
        f"<assessmentItem xmlns='http://www.imsglobal.org/xsd/imsqti_v2p1' identifier='i' title='t'>"
        f"<responseDeclaration identifier='RESPONSE' cardinality='single'><correctResponse>{key}"
        f"</correctResponse></responseDeclaration><itemBody>{body}</itemBody>{more}</assessmentItem>"
    )
    if version == 3:
        for name in NAMES:
            new = "qti-" + "".join(f"-{letter.lower()}" if letter.isupper() else letter for letter in name)
            text = text.replace(f"<{name}", f"<{new}").replace(f"</{name}", f"</{new}")
        text = text.replace("responseIdentifier", "response-identifier")
    return text


CHOICE = (
    "<p>Look:</p><choiceInteraction responseIdentifier='RESPONSE'><prompt>What is felt?</prompt>"
    "<simpleChoice identifier='A'>Woven</simpleChoice><simpleChoice identifier='B'>Matted</simpleChoice>"
    "</choiceInteraction>"
)


@pytest.mark.parametrize("version", [2, 3])
def test_qti_items_of_both_versions(version):
    explained = "<modalFeedback identifier='m'><p>Never woven.</p></modalFeedback>"
    choice = only("i.xml", item(CHOICE, "<value>B</value>", version, explained))
    essay = only(
        "i.xml",
        item(
            "<p>Describe it.</p><extendedTextInteraction responseIdentifier='RESPONSE'/>",
            "<value>So.</value>",
            version,
        ),
    )

    assert choice.prompt == "Look: What is felt?" and choice.answer == "Matted\n\nNever woven."
    assert options(choice) == [("Woven", False, ""), ("Matted", True, "")]
    assert (essay.prompt, essay.answer) == ("Describe it.", "So.")


def test_a_qti_package_in_the_order_of_its_test_with_its_sections():
    references = "".join(f"<assessmentItemRef href='{n}.xml'/>" for n in "ba")
    section = f"<assessmentSection title='Wool'>{references}</assessmentSection>"
    test = f"<assessmentTest title='T'><testPart>{section}</testPart></assessmentTest>"
    files = {"imsmanifest.xml": "<manifest/>", "items/test.xml": test}
    files |= {f"items/{n}.xml": item(CHOICE.replace("felt", n), "<value>A</value>") for n in "ab"}
    document = parse_document("p.zip", zipped(files))

    assert [(q.prompt, q.section, q.part) for q in document.questions] == [
        ("Look: What is b?", "Wool", "items/b.xml"), ("Look: What is a?", "Wool", "items/a.xml"),
    ]  # fmt: skip
    assert document.unaccounted == ()


LAUGHS = "<!DOCTYPE quiz [<!ENTITY a 'ha'>" + "".join(
    f"<!ENTITY {b} '&{a};&{a};&{a};&{a};'>" for a, b in zip("abcdefg", "bcdefgh", strict=True)
)


@pytest.mark.parametrize(
    "text",
    [
        f"<?xml version='1.0'?>{LAUGHS}]><quiz>&h;</quiz>",
        "<?xml version='1.0'?><!DOCTYPE quiz [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><quiz>&x;</quiz>",
        "<?xml version='1.0'?><!DOCTYPE quiz SYSTEM 'http://example.com/quiz.dtd'><quiz/>",
        "<quiz>" + "<question>" * 5000,
        "<quiz>" + "<a>" * 5000 + "</a>" * 5000 + "</quiz>",
        "<?xml version='1.0'?><catalogue><plant>madder</plant></catalogue>",
    ],
)
def test_hostile_and_unknown_xml_is_refused_plainly(text):
    with pytest.raises(ImportRefused) as refused:
        parse("q.xml", text)

    assert refused.value.reason.startswith("q.xml is") and "root:" not in refused.value.reason


WORD = st.text(string.ascii_lowercase, min_size=2, max_size=8)
TEXT = st.lists(WORD, min_size=2, max_size=6).map(" ".join)
QUIZ = st.lists(st.tuples(TEXT, st.lists(TEXT, min_size=2, max_size=4, unique=True)), min_size=1, max_size=8)


def as_gift(prompt: str, texts: list[str]) -> str:
    return f"{prompt}? {{={texts[0]} {' '.join('~' + text for text in texts[1:])}}}\n\n"


def as_aiken(prompt: str, texts: list[str]) -> str:
    lines = [f"{letter}. {text}" for letter, text in zip("ABCD", texts, strict=False)]
    return "\n".join([f"{prompt}?", *lines, "ANSWER: A", "", ""])


def as_moodle(prompt: str, texts: list[str]) -> str:
    answers = "".join(answer(escape(text), 100 if at == 0 else 0) for at, text in enumerate(texts))
    return moodle("multichoice", f"{escape(prompt)}?", answers)


@pytest.mark.parametrize(
    ("name", "written", "around"),
    [("a.gift", as_gift, "{}"), ("a.txt", as_aiken, "{}"), ("a.xml", as_moodle, "<quiz>{}</quiz>")],
)
@settings(deadline=None, max_examples=40)
@given(quiz=QUIZ)
def test_any_quiz_comes_out_as_it_went_in(name, written, around, quiz):
    text = "".join(written(prompt, texts) for prompt, texts in quiz)
    document = parse(name, around.replace("{}", text))

    assert [(q.prompt, options(q)) for q in document.questions] == [
        (f"{prompt}?", [(text, at == 0, "") for at, text in enumerate(texts)]) for prompt, texts in quiz
    ]
    assert document.unaccounted == ()
