"""The addresses of the app questionbank."""

from django.urls import path

from questionbank.views import import_items, imports, questions, topics, writing

urlpatterns = [
    path("bank/", questions.question_list, name="question_list"),
    path("bank/new/", writing.question_new, name="question_new"),
    path("bank/starter/", writing.starter_load, name="starter_load"),
    path("bank/topics/", topics.topics, name="topics"),
    path("bank/levels/", topics.level_add, name="level_add"),
    path("bank/criteria/", topics.criterion_add, name="criterion_add"),
    path("bank/topics/<uuid:topic>/", topics.topic_rename, name="topic_rename"),
    path("bank/imports/", imports.import_list, name="import_list"),
    path("bank/imports/<uuid:batch>/", imports.import_batch, name="import_batch"),
    path("bank/imports/<uuid:batch>/document/", imports.import_document, name="import_document"),
    path("bank/imports/<uuid:batch>/accept/", imports.import_accept, name="import_accept"),
    path("bank/imports/<uuid:batch>/reject/", imports.import_reject, name="import_reject"),
    path("bank/imports/<uuid:batch>/undo/", imports.import_undo, name="import_undo"),
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
    path("bank/<uuid:question>/", questions.question, name="question"),
    path("bank/<uuid:question>/edit/", writing.question_edit, name="question_edit"),
    path("bank/<uuid:question>/compare/", questions.question_compare, name="question_compare"),
    path("bank/<uuid:question>/state/", questions.question_state, name="question_state"),
]
