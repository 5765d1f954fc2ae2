"""What stands between an imported draft and a live question: anchors, a review, a second person's word."""

from dataclasses import replace
from typing import Any

from accounts.ground.tenancy import organization_scope
from questionbank.actions.change_question_state import change_question_state
from questionbank.actions.review_revision import review_revision
from questionbank.actions.revise_question import revise_question
from questionbank.enums import State
from questionbank.models import Question
from questionbank.queries.rubrics import content_of
from tests.journeys.client import Api
from tests.journeys.conftest import Company

ANCHORS = ("Guesses.", "Names it.", "Explains it.", "Weighs it against others.")


def all_go_live(company: Company) -> int:
    """Every draft gets its anchors from the curator and the administrator's approval; how many there were."""
    with organization_scope(company.organization):
        drafts = list(Question.objects.filter(state=State.DRAFT).select_related("current"))
        for draft in drafts:
            content = content_of(draft.current, draft.kind)
            rubric = tuple(replace(line, anchors=ANCHORS) for line in content.rubric)
            revise_question(
                actor=company.curator,
                question_id=draft.pk,
                base=1,
                content=replace(content, rubric=rubric),
                meaning="same",
            )
            change_question_state(actor=company.curator, question_id=draft.pk, state=State.IN_REVIEW)
            review_revision(actor=company.admin, question_id=draft.pk, number=2, verdict="approved")
            change_question_state(actor=company.curator, question_id=draft.pk, state=State.LIVE)
    return len(drafts)


def goes_live(curator: Api, reviewer: Api, here: str, question_id: str) -> None:
    """The same for one question, by program."""
    address = f"{here}/questions/{question_id}"
    content = curator.get(f"{address}/")["current"]
    for name in ("topic", "level"):
        content[name] = content[name] and content[name]["id"]
    rubric: list[dict[str, Any]] = [line | {"anchors": ANCHORS} for line in content["rubric"]]
    sent = content | {"rubric": rubric, "base": 1, "meaning": "same", "note": "Anchors"}
    curator.post(f"{address}/revisions/", sent, status=201)
    curator.post(f"{address}/state/", {"state": "in_review"})
    assert curator.call("POST", f"{address}/state/", {"state": "live"}).error() == (409, "conflict")
    approval = {"revision": 2, "verdict": "approved"}
    assert curator.call("POST", f"{address}/reviews/", approval).error() == (403, "denied")
    reviewer.post(f"{address}/reviews/", approval, status=201)
    assert curator.post(f"{address}/state/", {"state": "live"})["state"] == "live"
