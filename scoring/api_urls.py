"""The API addresses of the app, below an organisation."""

from django.urls import URLPattern, path

from scoring.api import (
    amendments,
    calibration,
    calibration_drift,
    calibration_runs,
    cards,
    debrief,
    debriefs,
    decisions,
    exercises,
    gate,
    job_outcomes,
    meetings,
    rubrics,
    votes,
)

urlpatterns: list[URLPattern] = [
    # --- my sessions and cards ---
    path("my/sessions/", cards.MySessions.as_view(), name="api_my_sessions"),
    path("my/sessions/<uuid:session>/card/", cards.MyCard.as_view(), name="api_my_card"),
    path("my/sessions/<uuid:session>/card/edits/", cards.MyEdits.as_view(), name="api_my_edits"),
    path("my/sessions/<uuid:session>/card/submit/", cards.SubmitMyCard.as_view(), name="api_my_submit"),
    path(
        "my/sessions/<uuid:session>/card/amendment/",
        amendments.MyAmendment.as_view(),
        name="api_my_amendment",
    ),
    path(
        "my/sessions/<uuid:session>/card/amendment/submit/",
        amendments.SubmitMyAmendment.as_view(),
        name="api_my_amendment_submit",
    ),
    path("cards/<uuid:card>/versions/", amendments.CardVersions.as_view(), name="api_card_versions"),
    path("loops/<uuid:loop>/cards/", cards.LoopCards.as_view(), name="api_loop_cards"),
    # --- around the gate ---
    path("loops/<uuid:loop>/overrides/", gate.GateOverrides.as_view(), name="api_gate_overrides"),
    path("seats/<uuid:seat>/excuse/", gate.ExcuseSeat.as_view(), name="api_seat_excuse"),
    path("seats/<uuid:seat>/return/", gate.ReturnSeat.as_view(), name="api_seat_return"),
    # --- debrief ---
    path("packets/", debrief.Packets.as_view(), name="api_packets"),
    path("packets/<uuid:loop>/", debrief.OnePacket.as_view(), name="api_packet"),
    path("packets/<uuid:loop>/decision/", decisions.RecordDecision.as_view(), name="api_decision"),
    path(
        "packets/<uuid:loop>/decision/release/",
        decisions.ReleaseDecision.as_view(),
        name="api_decision_release",
    ),
    path(
        "packets/<uuid:loop>/decision/reopen/",
        decisions.ReopenDebrief.as_view(),
        name="api_decision_reopen",
    ),
    path(
        "packets/<uuid:loop>/decision/verify/",
        decisions.VerifyDecisions.as_view(),
        name="api_decision_verify",
    ),
    path("packets/<uuid:loop>/votes/", votes.Votes.as_view(), name="api_votes"),
    path("packets/<uuid:loop>/debrief/", debriefs.OneDebrief.as_view(), name="api_debrief"),
    path("packets/<uuid:loop>/debrief/move/", debriefs.MoveDebrief.as_view(), name="api_debrief_move"),
    path(
        "packets/<uuid:loop>/debrief/facilitator/",
        debriefs.Facilitator.as_view(),
        name="api_debrief_facilitator",
    ),
    path(
        "packets/<uuid:loop>/debrief/committee/", debriefs.Committee.as_view(), name="api_debrief_committee"
    ),
    path("packets/<uuid:loop>/debrief/reading/", debriefs.Reading.as_view(), name="api_debrief_reading"),
    path("packets/<uuid:loop>/debrief/recusal/", debriefs.Recusal.as_view(), name="api_debrief_recusal"),
    path("packets/<uuid:loop>/debrief/veto/", debriefs.DebriefVeto.as_view(), name="api_debrief_veto"),
    path(
        "packets/<uuid:loop>/debrief/veto/withdraw/",
        debriefs.WithdrawVeto.as_view(),
        name="api_debrief_veto_withdraw",
    ),
    # --- meetings ---
    path("meetings/", meetings.Meetings.as_view(), name="api_meetings"),
    path("meetings/<uuid:meeting>/", meetings.OneMeeting.as_view(), name="api_meeting"),
    path("meetings/<uuid:meeting>/start/", meetings.StartMeeting.as_view(), name="api_meeting_start"),
    path("meetings/<uuid:meeting>/end/", meetings.EndMeeting.as_view(), name="api_meeting_end"),
    path(
        "meetings/<uuid:meeting>/items/<uuid:agenda_item>/start/",
        meetings.StartItem.as_view(),
        name="api_meeting_item_start",
    ),
    path(
        "meetings/<uuid:meeting>/items/<uuid:agenda_item>/end/",
        meetings.EndItem.as_view(),
        name="api_meeting_item_end",
    ),
    # --- rubrics ---
    path("rubrics/", rubrics.Rubrics.as_view(), name="api_rubrics"),
    path("rubrics/<uuid:rubric>/", rubrics.OneRubric.as_view(), name="api_rubric"),
    path("rubrics/<uuid:rubric>/proposals/", rubrics.RubricProposals.as_view(), name="api_rubric_proposals"),
    path("rubrics/lines/<uuid:line>/comments/", rubrics.RubricComments.as_view(), name="api_rubric_comments"),
    path(
        "rubrics/comments/<uuid:comment>/settle/",
        rubrics.SettleComment.as_view(),
        name="api_rubric_comment_settle",
    ),
    path("rubrics/proposals/<uuid:proposal>/", rubrics.OneProposal.as_view(), name="api_proposal"),
    path(
        "rubrics/proposals/<uuid:proposal>/approve/",
        rubrics.ApproveProposal.as_view(),
        name="api_proposal_approve",
    ),
    path(
        "rubrics/proposals/<uuid:proposal>/decline/",
        rubrics.DeclineProposal.as_view(),
        name="api_proposal_decline",
    ),
    path(
        "rubrics/proposals/<uuid:proposal>/withdraw/",
        rubrics.WithdrawProposal.as_view(),
        name="api_proposal_withdraw",
    ),
    # --- calibration ---
    path("calibration/mine/", calibration.MyCalibration.as_view(), name="api_calibration_mine"),
    path("calibration/measures/", calibration.Measures.as_view(), name="api_calibration_measures"),
    path("calibration/drift/", calibration_drift.CalibrationDrift.as_view(), name="api_calibration_drift"),
    path("calibration/runs/", calibration.Runs.as_view(), name="api_calibration_runs"),
    path("calibration/runs/<uuid:run>/", calibration.OneRun.as_view(), name="api_calibration_run"),
    path(
        "calibration/runs/<uuid:run>/measures/",
        calibration.Measures.as_view(),
        name="api_calibration_run_measures",
    ),
    path(
        "calibration/runs/<uuid:run>/compare/<uuid:later>/",
        calibration_runs.CompareRuns.as_view(),
        name="api_calibration_compare",
    ),
    path("calibration/requests/", calibration_runs.Requests.as_view(), name="api_calibration_requests"),
    path(
        "calibration/requests/<uuid:asked>/retry/",
        calibration_runs.RetryRequest.as_view(),
        name="api_calibration_retry",
    ),
    # --- on the job ---
    path("job/", job_outcomes.HiredPeople.as_view(), name="api_hired"),
    path("job/<uuid:loop>/", job_outcomes.JobOutcomes.as_view(), name="api_job_outcomes"),
    path(
        "job/<uuid:loop>/<uuid:job_outcome>/",
        job_outcomes.OneJobOutcome.as_view(),
        name="api_job_outcome",
    ),
    # --- exercises ---
    path("exercises/", exercises.Exercises.as_view(), name="api_exercises"),
    path("exercises/<uuid:exercise>/", exercises.OneExercise.as_view(), name="api_exercise"),
    path("exercises/<uuid:exercise>/open/", exercises.OpenExercise.as_view(), name="api_exercise_open"),
    path("exercises/<uuid:exercise>/close/", exercises.CloseExercise.as_view(), name="api_exercise_close"),
    path("exercises/<uuid:exercise>/card/", exercises.MyExerciseCard.as_view(), name="api_exercise_card"),
    path(
        "exercises/<uuid:exercise>/discussion/",
        exercises.ExerciseDiscussion.as_view(),
        name="api_exercise_discussion",
    ),
]
