"""The API addresses of the app, below an organisation."""

from django.urls import path

from questionbank.api import enemies, exports, import_verbs, imports, life, questions, words

urlpatterns = [
    path("questions/", questions.Questions.as_view(), name="api_questions"),
    path("questions/export/", exports.QuestionExport.as_view(), name="api_question_export"),
    path("questions/<uuid:question>/", questions.QuestionRow.as_view(), name="api_question"),
    path("questions/<uuid:question>/revisions/", questions.Revisions.as_view(), name="api_revisions"),
    path("questions/<uuid:question>/state/", questions.QuestionState.as_view(), name="api_question_state"),
    path("questions/<uuid:question>/steps/", life.Steps.as_view(), name="api_question_steps"),
    path("questions/<uuid:question>/reviews/", life.Reviews.as_view(), name="api_question_reviews"),
    path("questions/<uuid:question>/priority/", enemies.SetPriority.as_view(), name="api_question_priority"),
    path("questions/<uuid:question>/enemies/", enemies.Enemies.as_view(), name="api_question_enemies"),
    path("enemies/<uuid:enemies>/", enemies.OneEnemies.as_view(), name="api_enemies"),
    path("questions/<uuid:question>/rest/", life.Rest.as_view(), name="api_question_rest"),
    path("questions/<uuid:question>/wake/", life.Wake.as_view(), name="api_question_wake"),
    path("questions/<uuid:question>/flags/", life.Flags.as_view(), name="api_question_flags"),
    path("flags/<uuid:flag>/close/", life.CloseFlag.as_view(), name="api_flag_close"),
    path("reviews/", life.WaitingReviews.as_view(), name="api_reviews"),
    path("bank-policy/", life.Policy.as_view(), name="api_bank_policy"),
    path("topics/", words.Topics.as_view(), name="api_topics"),
    path("levels/", words.Levels.as_view(), name="api_levels"),
    path("criteria/", words.Criteria.as_view(), name="api_criteria"),
    path("criteria/<uuid:criterion>/", words.CriterionRow.as_view(), name="api_criterion"),
    path("imports/", imports.Imports.as_view(), name="api_imports"),
    path("imports/<uuid:batch>/", imports.ImportRow.as_view(), name="api_import"),
    path("imports/<uuid:batch>/accept/", imports.ImportAccept.as_view(), name="api_import_accept"),
    path("imports/<uuid:batch>/reject/", imports.ImportReject.as_view(), name="api_import_reject"),
    path("imports/<uuid:batch>/undo/", imports.ImportUndo.as_view(), name="api_import_undo"),
    path("imports/<uuid:batch>/progress/", import_verbs.ImportProgress.as_view(), name="api_import_progress"),
    path("imports/<uuid:batch>/retry/", import_verbs.ImportRetry.as_view(), name="api_import_retry"),
    path("imports/<uuid:batch>/mapping/", import_verbs.ImportMapping.as_view(), name="api_import_mapping"),
    path("imports/<uuid:batch>/columns/", import_verbs.ImportColumns.as_view(), name="api_import_columns"),
    path(
        "imports/<uuid:batch>/unanswered/",
        import_verbs.ImportUnanswered.as_view(),
        name="api_import_unanswered",
    ),
    path("imports/<uuid:batch>/join/", import_verbs.ImportJoin.as_view(), name="api_import_join"),
    path("imports/<uuid:batch>/matches/", import_verbs.ImportMatches.as_view(), name="api_import_matches"),
    path("imports/matches/<uuid:match>/", import_verbs.ImportMatchRow.as_view(), name="api_import_match"),
    path(
        "imports/items/<uuid:item>/split/",
        import_verbs.ImportItemSplit.as_view(),
        name="api_import_item_split",
    ),
    path("imports/items/<uuid:item>/", imports.ImportItemRow.as_view(), name="api_import_item"),
]
