"""The addresses of the app questionbank."""

from django.urls import path

from questionbank.views import (
    criteria,
    duplicates,
    enemies,
    exports,
    health,
    import_deciding,
    import_items,
    import_mapping,
    import_matches,
    imports,
    life,
    questions,
    search,
    topics,
    writing,
)

urlpatterns = [
    path("bank/", search.question_list, name="question_list"),
    path("bank/export/", exports.question_export, name="question_export"),
    path("bank/searches/", search.search_save, name="search_save"),
    path("bank/searches/<uuid:search>/remove/", search.search_remove, name="search_remove"),
    path("bank/new/", writing.question_new, name="question_new"),
    path("bank/starter/", writing.starter_load, name="starter_load"),
    path("bank/topics/", topics.topics, name="topics"),
    path("bank/levels/", topics.level_add, name="level_add"),
    path("bank/criteria/", criteria.criteria, name="criteria"),
    path("bank/criteria/<uuid:criterion>/", criteria.criterion, name="criterion"),
    path("bank/duplicates/", duplicates.duplicates, name="duplicates"),
    path("bank/duplicates/scan/", duplicates.duplicates_scan, name="duplicates_scan"),
    path("bank/duplicates/<uuid:pair>/", duplicates.duplicate_decide, name="duplicate_decide"),
    path("bank/duplicates/<uuid:pair>/reopen/", duplicates.duplicate_reopen, name="duplicate_reopen"),
    path("bank/new/alike/", duplicates.question_alike, name="question_alike"),
    path("bank/health/", health.bank_health, name="bank_health"),
    path("bank/topics/<uuid:topic>/", topics.topic_rename, name="topic_rename"),
    path("bank/imports/", imports.import_list, name="import_list"),
    path("bank/imports/<uuid:batch>/", imports.import_batch, name="import_batch"),
    path("bank/imports/<uuid:batch>/document/", imports.import_document, name="import_document"),
    path("bank/imports/<uuid:batch>/accept/", import_deciding.import_accept, name="import_accept"),
    path("bank/imports/<uuid:batch>/reject/", import_deciding.import_reject, name="import_reject"),
    path("bank/imports/<uuid:batch>/undo/", import_deciding.import_undo, name="import_undo"),
    path("bank/imports/<uuid:batch>/retry/", import_deciding.import_retry, name="import_retry"),
    path(
        "bank/imports/<uuid:batch>/unanswered/", import_deciding.import_unanswered, name="import_unanswered"
    ),
    path("bank/imports/<uuid:batch>/words/", import_mapping.import_mapping, name="import_mapping"),
    path("bank/imports/<uuid:batch>/columns/", import_mapping.import_columns, name="import_columns"),
    path("bank/imports/matches/<uuid:match>/", import_matches.import_match, name="import_match"),
    path("bank/imports/items/<uuid:item>/", import_items.import_item, name="import_item"),
    path(
        "bank/imports/items/<uuid:item>/accept/", import_items.import_item_accept, name="import_item_accept"
    ),
    path(
        "bank/imports/items/<uuid:item>/reject/", import_items.import_item_reject, name="import_item_reject"
    ),
    path(
        "bank/imports/items/<uuid:item>/reopen/", import_items.import_item_reopen, name="import_item_reopen"
    ),
    path("bank/imports/items/<uuid:item>/split/", import_items.import_item_split, name="import_item_split"),
    path("bank/imports/items/<uuid:item>/join/", import_items.import_item_join, name="import_item_join"),
    path("bank/<uuid:question>/", questions.question, name="question"),
    path("bank/<uuid:question>/edit/", writing.question_edit, name="question_edit"),
    path("bank/<uuid:question>/compare/", questions.question_compare, name="question_compare"),
    path("bank/<uuid:question>/state/", questions.question_state, name="question_state"),
    path("bank/<uuid:question>/review/", life.question_review, name="question_review"),
    path("bank/<uuid:question>/priority/", enemies.question_priority, name="question_priority"),
    path("bank/<uuid:question>/enemies/", enemies.question_enemies, name="question_enemies"),
    path("bank/enemies/<uuid:enemies>/unmark/", enemies.enemies_unmark, name="enemies_unmark"),
    path("bank/<uuid:question>/rest/", life.question_rest, name="question_rest"),
    path("bank/<uuid:question>/wake/", life.question_wake, name="question_wake"),
    path("bank/<uuid:question>/flags/", life.question_flag, name="question_flag"),
    path("bank/flags/<uuid:flag>/close/", life.flag_close, name="flag_close"),
    path("bank/reviews/", life.review_list, name="review_list"),
    path("bank/policy/", life.bank_policy, name="bank_policy"),
]
