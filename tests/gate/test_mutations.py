"""Breaks the gate on purpose, in one way after the other: the walk finds each, and names the route."""

from collections.abc import Callable
from typing import Any

import pytest
import structlog
from django.db.models import Avg, QuerySet

from accounts.ground.verdict import no
from interviews.models import Loop
from scoring.models import Rating, Scorecard
from tests.gate.clock import Clock
from tests.gate.readers import BLIND
from tests.gate.walking import compare
from tests.gate.worlds import Scene, take_back_the_submission

pytestmark = pytest.mark.django_db
READER = next(reader for reader in BLIND if reader.name == "everything, last to owe")
Break = Callable[[pytest.MonkeyPatch], None]


def hidden() -> Scorecard:
    """The card that the reader must not know."""
    return Scorecard.objects.get(seat__member__user__name="Lea Lead", seat__session__title="Queues in depth")


def every_card_is_readable(patch: pytest.MonkeyPatch) -> None:
    def cards(actor: Any, loops: Any) -> QuerySet[Scorecard]:
        return Scorecard.objects.filter(seat__session__loop=loops)

    patch.setattr("scoring.queries.cards.readable_cards", cards)


def every_loop_is_open(patch: pytest.MonkeyPatch) -> None:
    for module in ("scoring.queries.packets", "scoring.queries.packet", "scoring.visibility"):
        patch.setattr(f"{module}.loops_open_to", lambda actor, loops: loops)


def nobody_owes(patch: pytest.MonkeyPatch) -> None:
    patch.setattr("scoring.visibility.owed_seats", lambda seats: seats.none())


def the_number_of_ratings_leaks(patch: pytest.MonkeyPatch) -> None:
    import scoring.views.debrief_list as debrief

    plain = debrief.packet_row

    def row(loop: Loop) -> Any:
        number = Rating.objects.filter(scorecard__seat__session__loop=loop).count()
        told = {"cards_in": number, "cards_due": 9, "open": True}
        return plain(loop).__class__(**{**vars(plain(loop)), **told})

    patch.setattr(debrief, "packet_row", row)


def the_list_is_sorted_by_score(patch: pytest.MonkeyPatch) -> None:
    import interviews.views.loops as loops

    plain = loops.loops_of

    def by_score(*args: Any, **kwargs: Any) -> QuerySet[Loop]:
        score = Avg("sessions__seats__scorecard__ratings__value")
        return plain(*args, **kwargs).annotate(score=score).order_by("-score", "pk")

    patch.setattr(loops, "loops_of", by_score)


def a_refusal_names_the_verdict(patch: pytest.MonkeyPatch) -> None:
    patch.setattr("scoring.queries.packet._why_closed", lambda *_: no(f"Lea says {hidden().recommendation}."))


def the_search_looks_into_notes(patch: pytest.MonkeyPatch) -> None:
    import interviews.views.loops as loops

    plain = loops.loops_of

    def searched(*args: Any, **kwargs: Any) -> QuerySet[Loop]:
        found = Scorecard.objects.filter(notes__contains="strong_yes").values("seat__session__loop")
        return plain(*args, **kwargs).filter(pk__in=found)

    patch.setattr(loops, "loops_of", searched)


def the_statistics_count_all(patch: pytest.MonkeyPatch) -> None:
    def ratings(organization: Any) -> QuerySet[Rating]:
        return Rating.objects.filter(scorecard__state="submitted")

    patch.setattr("scoring.queries.ratings.countable_ratings", ratings)


def another_statement_per_rating(patch: pytest.MonkeyPatch) -> None:
    import scoring.views.work as work

    plain = work.packets_waiting

    def slower(actor: Any) -> int:
        for row in hidden().ratings.all():
            Rating.objects.filter(pk=row.pk).exists()
        return plain(actor)

    patch.setattr(work, "packets_waiting", slower)


def the_log_says_it(patch: pytest.MonkeyPatch) -> None:
    import scoring.views.work as work

    plain = work.packets_waiting

    def loud(actor: Any) -> int:
        structlog.get_logger().info("work", verdict=hidden().recommendation)
        return plain(actor)

    patch.setattr(work, "packets_waiting", loud)


BREAKS: dict[Break, set[str]] = {
    every_card_is_readable: {"api_loop_cards"},
    every_loop_is_open: {"packet", "api_packet"},
    nobody_owes: {"packet", "api_packet", "api_loop_cards"},
    the_number_of_ratings_leaks: {"packet_list"},
    the_list_is_sorted_by_score: {"loop_list"},
    a_refusal_names_the_verdict: {"packet", "api_packet"},
    the_search_looks_into_notes: {"loop_list"},
    the_statistics_count_all: {
        "calibration_interviewers",
        "calibration_questions",
        "calibration_ruler",
        "api_calibration_measures",
        "question",
        "api_question",
    },
    another_statement_per_rating: {"my_work"},
    the_log_says_it: {"my_work"},
}


@pytest.mark.parametrize("broken", BREAKS, ids=lambda broken: broken.__name__)
def test_the_walk_finds_the_break(
    scene: Scene, clock: Clock, monkeypatch: pytest.MonkeyPatch, broken: Break
) -> None:
    broken(monkeypatch)
    assert compare(scene, clock, READER, BREAKS[broken]).keys() == BREAKS[broken]


def test_the_walk_finds_a_break_in_the_export(
    scene: Scene, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    import questionbank.views.exports as exports

    plain = exports.download

    def leaking(*export: Any) -> Any:
        answer = plain(*export)
        answer["Content-Disposition"] += f"; verdict={hidden().recommendation}"
        return answer

    monkeypatch.setattr(exports, "download", leaking)
    found = compare(scene, clock, READER, {"question_export"}, writing=True)
    assert found.keys() == {"question_export POST"}


def test_that_a_card_is_in_would_be_found_elsewhere(
    scene: Scene, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    import scoring.views.debrief_list as debrief

    plain = debrief.packet_row

    def row(loop: Loop) -> Any:
        found = Scorecard.objects.filter(seat__session__loop=loop, state="submitted").count()
        return plain(loop).__class__(**{**vars(plain(loop)), "cards_in": found, "cards_due": 9, "open": True})

    monkeypatch.setattr(debrief, "packet_row", row)
    found = compare(scene, clock, READER, {"packet_list"}, opposite=take_back_the_submission)
    assert found.keys() == {"packet_list"}
