from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings

from interviews.assembly.panel_rules import keeps_rules
from interviews.assembly.panel_shapes import WORDS, PanelRequest, PanelWeights, Pin, Training
from interviews.assembly.panel_words import lean_words, link_words
from interviews.assembly.panel_worth import Costs, components
from interviews.assembly.panels import JITTER, seat
from tests.interviews.assembly.seatings import (
    DESIGN,
    QUEUES,
    best_by_trying,
    hour,
    person,
    place,
    request,
    seatings,
)

SLOW = [HealthCheck.too_slow]


def chosen(row: PanelRequest) -> list[str]:
    return [filled.name for filled in seat(row).seats]


@settings(max_examples=150, deadline=None, suppress_health_check=SLOW)
@given(row=seatings())
def test_no_seating_costs_less_than_the_one_proposed(row):
    seating = seat(row)
    assert seating.proven
    assert seating.cost == pytest.approx(best_by_trying(row), abs=2 * JITTER)


@settings(max_examples=150, deadline=None, suppress_health_check=SLOW)
@given(row=seatings(most_people=9, most_places=8))
def test_a_seating_breaks_no_rule_and_each_alternative_keeps_them_too(row):
    seats = seat(row).seats
    seated = {number: filled.person for number, filled in enumerate(seats) if filled.person}
    assert keeps_rules(row, seated)
    for number, filled in enumerate(seats):
        for ranked in filled.ranked:
            assert keeps_rules(row, {**seated, number: ranked.person})
        told = Counter([ranked.person for ranked in filled.ranked] + [r.person for r in filled.against])
        assert told == Counter(p.id for p in row.people), "everybody is in one of the two lists, once"
        assert bool(filled.person) != bool(filled.missing)


@settings(max_examples=60, deadline=None, suppress_health_check=SLOW)
@given(row=seatings(most_people=6, most_places=5))
def test_the_same_request_gives_the_same_seating_in_whatever_order_the_people_come(row):
    turned = PanelRequest(row.places, row.people[::-1], row.now, row.pins, row.seed)
    assert [filled.person for filled in seat(row).seats] == [filled.person for filled in seat(turned).seats]


def test_ties_are_broken_by_the_seed():
    people = [person(n) for n in range(8)]
    assert len({chosen(request([place()], people, seed=seed))[0] for seed in range(12)}) > 2


def test_the_less_loaded_is_proposed_with_the_load_in_words():
    loaded = person(1, busy=(hour(-2), hour(-4)), recent=6, most_a_week=5)
    rested = person(2, busy=(hour(-2),), recent=1, most_a_week=5)
    [filled] = seat(request([place()], [loaded, rested])).seats

    assert filled.name == "Person 2"
    assert filled.why == "Approved for Coding; 1 of 5 this week, 1 in the last four weeks."
    assert [ranked.name for ranked in filled.ranked] == ["Person 2", "Person 1"]


def test_nobody_sits_twice_where_others_can():
    tired = person(1, recent=7)
    assert sorted(chosen(request([place(0), place(1)], [person(0), tired]))) == ["Person 0", "Person 1"]
    pinned = Pin(person(0).id, place(1))
    assert chosen(request([place(0)], [person(0), tired], pins=(pinned,))) == ["Person 1"]


def test_who_does_not_fit_a_single_session_together_is_not_seated_together():
    one = person(0, most_a_week=1)
    row = request([place(0), place(1)], [one])
    filled = seat(row).seats
    assert sorted(f.name for f in filled) == ["", "Person 0"]
    empty = next(f for f in filled if not f.person)
    assert empty.missing == "1 qualified: 1 needed more in another seat."


def test_a_panel_of_only_lenient_people_is_avoided():
    lenient = [person(n, severity=-0.8, error=0.1) for n in range(3)]
    severe = person(9, severity=0.7, error=0.1, recent=4)
    names = chosen(request([place(0, "lead"), place(0, "second")], [*lenient, severe]))
    assert "Person 9" in names

    unsure = [person(n, severity=-0.8, error=0.9) for n in range(3)]
    assert "Person 9" not in chosen(request([place(0, "lead"), place(0, "second")], [*unsure, severe]))


def test_somebody_who_rated_with_others_sits_on_the_panel_and_links_somebody_new():
    known, new = [person(n, group=0, recent=3) for n in range(2)], [person(n) for n in range(5, 8)]
    names = chosen(request([place(0, "lead"), place(0, "second")], [*known, *new]))
    assert len({"Person 0", "Person 1"} & set(names)) == 1


def test_trainees_watch_or_lead_under_watch_by_need_and_nobody_else_does():
    coding = {"module": place().module, "name": "Coding", "total": 2}
    first = person(1, approved=frozenset(), training=(Training(kind="shadow", left=2, **coding),))
    nearly = person(2, approved=frozenset(), training=(Training(kind="shadow", left=1, **coding),))
    leads = person(3, approved=frozenset(), training=(Training(kind="reverse_shadow", left=1, **coding),))
    row = request([place(0, "shadow"), place(1, "reverse_shadow")], [person(0), nearly, first, leads])

    watching, leading = seat(row).seats

    assert (watching.name, leading.name) == ("Person 1", "Person 3")
    assert watching.why.startswith("2 of 2 left to watch in Coding; 0 this week")
    assert leading.why.startswith("1 of 2 left to lead under watch in Coding")


