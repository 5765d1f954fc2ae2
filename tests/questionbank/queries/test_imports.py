from questionbank.queries.imports import document_lines, item_counts, neighbours, next_undecided
from tests.cast import World
from tests.questionbank.documents import stage


def test_every_line_of_a_document_has_its_question_or_its_reason(in_acme: World) -> None:
    batch = stage(in_acme.curator)
    batch.report = batch.report | {"noise": [{"lines": [1, 1], "why": "a title"}], "unaccounted": [[3, 3]]}

    lines = document_lines(batch, batch.items.all())

    assert "\n".join(line.text for line in lines) == batch.text
    assert (lines[0].note, lines[0].starts, lines[2].note) == ("a title", True, "not understood")
    assert [line.item.ordinal for line in lines if line.item and line.starts] == [1, 2, 3, 4]


def test_items_are_counted_by_what_became_of_them(in_acme: World) -> None:
    batch = stage(in_acme.curator)
    item = batch.items.get(ordinal=1)
    item.parsed = item.parsed | {"warnings": ["?"]}
    item.save()
    batch.items.filter(ordinal=4).update(state="rejected")

    assert item_counts(batch) == {
        "pending": 3,
        "accepted": 0,
        "rejected": 1,
        "merged": 0,
        "split": 0,
        "warnings": 1,
        "all": 4,
    }


def test_neighbours_are_those_before_and_after(in_acme: World) -> None:
    first, second, *_ = stage(in_acme.curator).items.all()

    assert neighbours(first) == (None, second)
    assert neighbours(second)[0] == first


def test_the_next_to_decide_is_the_one_after_and_after_the_last_the_first_that_waits(in_acme: World) -> None:
    first, second, third, last = (batch := stage(in_acme.curator)).items.all()
    batch.items.filter(pk=third.pk).update(state="accepted")

    assert next_undecided(second) == last
    assert next_undecided(last) == first
    batch.items.update(state="rejected")
    assert next_undecided(first) is None
