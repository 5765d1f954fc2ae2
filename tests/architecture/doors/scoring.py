"""The doors of scoring. A live sheet exists for those alone who sit in the session."""

from tests.architecture.doors import (
    ADMIN,
    ALL,
    NOBODY,
    PLANNERS,
    ROLES,
    SEES_ALL,
    Row,
    both,
    delete,
    get,
    post,
    some,
)

LEAD = some("lead")
NOT_SEATED = ALL - LEAD
READERS = some("admin committee")
DECIDERS = some("committee")
UNSEEN = some("curator other nobody")
MEASURES = some("admin committee curator")
DECISION = {"outcome": "hire", "reasons": "Both saw depth.", "digest_seen": "0" * 64}
WHY = {"reason": "The candidate leaves the country today."}
VOTE = {"ballot": "yes", "reason": "Both saw depth."}
EDITS = {"client": "7f1d3a52-0000-4000-8000-000000000001", "edits": []}

PAGES: dict[str, Row] = {
    "my_work": get(ALL),
    "live": both(LEAD, NOT_SEATED),
    "live_edits": post(LEAD, NOT_SEATED, lambda ids: EDITS),
    "live_fields": get(LEAD, NOT_SEATED),
    "live_events": get(LEAD, NOT_SEATED),
    "live_together": get(LEAD, NOT_SEATED),
    "live_here": post(LEAD, NOT_SEATED, lambda ids: {"question": ids["planned"]}),
    "live_mark": post(LEAD, NOT_SEATED),
    "live_hint": post(LEAD, NOT_SEATED),
    "live_facts": get(LEAD, NOT_SEATED),
    "live_answer": get(LEAD, NOT_SEATED),
    "live_replace": both(LEAD, NOT_SEATED),
    "live_move": post(LEAD, NOT_SEATED),
    "kit_pdf": get(PLANNERS | LEAD, UNSEEN),
    "paper_card": get(PLANNERS | LEAD, UNSEEN) | post(PLANNERS | LEAD, UNSEEN),
    "paper_find": get(ROLES),
    "card_pdf": get(LEAD, NOT_SEATED),
    "live_screen": post(LEAD, NOT_SEATED, lambda ids: {"screen": "new"}),
    "amend_begin": post(LEAD, NOT_SEATED),
    "amend_withdraw": both(LEAD, NOT_SEATED),
    "card_versions": get(LEAD, NOT_SEATED),
    "my_agreement": get(ROLES),
    "module_agreement": get(PLANNERS),
    "gate_override": both(ADMIN, UNSEEN),
    "seat_excuse": both(PLANNERS, UNSEEN),
    "seat_return": post(PLANNERS, UNSEEN),
    "packet_list": get(ALL),
    "debrief_vote": get(READERS, UNSEEN) | post(NOBODY, UNSEEN, lambda ids: VOTE),
    "packet": get(READERS, UNSEEN) | post(DECIDERS, UNSEEN, lambda ids: DECISION),
    "calibration_mine": get(ALL),
    "calibration_interviewers": get(READERS),
    "calibration_ruler": get(MEASURES),
    "calibration_questions": get(MEASURES),
    "calibration_rubrics": get(MEASURES),
    "calibration_drift": get(MEASURES),
    "calibration_runs": get(MEASURES),
    "calibration_run": get(MEASURES),
    "calibration_request": post(ADMIN),
    "calibration_compare": get(MEASURES),
    "calibration_retry": post(ADMIN),
}
API: dict[str, Row] = {
    "api_my_sessions": get(ALL),
    "api_my_card": get(LEAD, NOT_SEATED),
    "api_my_edits": post(LEAD, NOT_SEATED, lambda ids: EDITS),
    "api_my_submit": post(LEAD, NOT_SEATED),
    "api_my_amendment": post(LEAD, NOT_SEATED) | delete(LEAD, NOT_SEATED),
    "api_my_amendment_submit": post(LEAD, NOT_SEATED, lambda ids: {"amendment_reason": "A slip of the pen."}),
    "api_card_versions": get(LEAD, NOT_SEATED),
    "api_loop_cards": get(SEES_ALL | LEAD, UNSEEN),
    "api_gate_overrides": get(SEES_ALL | LEAD, UNSEEN) | post(ADMIN, UNSEEN, lambda ids: WHY),
    "api_seat_excuse": post(PLANNERS, UNSEEN, lambda ids: WHY),
    "api_seat_return": post(PLANNERS, UNSEEN),
    "api_packets": get(ALL),
    "api_packet": get(READERS, UNSEEN),
    "api_votes": get(READERS, UNSEEN) | post(NOBODY, UNSEEN, lambda ids: VOTE),
    "api_debrief": get(SEES_ALL, UNSEEN),
    "api_debrief_move": post(SEES_ALL, UNSEEN, lambda ids: {"target": "reading", "version_seen": 0}),
    "api_debrief_facilitator": post(SEES_ALL, UNSEEN, lambda ids: {"member": None}),
    "api_debrief_committee": post(DECIDERS, UNSEEN),
    "api_debrief_reading": post(NOBODY, UNSEEN),
    "api_debrief_recusal": post(READERS, UNSEEN, lambda ids: WHY),
    "api_debrief_veto": post(NOBODY, UNSEEN, lambda ids: WHY),
    "api_debrief_veto_withdraw": post(SEES_ALL, UNSEEN, lambda ids: WHY),
    "api_decision": post(DECIDERS, UNSEEN, lambda ids: DECISION),
    "api_calibration_mine": get(ALL),
    "api_calibration_measures": get(MEASURES),
    "api_calibration_drift": get(MEASURES),
    "api_calibration_runs": get(MEASURES) | post(ADMIN),
    "api_calibration_run": get(MEASURES),
    "api_calibration_run_measures": get(MEASURES),
    "api_calibration_compare": get(MEASURES),
    "api_calibration_requests": get(MEASURES),
    "api_calibration_retry": post(ADMIN),
}
