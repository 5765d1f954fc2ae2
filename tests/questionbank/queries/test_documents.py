import pytest

from questionbank.actions.merge_import_items import merge_import_items
from questionbank.models import ImportBatch
from questionbank.queries.documents import (
    WINDOW,
    compare_match,
    document_window,
    item_lines,
    remarks_of,
    window_at,
)
from tests.cast import World
from tests.questionbank.documents import resemble, stage


@pytest.fixture
def batch(in_acme: World) -> ImportBatch:
    return stage(in_acme.curator)


def test_every_line_of_a_document_has_its_question_or_its_reason(batch: ImportBatch) -> None:
    batch.report = batch.report | {
        "noise": [{"lines": [1, 1], "why": "a title"}],
        "unanswered": [{"prompt": "Why?", "lines": [2, 2]}],
        "unaccounted": [[3, 3]],
    }

    window = document_window(batch, 1)

    lines = window.lines
    assert "\n".join(line.text for line in lines) == batch.text
    assert (lines[0].note, lines[0].starts, lines[2].note) == ("a title", True, "not understood")
    assert [line.number for line in lines if line.asks] == [2]
    assert [line.item.ordinal for line in lines if line.item and line.starts] == [1, 2, 3, 4]
    assert (window.before, window.after) == (None, None)


def test_the_lines_of_the_chosen_item_are_marked(batch: ImportBatch) -> None:
    item = batch.items.get(ordinal=2)

    lines = document_window(batch, 1, item).lines

    first, last = item.parsed["lines"]
    assert [line.number for line in lines if line.is_chosen] == list(range(first, last + 1))


def test_of_a_long_document_a_window_is_read(in_acme: World) -> None:
    text = "# Long\n\n" + "\n\n".join(f"### {n}. What is part {n}?\n\nPart {n}." for n in range(1, 401))
    batch = stage(in_acme.curator, text)

    window = document_window(batch, window_at(800, batch.text.count("\n") + 1))

    assert len(window.lines) == WINDOW
    assert window.first < 800 < window.last
    assert (window.before, window.after) == (window.first - WINDOW, window.last + 1)
    assert {line.item.ordinal for line in window.lines if line.item} <= set(range(150, 300))


def test_the_last_window_is_full_and_a_line_beyond_the_end_is_the_end(batch: ImportBatch) -> None:
    total = batch.text.count("\n") + 1

    assert window_at(10**9, 1_000) == 701
    assert window_at(10**9, total) == 1
    assert document_window(batch, 10**9).first == total


def test_what_was_joined_from_two_places_has_both(in_acme: World, batch: ImportBatch) -> None:
    first, last = batch.items.get(ordinal=1), batch.items.get(ordinal=4)
    joined = merge_import_items(
        actor=in_acme.curator, batch_id=batch.pk, first_id=first.pk, second_id=last.pk
    )

    own = {line.number for line in document_window(batch, 1).lines if line.item == joined}

    assert {first.first_line, last.last_line} <= own
    assert batch.items.get(ordinal=2).first_line not in own
    assert [number for number, _ in item_lines(batch, joined)] == sorted(own)


def test_false_claims_come_before_true_ones(batch: ImportBatch) -> None:
    claim = {"text": "4 questions", "count": 4, "found": 4, "true": True}
    lie = claim | {"text": "40 questions", "true": False}
    batch.report = batch.report | {"claimed": {"statements": [claim, lie]}}

    remarks = remarks_of(batch)

    assert [said["text"] for said in remarks["claims"]] == ["40 questions", "4 questions"]


def test_the_difference_of_two_that_are_alike_is_told_by_field(in_acme: World, batch: ImportBatch) -> None:
    match = resemble(batch.items.get(ordinal=2), in_acme.questions[0])

    prompt, answer = compare_match(match)

    assert (prompt.label, prompt.changed, answer.label) == ("Prompt", True, "Answer")
    put_in = [piece.text for passage in prompt.passages for piece in passage.pieces if piece.kind == "in"]
    assert any("bound" in text or "Why" in text for text in put_in)
