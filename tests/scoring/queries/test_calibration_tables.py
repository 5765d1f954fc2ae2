"""What a run says in sentences, for those who may read it."""

import uuid

from scoring.enums import Facet
from scoring.models import CalibrationRun
from scoring.queries.calibration_tables import statements_of

ONE, OTHER = uuid.uuid4(), uuid.uuid4()
SAID = [
    f"The interviewers fall into 2 subsets with no candidate in common: no comparison is made across them "
    f"(subset 1: {ONE}; subset 2: {OTHER}).",
    f"1 more interview would link all interviewers: {ONE} with {OTHER}.",
    "3 of 9 questions have fewer than the 10 ratings needed.",
    "2 of 8 candidates have fewer than the 10 ratings needed.",
]


def said(*facets: Facet) -> list[str]:
    return statements_of(CalibrationRun(summary={"statements": SAID}), facets)


def test_sentences_bear_no_ids():
    assert said(Facet.INTERVIEWER) == [
        "The interviewers fall into 2 subsets with no candidate in common: no comparison is made across "
        "them.",
        "1 more interview would link all interviewers.",
    ]


def test_only_what_is_about_the_facets_is_said_and_candidates_are_not_among_them():
    assert said(Facet.QUESTION) == ["3 of 9 questions have fewer than the 10 ratings needed."]
    assert not any("candidates" in sentence for sentence in said(*(f for f in Facet if f != "candidate")))


def test_a_refusal_is_said_to_everybody():
    refused = CalibrationRun(summary={"statements": ["Nothing was adjusted: every rating is 3."]})
    assert statements_of(refused, ()) == ["Nothing was adjusted: every rating is 3."]
