"""Loops over the API: the same actions and the same doors as the pages."""

import uuid

import pytest
from django.urls import reverse

from interviews.models import Blueprint, Candidate, Exposure, Kit, Loop, Opening, PlannedQuestion
from tests.cast import sign_in
from tests.interviews.helpers import in_scope, live, proposed


def _url(world, name, *ids):
    return reverse(name, args=[world.slug, *ids])


def _post(member, address, body, *, code=201):
    answer = sign_in(member).post(address, body, content_type="application/json")
    assert answer.status_code == code, answer.content
    return answer.json()


def _get(member, address, *, code=200):
    answer = sign_in(member).get(address)
    assert answer.status_code == code, answer.content
    return answer.json()


def test_a_loop_is_planned_and_read(acme):
    seats = [{"stage": 0, "kind": "lead", "member": str(acme.lead.pk)}]
    body = {"opening": str(acme.opening.pk), "candidate": str(acme.candidate.pk), "seats": seats, "seed": 3}

    made = _post(acme.coordinator, _url(acme, "api_loops"), body)

    read = _get(acme.lead, _url(acme, "api_loop", made["id"]))
    assert read == made
    assert (read["state"], read["seed"], read["opening"]) == ("planned", 3, str(acme.opening.pk))
    [session] = read["sessions"]
    assert [seat["name"] for seat in session["seats"]] == ["Lea Lead"]
    assert [row["state"] for row in session["questions"]] == ["planned", "planned"]
    assert (read["gaps"], read["status"]) == ([], "optimal")


def test_the_short_way_sent_twice_makes_one_loop(acme):
    body = {
        "id": str(uuid.uuid4()),
        "level": str(acme.level.pk),
        "topics": [str(acme.topic.pk)],
        "minutes": 20,
        "candidate_name": "Toni Test",
        "start": True,
    }

    first, second = (_post(acme.lead, _url(acme, "api_loop_propose"), body) for _ in range(2))

    assert first["id"] == second["id"] == body["id"]
    assert first["sessions"][0]["state"] == "live"


def test_a_proposal_gets_its_candidate_and_is_cancelled(acme):
    with in_scope(acme):
        loop = proposed(acme)

    named = _post(
        acme.lead, _url(acme, "api_loop_candidate", loop.pk), {"candidate_name": "Toni Test"}, code=200
    )
    gone = _post(acme.lead, _url(acme, "api_loop_cancel", loop.pk), {"reason": "Withdrew"}, code=200)

    assert (named["state"], gone["state"]) == ("planned", "cancelled")


def test_the_list_holds_what_one_may_see_page_by_page(acme, zenith):
    with in_scope(acme):
        own = proposed(acme)

    lead = _get(acme.lead, _url(acme, "api_loops"))
    second = _get(acme.second, _url(acme, "api_loops"))
    first_page = _get(acme.coordinator, _url(acme, "api_loops") + "?size=1")

    assert {row["id"] for row in lead["results"]} == {str(own.pk), str(acme.loop.pk)}
    assert [row["id"] for row in second["results"]] == [str(acme.loop.pk)]
    assert (first_page["count"], len(first_page["results"])) == (2, 1)


def test_a_session_is_read_and_its_questions_replaced_and_marked(acme):
    with in_scope(acme):
        first = live(acme)
    session = _get(acme.second, _url(acme, "api_session", acme.session.pk))
    assert session["questions"][0]["id"] == str(first.pk)

    body = {"question": str(acme.questions[2].pk), "reason": "Knew it"}
    new = _post(acme.lead, _url(acme, "api_question_replace", first.pk), body)
    marked = _post(acme.lead, _url(acme, "api_question_mark", new["id"]), {"state": "asked"}, code=200)

    assert new["question"] == str(acme.questions[2].pk)
    assert marked["state"] == "asked"
    with in_scope(acme):
        assert Exposure.objects.get(planned_id=new["id"]).state == "asked"


def test_openings_blueprints_and_candidates_are_made_and_read(acme):
    stage = {
        "name": "Depth",
        "level": str(acme.level.pk),
        "minutes": 30,
        "topics": [{"topic": str(acme.topic.pk), "minimum": 1, "maximum": 2}],
    }
    blueprint = _post(
        acme.admin,
        _url(acme, "api_blueprints"),
        {"name": "New", "level": str(acme.level.pk), "stages": [stage]},
    )
    assert (blueprint["revision"], blueprint["stages"][0]["seats"]) == (1, ["lead"])
    opening = _post(acme.admin, _url(acme, "api_openings"), {"title": "Job", "blueprint": blueprint["id"]})
    candidate = _post(acme.admin, _url(acme, "api_candidates"), {"name": "Toni", "email": "t@test.example"})

    assert _get(acme.lead, _url(acme, "api_blueprint", blueprint["id"])) == blueprint
    assert _get(acme.committee, _url(acme, "api_opening", opening["id"]))["title"] == "Job"
    assert candidate["name"] == "Toni"
    assert len(_get(acme.lead, _url(acme, "api_blueprints"))["results"]) == 2
    assert len(_get(acme.committee, _url(acme, "api_openings"))["results"]) == 2


def test_a_blueprint_is_revised_upon_the_revision_one_has_read(acme):
    stage = {"name": "Depth", "level": str(acme.level.pk), "minutes": 30}
    address = _url(acme, "api_blueprint", acme.opening.blueprint_id)
    client = sign_in(acme.coordinator)
    sent = {"based_on": 1, "stages": [stage]}

    first = client.put(address, sent, content_type="application/json")
    second = client.put(address, sent, content_type="application/json")

    assert first.json()["revision"] == 2
    assert second.status_code == 409
    assert second.json()["error"]["code"] == "conflict"


