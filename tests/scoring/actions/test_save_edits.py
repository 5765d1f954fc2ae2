"""Saving what an interviewer typed."""

import uuid

import pytest
from django.http import Http404

from accounts.ground.verdict import Conflict, Denied, Invalid
from accounts.models import AuditEvent
from interviews.enums import LoopState, SeatState, SessionState
from scoring.actions.submit_scorecard import submit_scorecard
from scoring.models import Edit, Rating, Scorecard
from tests.cast import World
from tests.scoring.sheets import OTHER_TAB, TAB, ask_all, edit, fill, rating_fields, save


def card_of(world: World) -> Scorecard:
    return Scorecard.objects.get(seat__session=world.session, seat__member=world.lead)


def test_texts_and_ratings_are_stored_and_answered_with_their_versions(in_acme: World) -> None:
    rating = rating_fields(in_acme.session)[0]
    saved = save(in_acme.lead, in_acme.session, edit(1, "notes", "calm"), edit(2, rating, "4"))
    assert saved.saved == [1, 2]
    assert saved.versions == {"notes": 1, rating: 2}
    card = card_of(in_acme)
    assert (card.notes, card.version, card.field_versions) == ("calm", 2, {"notes": 1, rating: 2})
    assert list(Rating.objects.values_list("state", "value")) == [("rated", 4)]


def test_the_first_edit_makes_the_card_and_says_so_in_the_audit_trail(in_acme: World) -> None:
    in_acme.lead_card.delete()
    save(in_acme.lead, in_acme.session, edit(1, "notes", "first"))
    assert card_of(in_acme).notes == "first"
    assert AuditEvent.objects.filter(verb="open_scorecard").count() == 1
    save(in_acme.lead, in_acme.session, edit(2, "notes", "second"))
    assert AuditEvent.objects.count() == 1


@pytest.mark.parametrize(
    ("value", "state", "number"), [("1", "rated", 1), ("not_assessed", "not_assessed", None), ("", "", None)]
)
def test_a_rating_is_a_number_or_a_state_never_both(
    in_acme: World, value: str, state: str, number: int | None
) -> None:
    rating = rating_fields(in_acme.session)[0]
    save(in_acme.lead, in_acme.session, edit(1, rating, "3"), edit(2, rating, value))
    assert list(Rating.objects.values_list("state", "value")) == [(state, number)]


def test_evidence_and_the_reason_for_not_assessing_keep_beside_the_rating(in_acme: World) -> None:
    rating = rating_fields(in_acme.session)[0]
    evidence, reason = rating.replace("rating", "evidence"), rating.replace("rating", "not_assessed_reason")
    save(in_acme.lead, in_acme.session, edit(1, evidence, "drew the queue"), edit(2, reason, "no time"))
    save(in_acme.lead, in_acme.session, edit(3, rating, "2"))
    row = Rating.objects.get()
    assert (row.evidence, row.reason, row.value) == ("drew the queue", "no time", 2)


def test_sending_the_same_again_changes_nothing_and_is_acknowledged(in_acme: World) -> None:
    first = edit(1, "notes", "once")
    save(in_acme.lead, in_acme.session, first)
    save(in_acme.lead, in_acme.session, edit(2, "notes", "twice"))
    again = save(in_acme.lead, in_acme.session, first)
    assert again.saved == [1]
    assert again.versions == {"notes": 2}
    assert card_of(in_acme).notes == "twice"
    assert Edit.objects.count() == 2


def test_a_late_edit_never_undoes_a_later_one_of_the_same_tab(in_acme: World) -> None:
    save(in_acme.lead, in_acme.session, edit(5, "notes", "the whole sentence"))
    late = save(in_acme.lead, in_acme.session, edit(4, "notes", "the who"))
    assert (late.saved, late.conflicts) == ([4], [])
    assert card_of(in_acme).notes == "the whole sentence"


def test_a_tab_whose_answer_was_lost_does_not_conflict_with_itself(in_acme: World) -> None:
    save(in_acme.lead, in_acme.session, edit(1, "notes", "half"))
    saved = save(in_acme.lead, in_acme.session, edit(2, "notes", "half and half", base=0))
    assert saved.conflicts == []
    assert card_of(in_acme).notes == "half and half"


def test_the_same_field_changed_in_two_tabs_keeps_both_texts(in_acme: World) -> None:
    save(in_acme.lead, in_acme.session, edit(1, "notes", "from one tab"))
    saved = save(in_acme.lead, in_acme.session, edit(1, "notes", "from another"), client=OTHER_TAB)
    assert saved.conflicts == [{"sequence": 1, "field": "notes", "value": "from one tab", "version": 1}]
    assert saved.saved == [1]
    assert card_of(in_acme).notes == "from one tab"
    assert Edit.objects.get(version=None).value == "from another"


def test_a_conflict_is_settled_by_an_edit_that_has_seen_both(in_acme: World) -> None:
    save(in_acme.lead, in_acme.session, edit(1, "notes", "one"))
    save(in_acme.lead, in_acme.session, edit(1, "notes", "two"), client=OTHER_TAB)
    saved = save(in_acme.lead, in_acme.session, edit(2, "notes", "one\n\ntwo", base=1), client=OTHER_TAB)
    assert saved.conflicts == []
    assert card_of(in_acme).notes == "one\n\ntwo"


def test_two_tabs_that_change_different_fields_merge(in_acme: World) -> None:
    save(in_acme.lead, in_acme.session, edit(1, "notes", "one tab"))
    saved = save(in_acme.lead, in_acme.session, edit(1, "reason", "another"), client=OTHER_TAB)
    assert saved.conflicts == []
    assert (card_of(in_acme).notes, card_of(in_acme).reason) == ("one tab", "another")


