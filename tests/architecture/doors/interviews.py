"""The doors of loops. A loop is there for who sees all loops, who made it, and who sits in it."""

from tests.architecture.doors import (
    ADMIN,
    CURATORS,
    IN_LOOP,
    INTERVIEWERS,
    PLANNERS,
    ROLES,
    SEES_ALL,
    Ids,
    Row,
    both,
    delete,
    get,
    post,
    put,
    some,
)

UNSEEN = some("curator other")
UNSEEN_OR_NOBODY = UNSEEN | {"nobody"}
LEAD = some("lead")
MAY_ASK = PLANNERS | LEAD
WHO = {"candidate_name": "Robin New", "candidate_email": "robin@candidates.example"}


def seat(ids: Ids) -> dict[str, object]:
    return {"member": ids["interviewer"], "kind": "shadow"}


def trainee(ids: Ids) -> dict[str, object]:
    return {"member": ids["interviewer"], "note": "Did it for years."}


def why(ids: Ids) -> dict[str, object]:
    return {"reason": "A mix-up."}


def time_away(ids: Ids) -> dict[str, object]:
    return {"starts_at": "2030-01-02T10:00:00Z", "ends_at": "2030-01-03T10:00:00Z"}


def stage(ids: Ids) -> dict[str, object]:
    return {
        "name": "Queues",
        "purpose": "What do they know?",
        "level": ids["level"],
        "minutes": 45,
        "seats": ["lead"],
        "criteria": [ids["criterion"]],
        "topics": [{"topic": ids["topic"], "minimum": 1, "maximum": 2}],
    }