def test_names_are_null_to_who_may_not_know_them(acme):
    for part, name in {"coordinator": "Robin Acme", "lead": "Robin Acme", "committee": None}.items():
        member = getattr(acme, part)
        [row] = _get(member, _url(acme, "api_candidates"))["results"]
        assert (row["name"], row["pseudonym"]) == (name, "C-0001")
        assert _get(member, _url(acme, "api_candidate", acme.candidate.pk))["name"] == name


def test_a_kit_is_saved_listed_and_used(acme):
    kit = _post(acme.lead, _url(acme, "api_kits"), {"session": str(acme.session.pk), "name": "Queues"})
    assert kit["questions"] == 2
    assert _get(acme.second, _url(acme, "api_kits"))["results"] == [kit]

    loop = _post(acme.second, _url(acme, "api_kit_use", kit["id"]), {"candidate_name": "Toni Test"})

    assert loop["state"] == "planned"
    assert len(loop["sessions"][0]["questions"]) == 2


def test_refusals_have_one_shape(acme):
    denied = _post(acme.lead, _url(acme, "api_loops"), {"opening": str(acme.opening.pk)}, code=403)
    invalid = _post(
        acme.lead,
        _url(acme, "api_loop_propose"),
        {"level": str(acme.level.pk), "topics": [str(acme.topic.pk)], "minutes": 1},
        code=400,
    )
    malformed = _post(acme.lead, _url(acme, "api_loop_propose"), {"level": "x"}, code=400)

    assert denied["error"]["code"] == "denied"
    assert invalid["error"]["fields"] == {"minutes": "From 5 to 480 minutes."}
    assert set(malformed["error"]["fields"]) == {"level", "topics", "minutes"}


def test_the_same_seat_twice_is_refused(acme):
    seat = {"stage": 0, "kind": "lead", "member": str(acme.lead.pk)}
    body = {"opening": str(acme.opening.pk), "candidate_name": "Toni", "seats": [seat, seat]}

    assert "seats" in _post(acme.coordinator, _url(acme, "api_loops"), body, code=400)["error"]["fields"]


def _foreign(acme, zenith):
    """Address and body of every write, with one id of the other organisation in the body."""
    stage = {"name": "Depth", "level": str(acme.level.pk), "minutes": 30}
    quota = [{"topic": str(zenith.topic.pk)}]
    plan = {"opening": str(acme.opening.pk), "candidate_name": "Toni"}
    quick = {"level": str(acme.level.pk), "topics": [str(acme.topic.pk)], "minutes": 20}
    seat = {"stage": 0, "kind": "lead", "member": str(zenith.lead.pk)}
    blueprint = {"name": "New", "level": str(acme.level.pk), "stages": [stage]}
    return [
        ("api_loops", [], plan | {"opening": str(zenith.opening.pk)}),
        ("api_loops", [], plan | {"candidate": str(zenith.candidate.pk)}),
        ("api_loops", [], plan | {"seats": [seat]}),
        ("api_loop_propose", [], quick | {"level": str(zenith.level.pk)}),
        ("api_loop_propose", [], quick | {"topics": [str(zenith.topic.pk)]}),
        ("api_openings", [], {"title": "X", "blueprint": str(zenith.opening.blueprint_id)}),
        ("api_blueprints", [], blueprint | {"level": str(zenith.level.pk)}),
        ("api_blueprints", [], blueprint | {"stages": [stage | {"level": str(zenith.level.pk)}]}),
        ("api_blueprints", [], blueprint | {"stages": [stage | {"topics": quota}]}),
        ("api_blueprints", [], blueprint | {"stages": [stage | {"criteria": [str(zenith.criteria[0].pk)]}]}),
        ("api_kits", [], {"session": str(zenith.session.pk), "name": "X"}),
        (
            "api_question_replace",
            [acme.session.planned.first().pk],
            {"question": str(zenith.questions[2].pk)},
        ),
    ]


def _counted():
    models = (Loop, Opening, Blueprint, Candidate, Kit, PlannedQuestion, Exposure)
    return {model.__name__: model.objects.count() for model in models}


def test_ids_of_another_organisation_in_a_body_do_not_exist_and_write_nothing(acme, zenith):
    with in_scope(acme):
        cases = _foreign(acme, zenith)
        before = _counted()
    for name, ids, body in cases:
        answer = _post(acme.admin, _url(acme, name, *ids), body, code=404)
        assert answer["error"]["code"] == "not_found"
    with in_scope(acme):
        assert _counted() == before


@pytest.mark.parametrize("part", ["admin", "lead"])
def test_rows_of_another_organisation_are_not_read(acme, zenith, part):
    with in_scope(zenith):
        planned = zenith.session.planned.first().pk
    member = getattr(acme, part)
    for name, pk in {
        "api_loop": zenith.loop.pk,
        "api_session": zenith.session.pk,
        "api_candidate": zenith.candidate.pk,
        "api_blueprint": zenith.opening.blueprint_id,
    }.items():
        _get(member, _url(acme, name, pk), code=404)
        _get(member, _url(zenith, name, pk), code=404)
    _post(member, _url(acme, "api_question_mark", planned), {"state": "asked"}, code=404)


def test_who_does_not_sit_in_a_loop_reads_nothing_of_it(acme):
    _get(acme.curator, _url(acme, "api_loop", acme.loop.pk), code=404)
    _get(acme.curator, _url(acme, "api_session", acme.session.pk), code=404)
    _get(acme.nobody, _url(acme, "api_loops"), code=403)
    assert _get(acme.curator, _url(acme, "api_candidates"))["results"] == []
