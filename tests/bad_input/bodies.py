"""A complete and right request for every door of the API that takes a body."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any, NamedTuple

from django.utils import timezone

from tests.architecture.doors import Ids

WHO = {"candidate_name": "Robin New", "candidate_email": "robin@people.example"}
NEW_ID = "7f1d3a52-0000-4000-8000-00000000000a"


class Call(NamedTuple):
    """Who sends what where; `again` says that the same answer may come with nothing written."""

    part: str
    method: str
    name: str
    body: Callable[[Ids], dict[str, Any]]


def content(ids: Ids) -> dict[str, Any]:
    own = {"level": str(ids["level"]), "anchors": ["", "", "e", ""], "drafts": [3]}
    line = {"criterion": str(ids["criterion"]), "weight": 2, "anchors": ["a", "b", "c", "d"]}
    line |= {"drafts": [1], "by_level": [own]}
    options = [{"text": "one", "correct": True, "feedback": "since"}, {"text": "two", "correct": False}]
    lists = {name: ["one"] for name in ("probes", "hints", "red_flags", "tags")}
    texts = {name: f"the {name}" for name in ("prompt", "summary", "answer", "source")}
    chosen = {"kind": "concept", "minutes": 10, "difficulty": 2, "topic": str(ids["topic"])}
    return {**texts, **lists, **chosen, "level": str(ids["level"]), "options": options, "rubric": [line]}


def stage(ids: Ids) -> dict[str, Any]:
    return {
        "name": "Queues",
        "purpose": "What do they know?",
        "level": str(ids["level"]),
        "minutes": 45,
        "kinds": ["concept"],
        "seats": ["lead"],
        "criteria": [str(ids["criterion"])],
        "topics": [{"topic": str(ids["topic"]), "minimum": 1, "maximum": 2}],
        "neighbours": [],
        "module": None,
    }


def terms(ids: Ids) -> dict[str, Any]:
    weights = {"information": 3.5, "coverage": 2.5, "freshness": 2.5, "priority": 1.5, "variety": 0.5}
    plain = {"most_pilots": 1, "reserve_across": False, "tolerance": 0.25, "minutes_tolerance": 10}
    bars = [{"criterion": str(ids["criterion"]), "points": 3}]
    gates = {"least_cards": 2, "all_topics": True, "facilitator": True, "least_votes": 1}
    gates |= {"reading_hours": 24, "voting_hours": 24}
    others = {"break_minutes": 10, "twice": [], "weights": weights, "bars": bars, "gates": gates}
    return plain | others


def one_edit(ids: Ids) -> dict[str, Any]:
    edit = {"sequence": 1, "field": "notes", "value": "words", "base": 0}
    return {"client": NEW_ID, "edits": [edit]}


TIME = "2030-01-02T10:00:00Z"
SOON, LATER = (f"{timezone.now() + timedelta(days=days):%Y-%m-%dT10:00:00Z}" for days in (7, 8))

CALLS = [
    Call("admin", "PATCH", "api_member", lambda ids: {"roles": ["curator"]}),
    Call(
        "admin", "POST", "api_invitations", lambda ids: {"email": "new@people.example", "roles": ["curator"]}
    ),
    Call("curator", "POST", "api_questions", lambda ids: {**content(ids), "id": NEW_ID}),
    Call(
        "curator",
        "POST",
        "api_revisions",
        lambda ids: {**content(ids), "base": 1, "meaning": "same", "note": "clearer"},
    ),
    Call("curator", "POST", "api_question_state", lambda ids: {"state": "retired", "reason": "old"}),
    Call("curator", "PATCH", "api_criterion", lambda ids: {"name": "Care", "description": "How much."}),
    Call("curator", "POST", "api_topics", lambda ids: {"name": "Brokers", "parent": str(ids["topic"])}),
    Call(
        "curator",
        "POST",
        "api_import_accept",
        lambda ids: {
            "items": [str(ids["item"])],
            "topic": str(ids["topic"]),
            "level": str(ids["level"]),
            "minutes": 10,
            "criteria": [str(ids["criterion"])],
            "live": False,
        },
    ),
    Call("curator", "POST", "api_import_reject", lambda ids: {"items": [str(ids["item"])]}),
    Call(
        "curator",
        "PUT",
        "api_import_mapping",
        lambda ids: {
            "sections": {"Delivery": str(ids["topic"])},
            "levels": {"Senior": str(ids["level"])},
            "difficulties": {"hard": 3},
        },
    ),
    Call("curator", "POST", "api_import_item_split", lambda ids: {"line": 2, "prompt": "And two?"}),
    Call(
        "curator",
        "POST",
        "api_import_join",
        lambda ids: {"first": str(ids["item"]), "second": str(ids["joined"])},
    ),
    Call("curator", "POST", "api_import_match", lambda ids: {"decision": "variant"}),
    Call("curator", "POST", "api_import_unanswered", lambda ids: {"line": 1}),
    Call(
        "curator", "PATCH", "api_import_item", lambda ids: {"changes": {"prompt": "Other?"}, "reopen": False}
    ),
    Call(
        "coordinator",
        "POST",
        "api_openings",
        lambda ids: {"title": "SRE", "blueprint": str(ids["blueprint"])},
    ),
    Call(
        "coordinator",
        "POST",
        "api_blueprints",
        lambda ids: {
            "name": "New",
            "role": "Engineer",
            "level": str(ids["level"]),
            "note": "first",
            "stages": [stage(ids)],
            "terms": terms(ids),
        },
    ),
    Call(
        "coordinator",
        "PUT",
        "api_blueprint",
        lambda ids: {"based_on": 1, "note": "shorter", "stages": [stage(ids)], "terms": terms(ids)},
    ),
    Call(
        "coordinator",
        "POST",
        "api_blueprint_copy",
        lambda ids: {"name": "A copy", "level": str(ids["level"]), "role": "", "shift_levels": True},
    ),
    Call("coordinator", "POST", "api_candidates", lambda ids: {"name": "Robin", "email": "r@people.example"}),
    Call(
        "coordinator",
        "POST",
        "api_kits",
        lambda ids: {"session": str(ids["session"]), "name": "A kit", "purpose": "queues"},
    ),
    Call("lead", "POST", "api_kit_use", lambda ids: {**WHO, "id": NEW_ID, "start": False}),
    Call(
        "coordinator",
        "POST",
        "api_loops",
        lambda ids: {
            **WHO,
            "id": NEW_ID,
            "opening": str(ids["opening"]),
            "seed": 1,
            "seats": [{"stage": 0, "kind": "lead", "member": str(ids["interviewer"])}],
        },
    ),
    Call(
        "lead",
        "POST",
        "api_loop_propose",
        lambda ids: {
            **WHO,
            "id": NEW_ID,
            "level": str(ids["level"]),
            "topics": [str(ids["topic"])],
            "minutes": 30,
            "start": False,
            "seed": 1,
        },
    ),
    Call("coordinator", "POST", "api_loop_cancel", lambda ids: {"reason": "The job is gone."}),
    Call(
        "coordinator",
        "POST",
        "api_session_time",
        lambda ids: {"at": TIME, "place": "Room 4", "despite": "agreed", "seen": 0},
    ),
    Call(
        "coordinator",
        "PUT",
        "api_interviewer",
        lambda ids: {"time_zone": "Europe/Berlin", "most_a_week": 3, "paused_until": "2030-01-02"},
    ),
    Call(
        "coordinator",
        "PUT",
        "api_interviewer_hours",
        lambda ids: {"hours": [{"weekday": 1, "starts": "09:00", "ends": "12:00"}]},
    ),
    Call(
        "coordinator",
        "POST",
        "api_exceptions",
        lambda ids: {"starts_at": TIME, "ends_at": "2030-01-03T10:00:00Z", "free": True, "note": "away"},
    ),
    Call(
        "coordinator",
        "POST",
        "api_windows",
        lambda ids: {"add": [{"starts_at": SOON, "ends_at": LATER}], "time_zone": "Asia/Kolkata"},
    ),
    Call(
        "coordinator",
        "POST",
        "api_loop_times",
        lambda ids: {"times": [{"session": str(ids["session"]), "at": TIME}], "despite": "agreed", "seen": 0},
    ),
    Call(
        "coordinator",
        "POST",
        "api_session_seats",
        lambda ids: {"member": str(ids["interviewer"]), "kind": "shadow", "override": "agreed"},
    ),
    Call("lead", "POST", "api_session_questions", lambda ids: {"question": str(ids["question"])}),
    Call("lead", "POST", "api_question_move", lambda ids: {"direction": "down"}),
    Call(
        "lead",
        "POST",
        "api_question_replace",
        lambda ids: {"question": str(ids["question"]), "reason": "asked"},
    ),
    Call("lead", "POST", "api_question_mark", lambda ids: {"state": "skipped", "reason": "no time"}),
    Call("lead", "POST", "api_my_edits", one_edit),
    Call("lead", "POST", "live_edits", one_edit),
]
