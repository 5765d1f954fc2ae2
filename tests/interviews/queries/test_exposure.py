from interviews.actions.mark_question import mark_question
from interviews.queries.exposure import Entry, entries, ledger_of, totals_of
from interviews.queries.uses import uses_of
from questionbank.actions.log_answer_view import log_answer_view
from questionbank.models import QuestionUse
from tests.cast import World, make_candidate, make_loop
from tests.interviews.helpers import live


def lines(world: World, reader: str, **wanted: object) -> list[Entry]:
    actor = getattr(world, reader)
    return entries(actor, ledger_of(actor, world.questions[0], **wanted))


def happened(world: World) -> None:
    """Planned by the coordinator, read by the second, asked by the lead."""
    log_answer_view(actor=world.second, revision_ids=[world.questions[0].current.pk])
    mark_question(actor=world.lead, planned_id=live(world).pk, state="asked")


def test_the_ledger_says_what_who_when_and_which_revision(in_acme: World) -> None:
    happened(in_acme)

    found = lines(in_acme, "admin")

    told = {(entry.what, entry.member, entry.revision, entry.loop) for entry in found}
    assert told == {
        ("planned", in_acme.coordinator, 1, in_acme.loop),
        ("seen", in_acme.second, 1, None),
        ("asked", in_acme.lead, 1, in_acme.loop),
    }
    assert [entry.at for entry in found] == sorted((entry.at for entry in found), reverse=True)
    assert {entry.became_label for entry in found} == {"", "asked"}


def test_loops_and_candidates_show_to_those_who_may_see_them(in_acme: World) -> None:
    happened(in_acme)

    blind = [entry for entry in lines(in_acme, "curator") if entry.what == "asked"]

    assert [(entry.loop, entry.hidden_loop) for entry in blind] == [(None, True)]


def test_it_can_be_filtered_by_what_and_by_whom(in_acme: World) -> None:
    happened(in_acme)

    assert [entry.what for entry in lines(in_acme, "admin", what="seen")] == ["seen"]
    assert [entry.what for entry in lines(in_acme, "admin", member_id=in_acme.lead.pk)] == ["asked"]
    assert not lines(in_acme, "admin", what="asked", member_id=in_acme.second.pk)


def test_the_totals(in_acme: World) -> None:
    happened(in_acme)
    make_loop(
        in_acme, make_candidate(in_acme.organization, "Ann"), questions=in_acme.questions[:1], title="Next"
    )

    totals = totals_of(in_acme.admin, in_acme.questions[0])

    assert (totals.planned, totals.asked, totals.readers) == (1, 1, 1)
    assert totals.last_asked is not None


def test_the_bank_keeps_count_of_who_asked_and_an_unmarked_question_is_taken_back(in_acme: World) -> None:
    happened(in_acme)

    use = QuestionUse.objects.get()
    assert (use.question, use.member, use.times) == (in_acme.questions[0], in_acme.lead, 1)
    mark_question(actor=in_acme.second, planned_id=in_acme.session.planned.first().pk, state="planned")
    assert not QuestionUse.objects.exists()
    assert uses_of([in_acme.questions[0].pk]) == []
