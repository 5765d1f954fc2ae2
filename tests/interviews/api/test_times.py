"""Hours, windows and times over the API."""

import json
from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.ground.tenancy import organization_scope
from interviews.models import Session
from tests.cast import sign_in
from tests.interviews.placing import another_session, at, lives_in, offer


def call(client, method: str, path: str, **body):
    answer = client.generic(method.upper(), f"/api/v1/o/acme/{path}", json.dumps(body), "application/json")
    return answer.status_code, json.loads(answer.content) if answer.content else None


@pytest.fixture
def coordinator(acme):
    return sign_in(acme.coordinator)


def test_an_interviewer_says_when_they_can(acme):
    client, mine = sign_in(acme.lead), f"people/{acme.lead.pk}/interviewing/"
    status, body = call(client, "put", mine, time_zone="Asia/Kolkata", most_a_week=3)
    assert status == 200
    assert (body["time_zone"], body["most_a_week"], body["said"], len(body["hours"])) == (
        "Asia/Kolkata",
        3,
        False,
        5,
    )
    hours = [{"weekday": 0, "starts": "09:00", "ends": "12:00"}]
    status, body = call(client, "put", f"{mine}hours/", hours=hours)
    assert body["said"] and body["hours"] == [{"weekday": 0, "starts": "09:00:00", "ends": "12:00:00"}]
    assert call(client, "put", mine, time_zone="Nowhere")[0] == 400
    assert call(client, "put", f"people/{acme.second.pk}/interviewing/hours/", hours=hours)[0] == 403


def test_exceptions_come_and_go(acme, coordinator):
    theirs = f"people/{acme.lead.pk}/interviewing/exceptions/"
    start = timezone.now()
    sent = {"starts_at": start.isoformat(), "ends_at": (start + timedelta(hours=2)).isoformat(), "free": True}
    status, body = call(coordinator, "post", theirs, **sent, note="For once")
    assert status == 201 and body["free"] and body["note"] == "For once"
    assert [row["id"] for row in call(coordinator, "get", theirs)[1]] == [body["id"]]
    assert call(coordinator, "delete", f"exceptions/{body['id']}/")[0] == 204
    assert call(coordinator, "get", theirs)[1] == []


def test_windows_are_entered_and_times_proposed_and_set(acme, coordinator):
    with organization_scope(acme.organization):
        other = another_session(acme)
        lives_in(acme.lead, "Europe/Berlin")
    loop = f"loops/{acme.loop.pk}"
    window = {"starts_at": at(8).isoformat(), "ends_at": at(12).isoformat()}
    status, body = call(coordinator, "post", f"{loop}/windows/", add=[window], time_zone="Asia/Kolkata")
    assert status == 200 and len(body) == 1
    found = call(coordinator, "get", f"{loop}/times/")[1]
    assert (found["version"], found["days"], found["missing"]) == (0, 1, [])
    assert {row["session"] for row in found["placed"]} == {str(acme.session.pk), str(other.pk)}
    times = [{"session": row["session"], "at": row["at"]} for row in found["placed"]]
    assert call(coordinator, "post", f"{loop}/times/", times=times, seen=0)[0] == 200
    assert call(coordinator, "post", f"{loop}/times/", times=times, seen=0)[0] == 409
    with organization_scope(acme.organization):
        assert not Session.objects.filter(loop=acme.loop, scheduled_at=None).exists()


def test_a_clash_is_a_409_with_words_until_there_is_a_reason(acme, coordinator):
    with organization_scope(acme.organization):
        offer(acme, at(8), at(12))
    path = f"sessions/{acme.session.pk}/time/"
    status, body = call(coordinator, "post", path, at=at(14).isoformat())
    assert status == 409 and "C-0001 has not offered this time" in body["error"]["detail"]
    status, body = call(coordinator, "post", path, at=at(14).isoformat(), despite="Agreed.", place="Room 2")
    assert status == 200 and body["place"] == "Room 2"


def test_what_cannot_be_had_comes_with_reasons(acme, coordinator):
    with organization_scope(acme.organization):
        offer(acme, at(1), at(4))
    (missing,) = call(coordinator, "get", f"loops/{acme.loop.pk}/times/")[1]["missing"]
    assert "Lea Lead and Sam Second have no 45 minutes free inside C-0001's windows" in missing["why"]
    assert missing["nearest"][0]["but"] == "outside C-0001's windows"
