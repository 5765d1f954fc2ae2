"""The addresses of the app scoring."""

from django.urls import URLPattern, path

from scoring.views import (
    amend,
    calibration_compare,
    calibration_drift,
    calibration_interviewers,
    calibration_mine,
    calibration_questions,
    calibration_rubrics,
    calibration_ruler,
    calibration_runs,
    debrief,
    debrief_list,
    debrief_room,
    edits,
    fields,
    gate,
    live,
    meeting_room,
    meetings,
    packet_files,
    paper,
    screen,
    sheet,
    together,
    training,
    votes,
    work,
)
from scoring.views import print as printed

urlpatterns: list[URLPattern] = [
    # --- my work, live sheet ---
    path("", work.my_work, name="my_work"),
    path("live/<uuid:session>/", live.live, name="live"),
    path("live/<uuid:session>/edits/", edits.live_edits, name="live_edits"),
    path("live/<uuid:session>/fields/", fields.live_fields, name="live_fields"),
    path("live/<uuid:session>/events/", together.live_events, name="live_events"),
    path("live/<uuid:session>/together/", together.live_together, name="live_together"),
    path("live/<uuid:session>/here/", together.live_here, name="live_here"),
    path("live/<uuid:session>/questions/<uuid:planned>/", live.live_mark, name="live_mark"),
    path("live/<uuid:session>/screen/", screen.live_screen, name="live_screen"),
    path(
        "live/<uuid:session>/questions/<uuid:planned>/hints/<int:number>/", live.live_hint, name="live_hint"
    ),
    path("live/<uuid:session>/facts/", sheet.live_facts, name="live_facts"),
    path("live/<uuid:session>/questions/<uuid:planned>/answer/", sheet.live_answer, name="live_answer"),
    path("live/<uuid:session>/questions/<uuid:planned>/replace/", sheet.live_replace, name="live_replace"),
    path("live/<uuid:session>/questions/<uuid:planned>/move/", sheet.live_move, name="live_move"),
    path("live/<uuid:session>/amend/", amend.amend_begin, name="amend_begin"),
    path("live/<uuid:session>/amend/withdraw/", amend.amend_withdraw, name="amend_withdraw"),
    path("cards/<uuid:card>/versions/", amend.card_versions, name="card_versions"),
    # --- paper ---
    path("live/<uuid:session>/kit.pdf", printed.kit_pdf, name="kit_pdf"),
    path("loops/paper/", paper.paper_find, name="paper_find"),
    path("loops/seats/<uuid:seat>/paper/", paper.paper_card, name="paper_card"),
    path("cards/<uuid:card>/card.pdf", printed.card_pdf, name="card_pdf"),
    # --- training ---
    path("loops/training/agreement/", training.my_agreement, name="my_agreement"),
    path("loops/modules/<uuid:module>/agreement/", training.module_agreements, name="module_agreement"),
    # --- around the gate ---
    path("debrief/<uuid:loop>/open/", gate.gate_override, name="gate_override"),
    path("loops/seats/<uuid:seat>/out/", gate.seat_excuse, name="seat_excuse"),
    path("loops/seats/<uuid:seat>/back/", gate.seat_return, name="seat_return"),
    # --- debrief ---
    path("debrief/", debrief_list.packet_list, name="packet_list"),
    path("debrief/<uuid:loop>/", debrief.packet, name="packet"),
    path("debrief/<uuid:loop>/packet.json", packet_files.packet_json, name="packet_json"),
    path("debrief/<uuid:loop>/packet.pdf", packet_files.packet_pdf, name="packet_pdf"),
    path("debrief/<uuid:loop>/vote/", votes.debrief_vote, name="debrief_vote"),
    path("debrief/<uuid:loop>/events/", debrief_room.debrief_events, name="debrief_events"),
    path("debrief/<uuid:loop>/room/", debrief_room.debrief_room, name="debrief_room"),
    path("debrief/<uuid:loop>/left/", debrief_room.debrief_left, name="debrief_left"),
    # --- meetings ---
    path("debrief/meetings/", meetings.meeting_list, name="meeting_list"),
    path("debrief/meetings/new/", meetings.meeting_new, name="meeting_new"),
    path("debrief/meetings/<uuid:meeting>/", meetings.meeting, name="meeting"),
    path("debrief/meetings/<uuid:meeting>/change/", meetings.meeting_change, name="meeting_change"),
    path("debrief/meetings/<uuid:meeting>/start/", meeting_room.meeting_start, name="meeting_start"),
    path("debrief/meetings/<uuid:meeting>/end/", meeting_room.meeting_end, name="meeting_end"),
    path(
        "debrief/meetings/<uuid:meeting>/items/<uuid:agenda_item>/start/",
        meeting_room.item_start,
        name="meeting_item_start",
    ),
    path(
        "debrief/meetings/<uuid:meeting>/items/<uuid:agenda_item>/end/",
        meeting_room.item_end,
        name="meeting_item_end",
    ),
    path("debrief/meetings/<uuid:meeting>/events/", meeting_room.meeting_events, name="meeting_events"),
    path("debrief/meetings/<uuid:meeting>/room/", meeting_room.meeting_room, name="meeting_room"),
    path("debrief/meetings/<uuid:meeting>/left/", meeting_room.meeting_left, name="meeting_left"),
    # --- calibration ---
    path("calibration/", calibration_mine.calibration_mine, name="calibration_mine"),
    path(
        "calibration/interviewers/",
        calibration_interviewers.calibration_interviewers,
        name="calibration_interviewers",
    ),
    path("calibration/drift/", calibration_drift.calibration_drift, name="calibration_drift"),
    path("calibration/ruler/", calibration_ruler.calibration_ruler, name="calibration_ruler"),
    path("calibration/questions/", calibration_questions.calibration_questions, name="calibration_questions"),
    path("calibration/rubrics/", calibration_rubrics.calibration_rubrics, name="calibration_rubrics"),
    path("calibration/runs/", calibration_runs.calibration_runs, name="calibration_runs"),
    path("calibration/runs/<uuid:run>/", calibration_runs.calibration_run, name="calibration_run"),
    path("calibration/compare/", calibration_compare.calibration_compare, name="calibration_compare"),
    path(
        "calibration/requests/<uuid:asked>/retry/",
        calibration_runs.calibration_retry,
        name="calibration_retry",
    ),
    path("calibration/now/", calibration_runs.calibration_request, name="calibration_request"),
]
