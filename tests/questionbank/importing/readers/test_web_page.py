"""Pages saved as text: levels glued to prompts, code and tables without marks, labelled asides."""

from questionbank.importing import Document, parse_document


def parse(text: str, name: str = "notes.md") -> Document:
    return parse_document(name, text.encode())


WEB = """Gardening Questions
30+ Questions for growers
Section 01

Soil

Q1
What is loam, and when is it too wet or the other?Junior

What is Loam?

A mix of sand and clay.

Good signs

  \u2022 Crumbles: it falls apart
    \u2022 Nested: even when damp
  \u2022 Smell: earthy
import soil

def check(bed):

    return soil.mix(bed)  # done
Rule of Thumb
Water = less than you think. Squeeze a handful first.
Q2
Compare LoamLab and PeatPro for a small bed.Senior

Overview

AspectLoamLabPeatPro
PriceFree planPaid
WeightLightHeavy (wet)
Cost$$Discount

Steps

  1. Dig
  2. LoamLab first, PeatPro later
"""


def test_a_web_page_with_glued_levels_code_without_fences_and_a_labelled_aside():
    document = parse(WEB, "page.txt")
    first, second = document.questions

    assert document.reader == "web-page"
    assert (first.prompt, first.level) == ("What is loam, and when is it too wet or the other?", "Junior")
    assert (second.prompt, second.level) == ("Compare LoamLab and PeatPro for a small bed.", "Senior")
    assert {first.section, second.section} == {"Soil"}
    assert "### What is Loam?" in first.answer
    assert "- Crumbles: it falls apart\n  - Nested: even when damp\n- Smell: earthy" in first.answer
    assert first.answer.endswith(
        "```python\nimport soil\n\ndef check(bed):\n\n    return soil.mix(bed)  # done\n```"
    )
    assert [(callout.label, callout.text[:5]) for callout in first.callouts] == [("Rule of Thumb", "Water")]
    assert "1. Dig\n2. LoamLab first, PeatPro later" in second.answer
    assert not document.claimed["true"]
    assert any("2 were found" in warning for warning in document.warnings)
    assert document.unaccounted == ()


def test_a_table_without_separators_becomes_one():
    second = parse(WEB, "page.txt").questions[1]

    assert second.tables == 1
    assert (
        "| Aspect | LoamLab | PeatPro |\n| --- | --- | --- |\n| Price | Free plan | Paid |" in second.answer
    )
    assert "| Cost | $$ | Discount |" in second.answer
    assert "| Weight | Light | Heavy (wet) |" in second.answer
