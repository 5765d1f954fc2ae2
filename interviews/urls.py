"""The addresses of the app interviews, below an organisation."""

from django.urls import path

from interviews.views import blueprints, exposure, kits, loop, loops, openings, questions

urlpatterns = [
    path("loops/", loops.loop_list, name="loop_list"),
    path("loops/quick/", loops.loop_quick, name="loop_quick"),
    path("loops/new/", loops.loop_new, name="loop_new"),
    path("loops/<uuid:loop>/", loop.loop, name="loop"),
    path("loops/<uuid:loop>/candidate/", loop.loop_candidate, name="loop_candidate"),
    path("loops/<uuid:loop>/cancel/", loop.loop_cancel, name="loop_cancel"),
    path("loops/sessions/<uuid:session>/start/", loop.session_start, name="session_start"),
    path("loops/sessions/<uuid:session>/time/", loop.session_time, name="session_time"),
    path("loops/sessions/<uuid:session>/seat/", loop.session_seat, name="session_seat"),
    path("loops/sessions/<uuid:session>/add/", questions.question_add, name="question_add"),
    path("loops/sessions/<uuid:session>/kit/", kits.kit_save, name="kit_save"),
    path("loops/seats/<uuid:seat>/unseat/", loop.seat_unseat, name="seat_unseat"),
    path("loops/seats/<uuid:seat>/decline/", loop.seat_decline, name="seat_decline"),
    path("loops/questions/<uuid:planned>/replace/", questions.question_replace, name="question_replace"),
    path("loops/questions/<uuid:planned>/remove/", questions.question_remove, name="question_remove"),
    path("loops/questions/<uuid:planned>/move/", questions.question_move, name="question_move"),
    path("loops/openings/", openings.opening_list, name="opening_list"),
    path("loops/openings/new/", openings.opening_new, name="opening_new"),
    path("loops/openings/<uuid:opening>/", openings.opening, name="opening"),
    path("loops/candidates/", openings.candidate_list, name="candidate_list"),
    path("loops/candidates/<uuid:candidate>/", openings.candidate, name="candidate"),
    path("loops/blueprints/", blueprints.blueprint_list, name="blueprint_list"),
    path("loops/blueprints/new/", blueprints.blueprint_new, name="blueprint_new"),
    path("loops/blueprints/ready-made/", blueprints.blueprint_ready_made, name="blueprint_ready_made"),
    path("loops/blueprints/<uuid:blueprint>/", blueprints.blueprint, name="blueprint"),
    path("loops/blueprints/<uuid:blueprint>/edit/", blueprints.blueprint_edit, name="blueprint_edit"),
    path("loops/kits/", kits.kit_list, name="kit_list"),
    path("loops/kits/<uuid:kit>/", kits.kit, name="kit"),
    path("bank/<uuid:question>/exposure/", exposure.question_exposure, name="question_exposure"),
    path("bank/<uuid:question>/leak/", exposure.question_leak, name="question_leak"),
]