def test_the_same_text_from_two_tabs_is_no_conflict(in_acme: World) -> None:
    save(in_acme.lead, in_acme.session, edit(1, "recommendation", "no"))
    assert (
        save(in_acme.lead, in_acme.session, edit(1, "recommendation", "no"), client=OTHER_TAB).conflicts == []
    )


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("colour", "blue", "no such field"),
        ("rating:{planned}:{criterion}", "5", "1, 2, 3, 4"),
        ("rating:{planned}:{criterion}", "0", "1, 2, 3, 4"),
        ("rating:{planned}:{criterion}", 3, "must be a text"),
        ("rating:{planned}", "3", "no such field"),
        ("rating:{foreign}:{criterion}", "3", "not part of this session"),
        ("evidence:{planned}:{foreign}", "x", "not part of this session"),
        ("recommendation", "maybe", "strong_no"),
        ("notes", "x" * 20_001, "20,001 characters"),
        ("notes", "a\x00b", "cannot be stored"),
        ("notes", "\ud800", "cannot be stored"),
        (None, "x", "names its field"),
    ],
)
def test_a_bad_edit_is_named_and_the_others_are_saved(
    in_acme: World, zenith: World, field: str | None, value: object, said: str
) -> None:
    planned = in_acme.session.planned.first()
    name = field and field.format(
        planned=planned.pk, criterion=in_acme.criteria[0].pk, foreign=zenith.session.pk
    )
    saved = save(in_acme.lead, in_acme.session, edit(1, name, value), edit(2, "reason", "kept"))  # type: ignore[arg-type]
    assert saved.saved == [2]
    assert [(e["sequence"], e["field"]) for e in saved.errors] == [(1, name or "")]
    assert said in saved.errors[0]["detail"]
    card = card_of(in_acme)
    assert (card.reason, card.notes, card.recommendation) == ("kept", "", "")
    assert not Rating.objects.exists()


@pytest.mark.parametrize("sequence", [-1, "1", None, True, 2**31, 1.5])
def test_an_edit_without_a_proper_number_is_named(in_acme: World, sequence: object) -> None:
    saved = save(in_acme.lead, in_acme.session, edit(sequence, "notes", "x"), edit(1, "reason", "kept"))  # type: ignore[arg-type]
    assert [e["field"] for e in saved.errors] == ["notes"]
    assert card_of(in_acme).reason == "kept"


@pytest.mark.parametrize(("client", "edits"), [("tab", []), (str(TAB), {}), (str(TAB), [{}] * 501)])
def test_what_is_no_batch_at_all_is_refused(in_acme: World, client: str, edits: object) -> None:
    from scoring.actions.save_edits import save_edits

    with pytest.raises(Invalid):
        save_edits(actor=in_acme.lead, session_id=in_acme.session.pk, client=client, edits=edits)


def test_only_who_sits_there_has_a_card_there(in_acme: World) -> None:
    for member in (in_acme.admin, in_acme.committee, in_acme.coordinator, in_acme.nobody):
        with pytest.raises(Http404):
            save(member, in_acme.session, edit(1, "notes", "x"))
    assert Scorecard.objects.count() == 2


def test_another_session_of_nobody_is_not_found(in_acme: World, zenith: World) -> None:
    with pytest.raises(Http404):
        save(in_acme.lead, zenith.session, edit(1, "notes", "x"))


def test_who_recused_themselves_writes_no_more(in_acme: World) -> None:
    in_acme.session.seats.filter(member=in_acme.lead).update(state=SeatState.RECUSED)
    with pytest.raises(Http404):
        save(in_acme.lead, in_acme.session, edit(1, "notes", "x"))


def test_what_someone_else_wrote_is_refused_after_a_change_of_person(in_acme: World) -> None:
    with pytest.raises(Denied, match="written by someone else"):
        save(in_acme.second, in_acme.session, edit(1, "notes", "Lea's"), seat_id=in_acme.lead_card.seat_id)
    assert not Edit.objects.exists()


def test_a_submitted_card_takes_no_more_changes_but_still_acknowledges_old_ones(in_acme: World) -> None:
    ask_all(in_acme.session)
    fill(in_acme.lead, in_acme.session)
    late = edit(1, "notes", "typed before submitting", base=99)
    client = uuid.uuid4()
    save(in_acme.lead, in_acme.session, late, client=client)
    submit_scorecard(actor=in_acme.lead, session_id=in_acme.session.pk)
    assert save(in_acme.lead, in_acme.session, late, client=client).saved == [1]
    with pytest.raises(Conflict, match="You submitted this card"):
        save(in_acme.lead, in_acme.session, edit(2, "notes", "after"), client=client)
    assert card_of(in_acme).notes == "typed before submitting"


@pytest.mark.parametrize("state", [LoopState.DECIDED, LoopState.CANCELLED])
def test_a_closed_loop_takes_no_more_changes(in_acme: World, state: LoopState) -> None:
    in_acme.loop.state = state
    in_acme.loop.save()
    with pytest.raises(Conflict):
        save(in_acme.lead, in_acme.session, edit(1, "notes", "late"))


def test_a_cancelled_interview_takes_no_more_changes(in_acme: World) -> None:
    in_acme.session.state = SessionState.CANCELLED
    in_acme.session.save()
    with pytest.raises(Conflict, match="cancelled"):
        save(in_acme.lead, in_acme.session, edit(1, "notes", "late"))


def test_line_ends_are_stored_one_way(in_acme: World) -> None:
    save(in_acme.lead, in_acme.session, edit(1, "notes", "one\r\ntwo\rthree"))
    assert card_of(in_acme).notes == "one\ntwo\nthree"