PAGES: dict[str, Row] = {
    "loop_list": get(ROLES),
    "loop_quick": both(INTERVIEWERS),
    "loop_new": both(PLANNERS),
    "loop_follow_up": both(PLANNERS),
    "loop": get(IN_LOOP, UNSEEN),
    "loop_candidate": both(PLANNERS, UNSEEN_OR_NOBODY),
    "loop_cancel": post(PLANNERS, UNSEEN_OR_NOBODY),
    "session_start": post(LEAD, UNSEEN_OR_NOBODY),
    "session_time": post(PLANNERS, UNSEEN_OR_NOBODY),
    "loop_times": get(IN_LOOP, UNSEEN),
    "loop_place": post(PLANNERS, UNSEEN_OR_NOBODY),
    "loop_windows": post(PLANNERS, UNSEEN_OR_NOBODY),
    "my_interviewing": get(INTERVIEWERS),
    "interviewer": both(PLANNERS | {"other"}),
    "interviewer_hours": post(PLANNERS | {"other"}),
    "interviewer_exceptions": post(PLANNERS | {"other"}),
    "exception_remove": post(PLANNERS | {"other"}, ROLES - PLANNERS - {"other"} | {"nobody"}),
    "session_seat": post(PLANNERS, UNSEEN_OR_NOBODY, seat),
    "loop_news": get(IN_LOOP, UNSEEN),
    "loop_form": get(IN_LOOP, UNSEEN),
    "loop_history": get(IN_LOOP, UNSEEN),
    "loop_undo": post(PLANNERS, UNSEEN_OR_NOBODY),
    "loop_proposal": both(PLANNERS, UNSEEN_OR_NOBODY),
    "loop_weights": both(PLANNERS, UNSEEN_OR_NOBODY),
    "loop_relax": post(PLANNERS, UNSEEN_OR_NOBODY),
    "loop_tighten": post(PLANNERS, UNSEEN_OR_NOBODY),
    "loop_lift_ban": post(PLANNERS, UNSEEN_OR_NOBODY),
    "question_pin": post(MAY_ASK, UNSEEN_OR_NOBODY),
    "question_ban": post(MAY_ASK, UNSEEN_OR_NOBODY),
    "question_add": both(MAY_ASK, UNSEEN_OR_NOBODY),
    "kit_save": both(MAY_ASK, some("other")),
    "seat_unseat": post(PLANNERS, UNSEEN_OR_NOBODY),
    "seat_decline": both(LEAD, UNSEEN_OR_NOBODY),
    "seat_replace": post(PLANNERS, UNSEEN_OR_NOBODY, lambda ids: {"member": ids["interviewer"]}),
    "seat_swap": post(PLANNERS, UNSEEN_OR_NOBODY, lambda ids: {"other": ids["seat"]}),
    "loop_panel": get(IN_LOOP, UNSEEN) | post(PLANNERS, UNSEEN_OR_NOBODY),
    "loop_load": get(PLANNERS),
    "question_replace": both(MAY_ASK, UNSEEN_OR_NOBODY),
    "question_remove": post(MAY_ASK, UNSEEN_OR_NOBODY),
    "question_move": post(MAY_ASK, UNSEEN_OR_NOBODY),
    "opening_list": get(SEES_ALL),
    "opening_new": both(PLANNERS),
    "opening": get(SEES_ALL),
    "opening_forms": get(SEES_ALL),
    "candidate_list": get(ROLES) | post(PLANNERS),
    "candidate": get(IN_LOOP, UNSEEN),
    "blueprint_list": get(ROLES),
    "blueprint_new": both(PLANNERS),
    "blueprint_ready_made": post(PLANNERS),
    "blueprint": get(ROLES),
    "blueprint_edit": both(PLANNERS),
    "blueprint_compare": get(ROLES),
    "blueprint_copy": both(PLANNERS),
    "blueprint_retire": both(PLANNERS),
    "blueprint_restore": post(PLANNERS),
    "module_list": get(ROLES),
    "module_new": both(PLANNERS),
    "module": get(ROLES),
    "module_edit": both(PLANNERS),
    "module_retire": post(PLANNERS),
    "module_restore": post(PLANNERS),
    "module_train": post(PLANNERS, body=trainee),
    "module_approve": post(ADMIN, body=trainee),
    "qualification_withdraw": post(PLANNERS, body=why),
    "my_training": get(ROLES),
    "conflict_list": get(PLANNERS),
    "conflict_detect": post(PLANNERS),
    "conflict_lift": both(PLANNERS, body=why),
    "conflict_declare": both(IN_LOOP, UNSEEN),
    "candidate_background": both(PLANNERS),
    "application_referrer": post(PLANNERS),
    "background": both(PLANNERS | some("other")),
    "loop_kit": both(MAY_ASK, some("other")),
    "kit_list": get(ROLES),
    "kit": get(ROLES) | post(INTERVIEWERS),
    "loop_letters": get(PLANNERS, UNSEEN_OR_NOBODY),
    "letter_again": post(PLANNERS, UNSEEN_OR_NOBODY),
    "loop_link": both(PLANNERS, UNSEEN_OR_NOBODY),
    "loop_link_withdraw": post(PLANNERS, UNSEEN_OR_NOBODY),
    "accommodation_seen": post(PLANNERS),
    "my_calendar": both(ROLES),
    "feed_new": post(ROLES),
    "feed_withdraw": post(ROLES),
    "question_exposure": get(ROLES),
    "question_leak": both(CURATORS, body=lambda ids: {"where": "A forum"}),
}
API: dict[str, Row] = {
    "api_openings": get(SEES_ALL)
    | post(PLANNERS, body=lambda ids: {"title": "Platform Engineer", "blueprint": ids["blueprint"]}),
    "api_opening": get(SEES_ALL),
    "api_opening_forms": get(SEES_ALL),
    "api_blueprints": get(ROLES)
    | post(PLANNERS, body=lambda ids: {"name": "New", "level": ids["level"], "stages": [stage(ids)]}),
    "api_blueprint": get(ROLES)
    | put(PLANNERS, body=lambda ids: {"based_on": 1, "stages": [stage(ids)], "note": "Shorter"}),
    "api_blueprint_compare": get(ROLES),
    "api_blueprint_copy": post(PLANNERS, body=lambda ids: {"name": "Copy", "level": ids["level"]}),
    "api_blueprint_retire": post(PLANNERS),
    "api_blueprint_restore": post(PLANNERS),
    "api_candidates": get(ROLES)
    | post(PLANNERS, body=lambda ids: {"name": "Robin New", "email": "robin@candidates.example"}),
    "api_candidate": get(IN_LOOP, UNSEEN),
    "api_modules": get(ROLES) | post(PLANNERS, body=lambda ids: {"name": "New module"}),
    "api_module": get(ROLES) | put(PLANNERS, body=lambda ids: {"name": "Changed module"}),
    "api_module_retire": post(PLANNERS),
    "api_module_restore": post(PLANNERS),
    "api_module_people": get(ROLES) | post(PLANNERS, body=trainee),
    "api_module_approve": post(ADMIN, body=trainee),
    "api_qualification_withdraw": post(PLANNERS, body=why),
    "api_my_training": get(ROLES),
    "api_conflicts": get(PLANNERS)
    | post(IN_LOOP, UNSEEN_OR_NOBODY, lambda ids: {"candidate": ids["candidate"], "reason": "Friends."}),
    "api_conflicts_look": post(PLANNERS),
    "api_conflict_lift": post(PLANNERS, body=why),
    "api_background": put(PLANNERS | some("other"), body=lambda ids: {"former_teams": ["Maps"]}),
    "api_candidate_teams": put(PLANNERS, body=lambda ids: {"former_teams": ["Maps"]}),
    "api_application_referrer": put(PLANNERS, body=lambda ids: {"member": None}),
    "api_kits": get(ROLES)
    | post(MAY_ASK, UNSEEN_OR_NOBODY, lambda ids: {"session": ids["session"], "name": "A kit"}),
    "api_kit_use": post(INTERVIEWERS, body=lambda ids: WHO),
    "api_loops": get(ROLES) | post(PLANNERS, body=lambda ids: {"opening": ids["opening"], **WHO}),
    "api_loop_propose": post(
        INTERVIEWERS,
        body=lambda ids: {"level": ids["level"], "topics": [ids["topic"]], "minutes": 30, **WHO},
    ),
    "api_loop": get(IN_LOOP, UNSEEN),
    "api_loop_candidate": post(PLANNERS, UNSEEN_OR_NOBODY, lambda ids: WHO),
    "api_loop_letters": get(PLANNERS, UNSEEN_OR_NOBODY),
    "api_letter_again": post(PLANNERS, UNSEEN_OR_NOBODY),
    "api_loop_link": post(PLANNERS, UNSEEN_OR_NOBODY) | delete(PLANNERS, UNSEEN_OR_NOBODY),
    "api_loop_cancel": post(PLANNERS, UNSEEN_OR_NOBODY, lambda ids: {"reason": "The job is gone."}),
    "api_loop_proposal": get(PLANNERS, UNSEEN_OR_NOBODY) | post(PLANNERS, UNSEEN_OR_NOBODY),
    "api_loop_relax": post(
        PLANNERS, UNSEEN_OR_NOBODY, lambda ids: {"kind": "pilots", "told": "Two pilots.", "to": 2}
    ),
    "api_loop_tighten": post(PLANNERS, UNSEEN_OR_NOBODY, lambda ids: {"place": 0}),
    "api_loop_weights": put(PLANNERS, UNSEEN_OR_NOBODY, lambda ids: {"weights": {"coverage": 3}}),
    "api_loop_ban": delete(PLANNERS, UNSEEN_OR_NOBODY),
    "api_loop_changes": get(IN_LOOP, UNSEEN),
    "api_loop_undo": post(PLANNERS, UNSEEN_OR_NOBODY),
    "api_question_pin": post(MAY_ASK, UNSEEN_OR_NOBODY),
    "api_question_ban": post(MAY_ASK, UNSEEN_OR_NOBODY),
    "api_session": get(IN_LOOP, UNSEEN),
    "api_session_time": post(PLANNERS, UNSEEN_OR_NOBODY, lambda ids: {"at": "2030-01-02T10:00:00Z"}),
    "api_interviewer": get(PLANNERS | {"other"})
    | put(PLANNERS | {"other"}, body=lambda ids: {"time_zone": "Europe/Berlin"}),
    "api_interviewer_hours": put(PLANNERS | {"other"}, body=lambda ids: {"hours": []}),
    "api_exceptions": get(PLANNERS | {"other"}) | post(PLANNERS | {"other"}, body=time_away),
    "api_exception": delete(PLANNERS | {"other"}, ROLES - PLANNERS - {"other"} | {"nobody"}),
    "api_windows": get(IN_LOOP, UNSEEN) | post(PLANNERS, UNSEEN_OR_NOBODY, lambda ids: {"add": []}),
    "api_loop_times": get(PLANNERS, UNSEEN_OR_NOBODY)
    | post(
        PLANNERS,
        UNSEEN_OR_NOBODY,
        lambda ids: {"times": [{"session": ids["session"], "at": "2030-01-02T10:00:00Z"}]},
    ),
    "api_session_start": post(LEAD, UNSEEN_OR_NOBODY),
    "api_session_end": post(LEAD, UNSEEN_OR_NOBODY),
    "api_session_seats": post(PLANNERS, UNSEEN_OR_NOBODY, seat),
    "api_session_questions": post(MAY_ASK, UNSEEN_OR_NOBODY, lambda ids: {"question": ids["question"]}),
    "api_seat": delete(PLANNERS, UNSEEN_OR_NOBODY),
    "api_seat_decline": post(LEAD, UNSEEN_OR_NOBODY),
    "api_seat_replace": post(
        PLANNERS, UNSEEN_OR_NOBODY, lambda ids: {"member": ids["interviewer"], "override": "Agreed."}
    ),
    "api_seat_swap": post(PLANNERS, UNSEEN_OR_NOBODY, lambda ids: {"other": ids["seat"]}),
    "api_loop_panel": get(IN_LOOP, UNSEEN)
    | post(
        PLANNERS,
        UNSEEN_OR_NOBODY,
        lambda ids: {"seats": [{"session": ids["session"], "kind": "shadow", "member": ids["interviewer"]}]},
    ),
    "api_loads": get(PLANNERS),
    "api_planned": delete(MAY_ASK, UNSEEN_OR_NOBODY),
    "api_question_move": post(MAY_ASK, UNSEEN_OR_NOBODY, lambda ids: {"direction": "down"}),
    "api_question_replace": post(
        MAY_ASK, UNSEEN_OR_NOBODY, lambda ids: {"question": ids["question"], "reason": "Asked before."}
    ),
    "api_question_exposure": get(ROLES),
    "api_question_leak": get(CURATORS) | post(CURATORS, body=lambda ids: {"where": "A forum"}),
    "api_question_mark": post(LEAD, UNSEEN_OR_NOBODY, lambda ids: {"state": "asked"}),
}
