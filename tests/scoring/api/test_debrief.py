"""Packets and decisions over the API: the same gate, the same action."""

from accounts.models import Membership
from scoring.models import Decision
from scoring.snapshot import digest_of
from tests.cast import make_seat, sign_in
from tests.scoring.packets import (
    WHY,
    another_loop,
    complete_loop,
    decide,
    decider,
    discussing,
    first_evidence,
    hand_in_at_once,
)


def get(member: Membership, path: str, status: int = 200) -> dict:
    answer = sign_in(member).get(f"/api/v1/o/{member.organization.slug}/{path}")
    assert answer.status_code == status, answer.content
    return answer.json()


def post(member: Membership, path: str, body: dict, status: int = 201) -> dict:
    answer = sign_in(member).post(
        f"/api/v1/o/{member.organization.slug}/{path}", body, content_type="application/json"
    )
    assert answer.status_code == status, answer.content
    return answer.json()


def test_a_packet_comes_with_its_digest_and_is_decided_on_with_it(in_acme):
    loop = complete_loop(in_acme, [1, 3, 3, 2], [3, 4, None, 3])
    discussing(loop, in_acme.committee)
    found = get(in_acme.committee, f"packets/{loop.pk}/")
    assert found["digest"] == digest_of(found["packet"]), "anybody can check it"
    assert (found["decision"], found["packet"]["format"]) == (None, 3)
    made = post(in_acme.committee, f"packets/{loop.pk}/decision/", decision(found, dissent="Sam"))
    assert (made["outcome"], made["decided_by"]) == ("no_hire", "Kim Committee")
    after = get(in_acme.committee, f"packets/{loop.pk}/")
    assert (after["packet"], after["digest"]) == (found["packet"], found["digest"])
    assert after["decision"]["reasons"] == WHY
    told = get(in_acme.lead, f"packets/{loop.pk}/")
    assert told["decision"] is None, "it is not released"
    assert told["packet"] == found["packet"]


def test_the_list_tells_cards_and_gap_and_hides_both_from_the_blind(in_acme):
    loop = complete_loop(in_acme, [1, 3, 3, 2], [3, 4, 4, 3])
    closed = another_loop(in_acme, title="Closed")
    hand_in_at_once(closed, in_acme.lead, [1, 1, 1, 1])
    make_seat(closed.sessions.get(), in_acme.committee)
    rows = {row["loop"]: row for row in get(in_acme.committee, "packets/")["results"]}
    ready, blind = rows[str(loop.pk)], rows[str(closed.pk)]
    assert (ready["open"], ready["cards_in"], ready["gap"]) == (True, 2, 2)
    assert (blind["open"], blind["cards_in"], blind["gap"], blind["state"]) == (False, None, None, "")


def test_errors_have_the_one_shape(in_acme, zenith):
    loop = complete_loop(in_acme, [1, 3, 3, 2], [3, 4, 4, 3])
    discussing(loop, in_acme.committee)
    body = decision(get(in_acme.committee, f"packets/{loop.pk}/"))
    path = f"packets/{loop.pk}/decision/"
    assert post(in_acme.admin, path, body, 403)["error"]["code"] == "denied"
    assert "outcome" in post(in_acme.committee, path, body | {"outcome": "perhaps"}, 400)["error"]["fields"]
    assert "reasons" in post(in_acme.committee, path, body | {"reasons": " "}, 400)["error"]["fields"]
    wrong = body | {"outcome": "hire_other_level"}
    assert "level" in post(in_acme.committee, path, wrong, 400)["error"]["fields"]
    assert post(in_acme.committee, path, body | {"digest_seen": "x"}, 409)["error"]["code"] == "conflict"
    assert post(zenith.committee, path, body, 404)["error"]["code"] == "not_found"
    assert post(in_acme.nobody, path, body, 404)["error"]["code"] == "not_found"
    assert not Decision.objects.exists()


def test_a_second_decision_is_a_conflict_that_says_by_whom(in_acme):
    loop = complete_loop(in_acme, [1, 3, 3, 2], [3, 4, 4, 3])
    body = decision(get(in_acme.committee, f"packets/{loop.pk}/"))
    decide(decider(in_acme), loop)
    refused = post(in_acme.committee, f"packets/{loop.pk}/decision/", body, 409)
    assert "Dana Decider decided this loop" in refused["error"]["detail"]


def decision(found: dict, **fields: object) -> dict:
    """What to record on this packet."""
    body = {"outcome": "no_hire", "reasons": WHY, "cites": first_evidence(found["packet"])}
    return body | {"digest_seen": found["digest"]} | fields
