from django.urls import reverse

from interviews.actions.decline_seat import decline_seat
from tests.cast import World, make_seat, sign_in
from tests.interviews.helpers import in_scope
from tests.interviews.panels import held, interviewers, limited, open_loop, session_of


def call(world: World, who, method: str, name: str, *ids: object, **data: object):
    client = sign_in(who)
    send = getattr(client, method)
    address = reverse(name, args=[world.slug, *ids])
    return send(address) if method == "get" else send(address, data, content_type="application/json")


def test_the_proposal_is_read_and_sent_back_as_it_is(acme):
    with in_scope(acme):
        loop = open_loop(acme)
    panel = call(acme, acme.coordinator, "get", "api_loop_panel", loop.pk).json()
    [session] = panel["sessions"]
    assert [seat["kind"] for seat in session["seats"]] == ["lead", "second"]
    assert all(seat["proposed"] and seat["why"] and not seat["missing"] for seat in session["seats"])

    seats = [
        {"session": session["session"], "kind": seat["kind"], "member": seat["proposed"]}
        for seat in session["seats"]
    ]
    answer = call(
        acme, acme.coordinator, "post", "api_loop_panel", loop.pk, seats=seats, seen=panel["version"]
    )
    assert answer.status_code == 201, answer.content
    with in_scope(acme):
        assert set(held(session_of(loop)).values()) == {"Lea Lead", "Sam Second"}
    again = call(
        acme, acme.coordinator, "post", "api_loop_panel", loop.pk, seats=seats, seen=panel["version"]
    )
    assert again.status_code == 409


def test_what_speaks_against_somebody_is_told_and_a_reason_overrides_it(acme):
    with in_scope(acme):
        loop = open_loop(acme)
        limited(acme.second, most_a_week=0)
        key = session_of(loop).pk
    seat = {"session": str(key), "kind": "second", "member": str(acme.second.pk)}
    refused = call(acme, acme.coordinator, "post", "api_loop_panel", loop.pk, seats=[seat])
    assert (refused.status_code, "limit of 0 a week" in refused.content.decode()) == (409, True)
    seat["override"] = "Agreed."
    assert call(acme, acme.coordinator, "post", "api_loop_panel", loop.pk, seats=[seat]).status_code == 201


def test_a_seat_given_back_is_replaced(acme):
    with in_scope(acme):
        [iris] = interviewers(acme, 1)
        loop = open_loop(acme)
        lead, seat = (
            make_seat(session_of(loop), acme.lead),
            make_seat(session_of(loop), acme.second, "second"),
        )
        decline_seat(actor=acme.second, seat_id=seat.pk, reason="On leave")
    panel = call(acme, acme.coordinator, "get", "api_loop_panel", loop.pk).json()
    gone = panel["sessions"][0]["seats"][1]["gone"]
    assert gone == [
        {"seat": str(seat.pk), "member": str(acme.second.pk), "state": "declined", "reason": "On leave"}
    ]
    answer = call(acme, acme.coordinator, "post", "api_seat_replace", seat.pk, member=str(iris.pk))
    assert (answer.status_code, answer.json()["name"]) == (201, "Iris 00")

    swapped = call(acme, acme.coordinator, "post", "api_seat_swap", lead.pk, other=answer.json()["id"])
    assert [(row["name"], row["kind"]) for row in swapped.json()] == [
        ("Iris 00", "lead"),
        ("Lea Lead", "second"),
    ]


def test_who_may_not_seat_people_reads_no_proposal_no_load_and_no_reason(acme):
    with in_scope(acme):
        loop = open_loop(acme)
        make_seat(session_of(loop), acme.lead)
    body = call(acme, acme.lead, "get", "api_loop_panel", loop.pk).json()
    [seat] = body["sessions"][0]["seats"]
    assert (seat["member"], seat["load"], seat["ranked"], seat["against"]) == (str(acme.lead.pk), "", [], [])
    assert call(acme, acme.lead, "get", "api_loads").status_code == 403


def test_the_loads(acme):
    rows = call(acme, acme.coordinator, "get", "api_loads").json()
    assert {row["name"]: row["waiting"] for row in rows} == {"Lea Lead": 1, "Sam Second": 1}
