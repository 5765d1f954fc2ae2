"""Calibration exercises over the API: the same gate, the same actions."""

from tests.cast import World
from tests.scoring.api.test_debrief import get, post


def test_one_from_its_draft_to_its_discussion(in_acme: World) -> None:
    body = {
        "title": "Spring",
        "question": str(in_acme.questions[0].pk),
        "level": str(in_acme.level.pk),
        "answer": "It blocks.",
    }
    post(in_acme.lead, "exercises/", body, 403)
    made = post(in_acme.committee, "exercises/", body)
    at = f"exercises/{made['id']}/"
    get(in_acme.lead, at, 404)
    assert post(in_acme.committee, f"{at}open/", {}, 200)["cards_in"] == 0
    shown = get(in_acme.lead, at)
    assert shown["cards_in"] is None
    assert shown["lines"][0]["options"][2]["anchor"] == "Depth seen at point 3"
    marks = [{"criterion": line["criterion"], "mark": "3", "text": "It blocks."} for line in shown["lines"]]
    half = post(in_acme.lead, f"{at}card/", {"ratings": marks[:1], "submit": True}, 400)
    assert "something is missing" in str(half)
    assert get(in_acme.lead, at)["own"] == "draft"
    post(in_acme.lead, f"{at}card/", {"ratings": marks, "submit": True}, 200)
    post(in_acme.lead, f"{at}card/", {"ratings": marks, "submit": True}, 409)
    assert get(in_acme.lead, "exercises/")[0]["own"] == "submitted"
    assert get(in_acme.lead, at)["spread"] is None
    post(in_acme.committee, f"{at}close/", {}, 200)
    agreed = post(in_acme.committee, f"{at}discussion/", {"text": "A three."}, 200)
    assert agreed["spread"]["discussion"] == "A three."
    spread = get(in_acme.lead, at)["spread"]
    assert spread["raters"] == [{"name": "Lea Lead", "own": True, "mean_distance": None, "criteria": 0}]
    assert spread["lines"][0]["given"][0]["value"] == 3
