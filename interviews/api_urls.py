"""The API addresses of the app, below an organisation."""

from django.urls import path

from interviews.api import loops, plans

urlpatterns = [
    path("openings/", plans.Openings.as_view(), name="api_openings"),
    path("openings/<uuid:opening>/", plans.OneOpening.as_view(), name="api_opening"),
    path("blueprints/", plans.Blueprints.as_view(), name="api_blueprints"),
    path("blueprints/<uuid:blueprint>/", plans.OneBlueprint.as_view(), name="api_blueprint"),
    path("candidates/", plans.Candidates.as_view(), name="api_candidates"),
    path("candidates/<uuid:candidate>/", plans.OneCandidate.as_view(), name="api_candidate"),
    path("kits/", plans.Kits.as_view(), name="api_kits"),
    path("kits/<uuid:kit>/use/", plans.UseKit.as_view(), name="api_kit_use"),
    path("loops/", loops.Loops.as_view(), name="api_loops"),
    path("loops/propose/", loops.ProposeLoop.as_view(), name="api_loop_propose"),
    path("loops/<uuid:loop>/", loops.OneLoop.as_view(), name="api_loop"),
    path("loops/<uuid:loop>/candidate/", loops.NameCandidate.as_view(), name="api_loop_candidate"),
    path("loops/<uuid:loop>/cancel/", loops.CancelLoop.as_view(), name="api_loop_cancel"),
    path("sessions/<uuid:session>/", loops.OneSession.as_view(), name="api_session"),
    path("planned/<uuid:planned>/replace/", loops.ReplaceQuestion.as_view(), name="api_question_replace"),
    path("planned/<uuid:planned>/mark/", loops.MarkQuestion.as_view(), name="api_question_mark"),
]
