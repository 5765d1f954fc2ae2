"""The API addresses of the app, below an organisation."""

from django.urls import path

from interviews.api import blueprints, builder, exposure, loops, plans, sessions

urlpatterns = [
    path("openings/", plans.Openings.as_view(), name="api_openings"),
    path("openings/<uuid:opening>/", plans.OneOpening.as_view(), name="api_opening"),
    path("blueprints/", blueprints.Blueprints.as_view(), name="api_blueprints"),
    path("blueprints/<uuid:blueprint>/", blueprints.OneBlueprint.as_view(), name="api_blueprint"),
    path(
        "blueprints/<uuid:blueprint>/compare/",
        blueprints.CompareBlueprint.as_view(),
        name="api_blueprint_compare",
    ),
    path("blueprints/<uuid:blueprint>/copy/", blueprints.CopyBlueprint.as_view(), name="api_blueprint_copy"),
    path(
        "blueprints/<uuid:blueprint>/retire/",
        blueprints.RetireBlueprint.as_view(),
        name="api_blueprint_retire",
    ),
    path(
        "blueprints/<uuid:blueprint>/restore/",
        blueprints.RestoreBlueprint.as_view(),
        name="api_blueprint_restore",
    ),
    path("candidates/", plans.Candidates.as_view(), name="api_candidates"),
    path("candidates/<uuid:candidate>/", plans.OneCandidate.as_view(), name="api_candidate"),
    path("kits/", plans.Kits.as_view(), name="api_kits"),
    path("kits/<uuid:kit>/use/", plans.UseKit.as_view(), name="api_kit_use"),
    path("loops/", loops.Loops.as_view(), name="api_loops"),
    path("loops/propose/", loops.ProposeLoop.as_view(), name="api_loop_propose"),
    path("loops/<uuid:loop>/", loops.OneLoop.as_view(), name="api_loop"),
    path("loops/<uuid:loop>/candidate/", loops.NameCandidate.as_view(), name="api_loop_candidate"),
    path("loops/<uuid:loop>/cancel/", loops.CancelLoop.as_view(), name="api_loop_cancel"),
    path("loops/<uuid:loop>/proposal/", builder.LoopProposal.as_view(), name="api_loop_proposal"),
    path("loops/<uuid:loop>/relax/", builder.RelaxLoop.as_view(), name="api_loop_relax"),
    path("loops/<uuid:loop>/tighten/", builder.TightenLoop.as_view(), name="api_loop_tighten"),
    path("loops/<uuid:loop>/weights/", builder.WeighLoop.as_view(), name="api_loop_weights"),
    path("loops/<uuid:loop>/bans/<uuid:banned>/", builder.LoopBan.as_view(), name="api_loop_ban"),
    path("loops/<uuid:loop>/changes/", builder.LoopChanges.as_view(), name="api_loop_changes"),
    path("loops/<uuid:loop>/undo/", builder.UndoChange.as_view(), name="api_loop_undo"),
    path("planned/<uuid:planned>/pin/", builder.PinQuestion.as_view(), name="api_question_pin"),
    path("planned/<uuid:planned>/ban/", builder.BanQuestion.as_view(), name="api_question_ban"),
    path("sessions/<uuid:session>/", loops.OneSession.as_view(), name="api_session"),
    path("sessions/<uuid:session>/time/", sessions.ScheduleSession.as_view(), name="api_session_time"),
    path("sessions/<uuid:session>/start/", sessions.StartSession.as_view(), name="api_session_start"),
    path("sessions/<uuid:session>/end/", sessions.EndSession.as_view(), name="api_session_end"),
    path("sessions/<uuid:session>/seats/", sessions.Seats.as_view(), name="api_session_seats"),
    path(
        "sessions/<uuid:session>/questions/",
        sessions.SessionQuestions.as_view(),
        name="api_session_questions",
    ),
    path("seats/<uuid:seat>/", sessions.OneSeat.as_view(), name="api_seat"),
    path("seats/<uuid:seat>/decline/", sessions.DeclineSeat.as_view(), name="api_seat_decline"),
    path("planned/<uuid:planned>/", sessions.PlannedRow.as_view(), name="api_planned"),
    path("planned/<uuid:planned>/move/", sessions.MoveQuestion.as_view(), name="api_question_move"),
    path("planned/<uuid:planned>/replace/", loops.ReplaceQuestion.as_view(), name="api_question_replace"),
    path("questions/<uuid:question>/exposure/", exposure.Ledger.as_view(), name="api_question_exposure"),
    path("questions/<uuid:question>/leak/", exposure.Leak.as_view(), name="api_question_leak"),
    path("planned/<uuid:planned>/mark/", loops.MarkQuestion.as_view(), name="api_question_mark"),
]
