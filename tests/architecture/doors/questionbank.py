"""The doors of the bank. Model answers are in there: members without a role stay outside."""

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.architecture.doors import CURATORS, PROPOSERS, ROLES, Ids, Row, both, get, patch, post

STATE = {"state": "retired", "reason": "Nobody asks it any more."}


def new_question(ids: Ids) -> dict[str, object]:
    return {"prompt": "What is backpressure?"}


def upload(ids: Ids) -> dict[str, object]:
    return {
        "document": SimpleUploadedFile("bodies.md", b"# Queues\n\n1. What is backpressure?\n\nA limit.\n")
    }


PAGES: dict[str, Row] = {
    "question_list": get(ROLES),
    "search_save": post(ROLES, body=lambda ids: {"name": "Queues", "query": "q=queue"}),
    "search_remove": post(CURATORS | {"lead"}),
    "question_new": both(PROPOSERS),
    "starter_load": post(CURATORS),
    "topics": get(ROLES) | post(CURATORS, body=lambda ids: {"name": "Bodies"}),
    "topic_rename": post(CURATORS),
    "level_add": post(CURATORS),
    "criterion_add": post(CURATORS),
    "import_list": both(CURATORS),
    "import_batch": get(CURATORS),
    "import_document": get(CURATORS),
    "import_accept": post(CURATORS),
    "import_reject": post(CURATORS),
    "import_undo": post(CURATORS),
    "import_item": both(CURATORS),
    "import_item_accept": post(CURATORS),
    "import_item_reject": post(CURATORS),
    "import_item_reopen": post(CURATORS),
    "question": get(ROLES),
    "question_edit": both(CURATORS),
    "question_compare": get(ROLES),
    "question_state": post(CURATORS, body=lambda ids: STATE),
}
API: dict[str, Row] = {
    "api_questions": get(ROLES) | post(PROPOSERS, body=new_question),
    "api_question": get(ROLES),
    "api_revisions": get(ROLES)
    | post(CURATORS, body=lambda ids: {"base": 1, "prompt": "What is a queue?", "meaning": "same"}),
    "api_question_state": post(CURATORS, body=lambda ids: STATE),
    "api_topics": get(ROLES) | post(CURATORS, body=lambda ids: {"name": "Bodies"}),
    "api_levels": get(ROLES) | post(CURATORS, body=lambda ids: {"name": "Principal"}),
    "api_criteria": get(ROLES) | post(CURATORS, body=lambda ids: {"name": "Curiosity"}),
    "api_imports": get(CURATORS) | post(CURATORS, body=upload),
    "api_import": get(CURATORS),
    "api_import_accept": post(CURATORS),
    "api_import_reject": post(CURATORS, body=lambda ids: {"items": [ids["item"]]}),
    "api_import_undo": post(CURATORS),
    "api_import_item": get(CURATORS) | patch(CURATORS),
}
