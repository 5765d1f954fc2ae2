"""The kit on paper: what stands on it, and that nothing typed into a question can break or change it."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.printing.kit import kit_pdf
from tests.scoring.printing.paper import criterion, kit, pages_of, question, text_of


def test_it_holds_what_an_interviewer_needs():
    text = text_of(
        kit_pdf(
            kit(
                purpose="Find out **why**.",
                panel=("Lea Lead (lead)",),
                place="Room 9",
                handovers=("Ask again.",),
            )
        )
    )
    for told in (
        "Queues in depth",
        "Robin Acme (C-0001)",
        "3F9A-21C7",
        "Find out why.",
        "Lea Lead (lead)",
        "Room 9",
        "From those who interviewed before Ask again.",
        "How does a queue protect us?",
        "What then?",
        "Think of a burst.",
        "Guesses",
        "Depth (weight 2)",
        "Seen at point 4",
        "At the bar",
        "Not assessed, because",
        "Skipped, because",
        "Strong yes",
        "Confidential",
        "Page 1 of 2",
        "02 March 2026, 10:00 UTC",
    ):
        assert told in text, told


def test_model_answer_and_key_stand_there_only_when_they_are_given():
    without = text_of(kit_pdf(kit(question(options=("one", "two")))))
    assert "Model answer" not in without
    assert "A. one B. two" in without
    text = text_of(kit_pdf(kit(question(options=("one", "two"), answer="It waits.", key=("two",)))))
    assert "Model answer It waits." in text
    assert "Right two" in text


def test_the_same_kit_is_the_same_bytes():
    assert kit_pdf(kit()) == kit_pdf(kit())
    assert kit_pdf(kit()) != kit_pdf(kit(code="0000-0000"))


def test_code_lists_and_tables_are_set():
    code, items = "```python\nprint('x' * 200)\n```", "1. one\n   - two\n     > three"
    prompt = f"{code}\n\n{items}\n\n| alpha | beta |\n|---|---|\n| gamma | `delta` |\n\n---"
    text = text_of(kit_pdf(kit(question(prompt))))
    for told in ("print('x' * 200)", "1. one", "– two", "three", "alpha", "beta", "gamma", "delta"):
        assert told in text, told


def test_letters_of_many_scripts_stand_there_and_a_box_for_those_we_lack():
    text = text_of(kit_pdf(kit(question("Ωμέγα Привет zażółć Việt 漢 🎉 → ≤"))))
    assert "Ωμέγα Привет zażółć Việt □ □ → ≤" in text


def test_script_and_links_are_words():
    prompt = (
        "<script>alert(1)</script> [x](javascript:alert(1)) [y](https://a.example/z) ![p](http://b.example/p)"
    )
    pdf = kit_pdf(kit(question(prompt)))
    text = text_of(pdf)
    assert "<script>alert(1)</script>" in text
    assert "y (https://a.example/z)" in text
    for active in (b"/JavaScript", b"/JS", b"/URI", b"/Launch", b"/EmbeddedFile", b"/AA"):
        assert active not in pdf, active


@pytest.mark.parametrize(
    "prompt",
    [
        "x" * 4_000,
        "word " * 800,
        "> " * 60 + "deep",
        "\n".join("  " * n + "- deep" for n in range(60)),
        "|" + "a|" * 60 + "\n|" + "-|" * 60 + "\n|" + "b|" * 60,
        "| a |\n|---|\n| " + "long " * 300 + "|",
        "```\n" + "\n" * 400 + "```",
        "{nb} {nb}",
        "",
        "\x00\x07\u202e\ufeff\ud7ff",
    ],
    ids=[
        "one word",
        "long",
        "quotes",
        "lists",
        "wide table",
        "high row",
        "empty lines",
        "alias",
        "nothing",
        "control",
    ],
)
def test_nothing_typed_stops_it(prompt):
    odd = question(
        prompt, hints=(prompt,), probes=(prompt,), answer=prompt, criteria=(criterion(prompt, prompt),)
    )
    assert kit_pdf(kit(odd, purpose=prompt, title=prompt, place=prompt)).startswith(b"%PDF")


@given(st.text(max_size=300))
@settings(max_examples=20, deadline=None)
def test_no_text_stops_it(text):
    assert kit_pdf(kit(question(text, criteria=()), title=text)).startswith(b"%PDF")


def test_a_heading_is_not_left_alone_and_lines_to_write_stay_with_their_criterion():
    assert pages_of(kit_pdf(kit(*[question()] * 8))) <= 12


def test_eight_questions_are_a_matter_of_a_moment():
    large = kit(*[question(answer="It *waits*.\n\n- one\n- two")] * 8)
    kit_pdf(large)  # the letters are read once a process
    begun = time.process_time()
    kit_pdf(large)
    assert time.process_time() - begun < 10  # a tenth of it where nothing else runs; only a blunder is caught
