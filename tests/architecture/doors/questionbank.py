"""The doors of the bank. Model answers are in there: members without a role stay outside."""

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.architecture.doors import (
    CURATORS,
    PROPOSERS,
    ROLES,
    Ids,
    Row,
    both,
    delete,
    get,
    patch,
    post,
    put,
    some,
)

REVIEWERS = some("admin curator committee")
OTHER_EYES = some("admin committee")  # the curator wrote the question
STATE = {"state": "retired", "reason": "Nobody asks it any more."}


def new_question(ids: Ids) -> dict[str, object]:
    return {"prompt": "What is backpressure?"}


def enemy(ids: Ids) -> dict[str, object]:
    return {"other": ids["other_question"], "reason": "One names what the other asks for."}


def upload(ids: Ids) -> dict[str, object]:
    return {
        "document": SimpleUploadedFile("bodies.md", b"# Queues\n\n1. What is backpressure?\n\nA limit.\n")
    }


PAGES: dict[str, Row] = {
    "question_list": get(ROLES),
    "question_export": both(CURATORS, body=lambda ids: {"format": "json"}),
    "search_save": post(ROLES, body=lambda ids: {"name": "Queues", "query": "q=queue"}),
    "search_remove": post(CURATORS | {"lead"}),
    "question_new": both(PROPOSERS),
    "starter_load": post(CURATORS),
    "topics": get(ROLES) | post(CURATORS, body=lambda ids: {"name": "Bodies"}),
    "topic_rename": post(CURATORS),
    "level_add": post(CURATORS),
    "criteria": get(ROLES) | post(CURATORS, body=lambda ids: {"name": "Bodies"}),
    "criterion": both(CURATORS),
    "bank_health": get(ROLES),
    "duplicates": get(CURATORS),
    "duplicates_scan": post(CURATORS),
    "duplicate_decide": post(CURATORS, body=lambda ids: {"decision": "variant"}),
    "duplicate_reopen": post(CURATORS),
    "question_alike": post(PROPOSERS, body=new_question),
    "import_list": both(CURATORS),
    "import_batch": get(CURATORS),
    "import_document": get(CURATORS),
    "import_accept": post(CURATORS),
    "import_reject": post(CURATORS),
    "import_undo": both(CURATORS),
    "import_retry": post(CURATORS),
    "import_unanswered": post(CURATORS, body=lambda ids: {"line": "1"}),
    "import_mapping": both(CURATORS),
    "import_columns": post(CURATORS),
    "import_match": both(CURATORS),
    "import_item": both(CURATORS),
    "import_item_accept": post(CURATORS),
    "import_item_reject": post(CURATORS),
    "import_item_reopen": post(CURATORS),
    "import_item_split": both(CURATORS),
    "import_item_join": post(CURATORS),
    "question": get(ROLES),
    "question_edit": both(CURATORS),
    "question_compare": get(ROLES),
    "question_state": post(CURATORS, body=lambda ids: STATE),
    "question_review": post(OTHER_EYES, body=lambda ids: {"number": 1, "verdict": "approved"}),
    "question_rest": post(CURATORS),
    "question_wake": post(CURATORS),
    "question_flag": post(ROLES, body=lambda ids: {"text": "The answer is wrong."}),
    "question_priority": post(CURATORS, body=lambda ids: {"priority": "1"}),
    "question_enemies": get(ROLES) | post(CURATORS, body=enemy),
    "enemies_unmark": post(CURATORS),
    "flag_close": post(CURATORS, body=lambda ids: {"outcome": "Corrected."}),
    "review_list": get(REVIEWERS),
    "bank_policy": both(CURATORS),
}
API: dict[str, Row] = {
    "api_questions": get(ROLES) | post(PROPOSERS, body=new_question),
    "api_question_export": post(CURATORS, body=lambda ids: {"format": "json"}),
    "api_question": get(ROLES),
    "api_revisions": get(ROLES)
    | post(CURATORS, body=lambda ids: {"base": 1, "prompt": "What is a queue?", "meaning": "same"}),
    "api_question_state": post(CURATORS, body=lambda ids: STATE),
    "api_question_steps": get(ROLES),
    "api_question_reviews": get(ROLES)
    | post(OTHER_EYES, body=lambda ids: {"revision": 1, "verdict": "approved"}),
    "api_question_rest": post(CURATORS),
    "api_question_wake": post(CURATORS),
    "api_question_flags": get(ROLES) | post(ROLES, body=lambda ids: {"text": "The answer is wrong."}),
    "api_question_priority": post(CURATORS, body=lambda ids: {"priority": 1}),
    "api_question_enemies": get(ROLES) | post(CURATORS, body=enemy),
    "api_enemies": delete(CURATORS),
    "api_flag_close": post(CURATORS, body=lambda ids: {"outcome": "Corrected."}),
    "api_reviews": get(REVIEWERS),
    "api_bank_policy": get(ROLES)
    | put(CURATORS, body=lambda ids: {"rest_after": 8, "rest_days": 60, "second_eyes": True}),
    "api_topics": get(ROLES) | post(CURATORS, body=lambda ids: {"name": "Bodies"}),
    "api_levels": get(ROLES) | post(CURATORS, body=lambda ids: {"name": "Principal"}),
    "api_criteria": get(ROLES) | post(CURATORS, body=lambda ids: {"name": "Curiosity"}),
    "api_criterion": patch(CURATORS),
    "api_imports": get(CURATORS) | post(CURATORS, body=upload),
    "api_import": get(CURATORS),
    "api_import_accept": post(CURATORS),
    "api_import_reject": post(CURATORS, body=lambda ids: {"items": [ids["item"]]}),
    "api_import_undo": post(CURATORS),
    "api_import_progress": get(CURATORS),
    "api_import_matches": get(CURATORS),
    "api_import_retry": post(CURATORS),
    "api_import_mapping": put(CURATORS, body=lambda ids: {"sections": {"Delivery": None}}),
    "api_import_columns": put(CURATORS, body=lambda ids: {"columns": {"prompt": "1"}}),
    "api_import_unanswered": post(CURATORS, body=lambda ids: {"line": 1}),
    "api_import_join": post(CURATORS, body=lambda ids: {"first": ids["item"], "second": ids["joined"]}),
    "api_import_match": post(CURATORS, body=lambda ids: {"decision": "variant"}),
    "api_import_item_split": post(CURATORS, body=lambda ids: {"line": 2}),
    "api_import_item": get(CURATORS) | patch(CURATORS),
}
