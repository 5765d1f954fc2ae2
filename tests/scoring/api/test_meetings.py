"""Meetings over the API: the same agenda as on the page, hidden items and all."""

import json
from typing import Any

from interviews.models import ConflictOfInterest
from scoring.queries.meetings import NO_PART
from tests.cast import sign_in
from tests.scoring.meetings import two_loops
from tests.scoring.packets import decider

PATH = "/api/v1/o/acme/meetings/"


def send(
    member: Any, method: str, path: str = "", body: dict[str, Any] | None = None, status: int = 200
) -> Any:
    answer = getattr(sign_in(member), method)(f"{PATH}{path}", body, content_type="application/json")
    assert answer.status_code == status, answer.content.decode()[:2000]
    return json.loads(answer.content)


def test_a_meeting_is_called_changed_run_and_read(in_acme):
    near, far = two_loops(in_acme)
    dana = decider(in_acme)
    body = {"title": "Friday", "loops": [str(near.pk), str(far.pk)], "members": [str(dana.pk)]}
    made = send(in_acme.committee, "post", body=body, status=201)
    assert [item["loop"] for item in made["items"]] == [str(far.pk), str(near.pk)]
    assert (made["minutes"], made["leads"]) == (30, True)
    assert {one["name"] for one in made["members"]} == {"Kim Committee", "Dana Decider"}
    meeting, (first, second) = made["id"], made["items"]
    turned = [{"id": second["id"], "minutes": 5}, {"id": first["id"], "minutes": 10}]
    changed = send(
        in_acme.committee,
        "patch",
        f"{meeting}/",
        {"title": "Friday", "items": turned, "members": [str(dana.pk)]},
    )
    assert [item["loop"] for item in changed["items"]] == [str(near.pk), str(far.pk)]
    send(in_acme.committee, "post", f"{meeting}/start/")
    running = send(in_acme.committee, "post", f"{meeting}/items/{second['id']}/start/")
    assert [item["progress"] for item in running["items"]] == ["running", "waiting"]
    send(in_acme.committee, "post", f"{meeting}/items/{second['id']}/end/")
    assert send(in_acme.committee, "post", f"{meeting}/end/")["ended_at"]
    assert send(dana, "get")["results"][0]["title"] == "Friday"
    assert send(in_acme.lead, "get")["results"] == []


def test_an_item_that_somebody_takes_no_part_in_has_neither_name_nor_loop(in_acme):
    near, far = two_loops(in_acme)
    dana = decider(in_acme)
    body = {"title": "Friday", "loops": [str(near.pk), str(far.pk)], "members": [str(dana.pk)]}
    meeting = send(in_acme.committee, "post", body=body, status=201)["id"]
    ConflictOfInterest.objects.create(
        organization=in_acme.organization,
        member=dana,
        candidate=far.candidate,
        kind="declared",
        reason="Friends.",
    )
    hidden = send(dana, "get", f"{meeting}/")["items"][0]
    assert (hidden["name"], hidden["loop"], hidden["state"], hidden["out"]) == (NO_PART, None, "", [])
    assert (hidden["position"], hidden["minutes"]) == (1, 15)
    told = send(in_acme.committee, "get", f"{meeting}/")["items"][0]
    assert told["out"] == ["Dana Decider"]
