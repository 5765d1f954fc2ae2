"""Blueprints over the API."""

from django.urls import reverse

from interviews.models import Blueprint, Kit
from tests.cast import sign_in
from tests.interviews.helpers import in_scope


def _url(world, name, *ids):
    return reverse(name, args=[world.slug, *ids])


def _call(member, method, address, body=None, *, code=200):
    answer = getattr(sign_in(member), method)(address, body, content_type="application/json")
    assert answer.status_code == code, answer.content
    return answer.json()


def _stage(world, **fields):
    return {"name": "Depth", "level": str(world.level.pk), "minutes": 30} | fields


def _terms(world, **fields):
    return {
        "twice": [],
        "most_pilots": None,
        "reserve_across": True,
        "tolerance": 0.5,
        "minutes_tolerance": 5,
        "break_minutes": 15,
        "weights": {"information": 1.0, "coverage": 2.0, "freshness": 2.0, "priority": 1.0, "variety": 0.0},
        "bars": [{"criterion": str(world.criteria[0].pk), "points": 4}],
        "gates": {
            "least_cards": 2,
            "all_topics": True,
            "facilitator": True,
            "least_votes": 2,
            "reading_hours": 48,
            "voting_hours": None,
        },
    } | fields


def test_all_that_is_written_is_read_again(acme):
    body = {
        "name": "New",
        "role": "Engineer",
        "level": str(acme.level.pk),
        "stages": [_stage(acme)],
        "terms": _terms(acme),
    }

    made = _call(acme.coordinator, "post", _url(acme, "api_blueprints"), body, code=201)

    assert (made["role"], made["revision"], made["retired_at"]) == ("Engineer", 1, None)
    assert made["terms"] == _terms(acme)
    assert (made["stages"][0]["neighbours"], made["stages"][0]["module"]) == ([], None)
    assert _call(acme.lead, "get", _url(acme, "api_blueprint", made["id"])) == made


def test_a_revision_without_rules_keeps_those_there_were(acme):
    address = _url(acme, "api_blueprint", acme.opening.blueprint_id)
    first = {"based_on": 1, "stages": [_stage(acme)], "terms": _terms(acme), "role": "Engineer"}
    _call(acme.coordinator, "put", address, first)

    kept = _call(acme.coordinator, "put", address, {"based_on": 2, "stages": [_stage(acme, minutes=35)]})
    usual = _call(
        acme.coordinator, "put", address, {"based_on": 3, "stages": [_stage(acme)], "terms": {}, "role": ""}
    )

    assert (kept["terms"], kept["role"]) == (_terms(acme), "Engineer")
    assert (usual["terms"]["most_pilots"], usual["terms"]["tolerance"], usual["role"]) == (1, 0.25, "")
    assert usual["terms"]["weights"]["information"] == 3.0


def test_what_makes_no_sense_is_refused_by_field(acme):
    address = _url(acme, "api_blueprint", acme.opening.blueprint_id)
    for terms in (
        {"tolerance": 4},
        {"weights": {"coverage": 11}},
        {"bars": [{"criterion": str(acme.criteria[0].pk), "points": 5}]},
    ):
        body = {"based_on": 1, "stages": [_stage(acme)], "terms": terms}
        _call(acme.coordinator, "put", address, body, code=400)
    alone = {"based_on": 1, "stages": [_stage(acme)], "terms": {"twice": [str(acme.topic.pk)]}}
    refused = _call(acme.coordinator, "put", address, alone, code=400)
    assert "only 1 interview may ask about it" in str(refused)


def test_two_revisions_are_compared(acme):
    address = _url(acme, "api_blueprint", acme.opening.blueprint_id)
    stage = _stage(acme, name="Queues interview")
    _call(acme.coordinator, "put", address, {"based_on": 1, "stages": [stage]})

    changes = _call(acme.lead, "get", _url(acme, "api_blueprint_compare", acme.opening.blueprint_id))

    [stage] = changes["stages"]
    assert stage["kind"] == "changed"
    assert {"what": "Length", "old": "45 minutes", "new": "30 minutes"} in stage["changes"]
    page = _url(acme, "api_blueprint_compare", acme.opening.blueprint_id)
    _call(acme.lead, "get", page + "?from=1&to=7", code=404)


def test_copied_retired_and_brought_back(acme):
    blueprint = acme.opening.blueprint_id
    body = {"name": "Copy", "level": str(acme.level.pk)}

    made = _call(acme.coordinator, "post", _url(acme, "api_blueprint_copy", blueprint), body, code=201)
    gone = _call(acme.coordinator, "post", _url(acme, "api_blueprint_retire", blueprint))
    listed = _call(acme.lead, "get", _url(acme, "api_blueprints"))["results"]
    _call(acme.coordinator, "post", _url(acme, "api_blueprint_retire", blueprint), code=409)
    back = _call(acme.coordinator, "post", _url(acme, "api_blueprint_restore", blueprint))

    assert made["name"] == "Copy"
    assert gone["retired_at"] is not None
    assert [row["name"] for row in listed] == ["Copy"]
    assert back["retired_at"] is None
    with in_scope(acme):
        assert Blueprint.objects.filter(retired_at=None).count() == 2


def test_a_kit_is_made_of_a_session_or_of_a_loop(acme):
    address = _url(acme, "api_kits")
    whole = {"loop": str(acme.loop.pk), "name": "Whole"}

    made = _call(acme.lead, "post", address, whole, code=201)

    assert (made["interviews"], made["questions"]) == (1, 2)
    both = whole | {"session": str(acme.session.pk), "name": "Both"}
    for body in (both, {"name": "Neither"}):
        assert "either a session or a loop" in str(_call(acme.lead, "post", address, body, code=400))
    with in_scope(acme):
        assert Kit.objects.count() == 1