def test_a_seat_nobody_can_take_says_why_counted():
    people = [
        person(0, free=()),
        person(1, free=()),
        person(2, most_a_week=1, busy=(hour(-2),)),
        person(3, conflict=True),
        person(4, approved=frozenset({DESIGN})),
    ]
    [filled] = seat(request([place(span=hour(3))], people)).seats
    assert filled.missing == "4 qualified: 2 away, 1 at the weekly limit, 1 with a conflict of interest."
    [told] = [row for row in filled.against if row.name == "Person 4"]
    assert (told.told, told.firm) == ("not approved for Coding", False)


def test_who_may_not_know_of_conflicts_reads_nothing_of_one():
    row = request([place()], [person(0, conflict=True)], frank=False)
    [filled] = seat(row).seats
    assert filled.against[0].firm
    assert "conflict" not in f"{filled.missing} {filled.against[0].told}"


def test_words_where_nobody_is_qualified_or_there():
    assert seat(request([place()], [])).seats[0].missing.startswith("Nobody is an interviewer yet")
    nobody = [person(0, approved=frozenset())]
    assert seat(request([place(kind="second")], nobody)).seats[0].missing == "Nobody is approved for Coding."
    led = place(module=None, topics=(QUEUES,))
    missing = seat(request([led], nobody)).seats[0].missing
    assert missing == "Nobody can lead it: not approved to ask about Queues."
    assert "can stay empty" in seat(request([place(kind="shadow")], nobody)).seats[0].missing


def test_no_seats_are_no_proposal():
    assert seat(request([], [person(0)])).seats == ()


def test_a_lead_is_filled_before_a_second():
    only = person(0)
    filled = seat(request([place(0, "second"), place(0, "lead")], [only])).seats
    assert [row.name for row in filled] == ["", "Person 0"]


def test_every_weight_is_told_in_words():
    assert WORDS.keys() == PanelWeights.__dataclass_fields__.keys()


def test_a_weight_of_nothing_leaves_its_wish_out():
    loaded, rested = person(1, recent=8, group=0), person(2)
    without = PanelWeights(load=0.0, links=0.0)
    assert chosen(request([place()], [loaded, rested], weights=without)) == ["Person 1"]
    assert Costs(request([place()], [rested], weights=without)).of({0: rested.id}) == 0


def test_a_loop_of_six_interviews_and_sixty_people_is_proven():
    people = [person(n, recent=n % 7, group=n % 3, severity=(n % 5 - 2) / 3, error=0.1) for n in range(60)]
    places = [place(n, kind, span=hour(n)) for n in range(6) for kind in ("lead", "second")]
    seating = seat(request(places, people), seconds=60)
    assert seating.proven
    assert len({filled.person for filled in seating.seats}) == 12


def test_whom_a_loop_links_is_told_in_words():
    known, new = [person(n, group=0) for n in range(2)], [person(n) for n in range(5, 9)]
    assert link_words(known, known).startswith("Everybody here has rated beside the others")
    assert "links Person 5 with those" in link_words([known[0], new[0]], [*known, *new])
    assert "links Person 5, Person 6, Person 7 and 1 more with" in link_words([known[0], *new], known)
    assert link_words(new[:1], known).startswith("None of them has rated beside the others")
    assert link_words(new[:1], new).startswith("No two people have rated")
    assert link_words([], known) == ""


@pytest.mark.parametrize(
    ("severities", "words"),
    [
        ((-0.5, -0.5), "Both rate, together, about half a point above colleagues"),
        ((0.3, 0.3, None), "Both rate, together, about a quarter of a point below colleagues"),
        ((1.2, 0.9, 1.0), "All 3 who are measured rate, together, about a point or more below colleagues"),
        ((0.8, -0.8), ""),
        ((-0.9,), ""),
        ((-0.9, None), ""),
        ((-0.9, 0.05), ""),
        ((0.2, 0.2), ""),
    ],
)
def test_a_lean_is_told_of_two_at_least_and_only_where_all_lean_the_same_way(severities, words):
    people = [person(n, severity=value, error=0.1) for n, value in enumerate(severities)]
    told = lean_words(people)
    assert told.startswith(words) if words else told == ""


def test_raters_are_linked_through_the_candidates_they_share():
    lea, sam, kim, ali, ada = (person(n).id for n in range(5))
    rated = [(lea, DESIGN), (sam, DESIGN), (sam, QUEUES), (kim, QUEUES), (ali, "x"), (ada, "y")]
    assert components(rated) == {lea: 0, sam: 0, kim: 0}
    assert set(components([*rated, (ali, "y"), (ada, "x")]).values()) == {0, 1}
