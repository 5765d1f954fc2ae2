"""Rubrics under review over the API: the same queries and actions as the pages."""

import uuid

import pytest

from questionbank.models import Anchor
from tests.cast import sign_in
from tests.questionbank.proposing import NEW, another_judge, propose, the_rubric
from tests.scoring.reviewed_rubrics import rated_loops

API = "/api/v1/o/acme/rubrics/"


def send(member, path: str, body: dict | None = None):
    return sign_in(member).post(f"{API}{path}", body or {}, content_type="application/json")


def test_the_list_says_what_to_look_at(in_acme):
    propose(in_acme)
    row = sign_in(in_acme.curator).get(API).json()[0]
    assert (row["id"], row["questions"]) == (str(the_rubric(in_acme).pk), 4)
    assert (row["want"], row["yours"], row["proposals"]) == ("YOURS", 1, 1)
    assert row["missing"] == "too little data: 0 ratings, 10 more needed"
    assert sign_in(in_acme.curator).get(f"{API}?q=zebra").json() == []


def test_a_rubric_has_anchors_and_evidence_for_who_reviews(in_acme):
    rated_loops(in_acme, 6)
    path = f"{API}{the_rubric(in_acme).pk}/"
    told = sign_in(in_acme.committee).get(path).json()
    points = told["criteria"][0]["points"]
    assert points[2]["anchors"][0]["text"] == "Depth seen at point 3"
    assert any(point["examples"] for one in told["criteria"] for point in one["points"])
    for_admin = sign_in(in_acme.admin).get(path).json()
    assert not any(point["examples"] for one in for_admin["criteria"] for point in one["points"])


def test_a_comment_is_written_and_settled(in_acme):
    line = the_rubric(in_acme).lines.earliest("position")
    made = send(in_acme.committee, f"lines/{line.pk}/comments/", {"text": "Two in one."})
    assert made.status_code == 201
    comment = made.json()
    assert (comment["author"], comment["settled_at"]) == ("Kim Committee", None)
    settled = send(in_acme.curator, f"comments/{comment['id']}/settle/")
    assert settled.json()["settled_at"]


def test_a_proposal_goes_from_its_effect_to_its_application(in_acme):
    rated_loops(in_acme, 2)
    rubric = the_rubric(in_acme)
    body = {
        "id": str(uuid.uuid4()),
        "why": "Read in two ways.",
        "meaning": "not_comparable",
        "anchors": [{"criterion": str(in_acme.criteria[0].pk), "point": 3, "text": NEW}],
    }
    made = send(in_acme.committee, f"{rubric.pk}/proposals/", body)
    assert made.status_code == 201
    told = made.json()
    assert told["effect"] == {"questions": 4, "ratings": 16, "loops": 1, "sessions": 1}
    assert told["differences"][0]["after"] == NEW
    proposal = told["proposal"]["id"]
    assert send(in_acme.committee, f"{rubric.pk}/proposals/", body).json()["proposal"]["id"] == proposal
    assert send(in_acme.committee, f"proposals/{proposal}/approve/").status_code == 403
    assert send(in_acme.curator, f"proposals/{proposal}/approve/").json()["missing"] == 1
    last = send(another_judge(in_acme), f"proposals/{proposal}/approve/").json()
    assert (last["proposal"]["state"], last["effect"], last["missing"]) == ("applied", None, 0)
    assert Anchor.objects.filter(line__rubric=last["proposal"]["made"], text=NEW).exists()
    listed = sign_in(in_acme.admin).get(f"{API}{rubric.pk}/proposals/").json()
    assert [one["state"] for one in listed] == ["applied"]


@pytest.mark.parametrize(
    ("part", "deed", "state"), [("curator", "decline", "declined"), ("committee", "withdraw", "withdrawn")]
)
def test_a_proposal_is_declined_or_withdrawn(in_acme, part, deed, state):
    path = f"proposals/{propose(in_acme).pk}/{deed}/"
    told = send(getattr(in_acme, part), path, {"reason": "It says less."})
    assert told.json()["proposal"]["state"] == state


def test_wrong_bodies_are_refused_by_field(in_acme):
    rubric = the_rubric(in_acme)
    refused = send(in_acme.committee, f"{rubric.pk}/proposals/", {"why": "", "meaning": "first"})
    assert refused.status_code == 400
    body = {"why": "W", "meaning": "same", "anchors": []}
    refused = send(in_acme.committee, f"{rubric.pk}/proposals/", body)
    assert "Change at least one anchor." in refused.content.decode()
