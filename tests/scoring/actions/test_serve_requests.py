"""serve_requests: asked for once, served by one worker, tried again, at last dead with a reason."""

import uuid
from datetime import timedelta

import pytest
from celery.exceptions import SoftTimeLimitExceeded
from django.utils import timezone

from accounts.ground.tenancy import all_organizations
from accounts.models import AuditEvent
from scoring.actions import serve_requests as module
from scoring.actions._asking import ask_for_calibration
from scoring.actions._requests import DIED, MOST_ATTEMPTS, PAUSES, Hopeless, reason_of
from scoring.actions.serve_requests import serve_requests
from scoring.enums import RequestKind, RequestState
from scoring.models import CalibrationRequest, CalibrationRun
from scoring.queries.calibration_requests import dead_requests, open_requests, organizations_with_due_requests
from scoring.tasks import calibrate_due, calibrate_nightly, calibrate_organization, calibrate_overdue
from tests.cast import World
from tests.scoring.packets import a_year


def ask(world: World, kind: RequestKind = RequestKind.SUBMIT, **more: object) -> CalibrationRequest:
    return ask_for_calibration(world.organization, kind, **more)


def serve(world: World) -> int:
    return serve_requests(actor=None, organization=world.organization)


def fail_with(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    def fails(**_named: object) -> None:
        raise error

    monkeypatch.setattr(module, "carry_calibration", fails)
    monkeypatch.setattr(module, "calibrate", fails)


def as_it_is(request: CalibrationRequest) -> CalibrationRequest:
    request.refresh_from_db()
    return request


def test_a_request_that_is_served_names_its_run(in_acme):
    a_year(in_acme)
    request = ask(in_acme)
    assert serve(in_acme) == 1
    request = as_it_is(request)
    assert (request.state, request.share, request.reason) == (RequestState.DONE, 1, "")
    assert request.run == CalibrationRun.objects.get()
    assert request.started_at <= request.ended_at
    assert serve(in_acme) == 0


def test_one_request_of_a_kind_waits_whoever_else_asks(in_acme):
    assert ask(in_acme) == ask(in_acme)
    hand = ask(in_acme, RequestKind.HAND, by=in_acme.admin)
    assert set(open_requests(in_acme.organization)) == {ask(in_acme), hand}


def test_what_waits_after_a_failure_takes_no_new_request_along(in_acme):
    first = ask(in_acme)
    CalibrationRequest.objects.filter(pk=first.pk).update(attempts=1, not_before=timezone.now())
    assert ask(in_acme) != first


def test_whoever_asks_is_enqueued_by_urgency(in_acme, monkeypatch):
    enqueued = []
    monkeypatch.setattr(
        "scoring.actions._asking.enqueue", lambda _task, **ids: enqueued.append(ids["priority"])
    )
    for kind in RequestKind:
        ask(in_acme, kind)
    assert enqueued == [0, 3, 6, 9]
    ask(in_acme, RequestKind.SUBMIT)
    assert len(enqueued) == 4


def test_how_far_it_is_can_be_seen_meanwhile(in_acme, monkeypatch):
    a_year(in_acme)
    request, seen = ask(in_acme), []
    calculate = module.calibrate

    def looks(**named):
        tell = named["tell"]

        def told(stage, share):
            tell(stage, share)
            seen.append((as_it_is(request).state, request.stage, request.share))

        return calculate(**(named | {"tell": told}))

    monkeypatch.setattr(module, "calibrate", looks)
    serve(in_acme)
    assert ("running", "Fits the model", 0.3) in seen


def test_a_failure_is_written_down_and_tried_again_later_each_time(in_acme, monkeypatch):
    a_year(in_acme)
    request = ask(in_acme)
    fail_with(monkeypatch, RuntimeError("the disk is full.\nDETAIL: and a name"))
    for attempt, pause in enumerate(PAUSES, start=1):
        assert serve(in_acme) == 1
        request = as_it_is(request)
        assert (request.state, request.attempts) == (RequestState.WAITING, attempt)
        assert request.reason == "RuntimeError: the disk is full."
        waits = (request.not_before - timezone.now()).total_seconds()
        assert pause - 5 < waits <= pause * 1.5
        assert serve(in_acme) == 0, "its time has not come"
        CalibrationRequest.objects.update(not_before=timezone.now() - timedelta(seconds=1))
    assert serve(in_acme) == 1
    request = as_it_is(request)
    assert (request.state, request.attempts, request.not_before) == (RequestState.DEAD, MOST_ATTEMPTS, None)
    assert list(dead_requests(in_acme.organization)) == [request]
    assert serve(in_acme) == 0


def test_a_later_success_leaves_no_trace_of_the_failure(in_acme, monkeypatch):
    a_year(in_acme)
    request = ask(in_acme)
    with monkeypatch.context() as patch:
        fail_with(patch, SoftTimeLimitExceeded())
        serve(in_acme)
    assert as_it_is(request).reason == "SoftTimeLimitExceeded: SoftTimeLimitExceeded()."
    CalibrationRequest.objects.update(not_before=None)
    serve(in_acme)
    assert (as_it_is(request).state, request.reason) == (RequestState.DONE, "")


def test_what_cannot_succeed_is_dead_at_once_and_says_what_to_do(in_acme, settings):
    a_year(in_acme)
    request = ask(in_acme)
    settings.CALIBRATION_MEMORY_MB = 1
    serve(in_acme)
    assert as_it_is(request).state == RequestState.DEAD
    assert "give it more with CALIBRATION_MEMORY_MB" in request.reason


def test_a_failure_of_the_submitted_does_not_keep_the_others_from_being_served(in_acme, monkeypatch):
    a_year(in_acme)
    submit, hand = ask(in_acme), ask(in_acme, RequestKind.HAND)

    def fails(**_named: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(module, "carry_calibration", fails)
    serve(in_acme)
    assert (as_it_is(submit).state, as_it_is(hand).state) == (RequestState.WAITING, RequestState.DONE)
    assert submit.reason == "RuntimeError: it says no more."


def test_what_a_killed_worker_left_running_is_served_again_and_not_for_ever(in_acme):
    a_year(in_acme)
    request = ask(in_acme)
    CalibrationRequest.objects.update(state=RequestState.RUNNING, started_at=timezone.now())
    assert organizations_with_due_requests() == [in_acme.organization.pk]
    serve(in_acme)
    assert (as_it_is(request).state, request.attempts) == (RequestState.DONE, 1)
    CalibrationRequest.objects.update(state=RequestState.RUNNING, attempts=MOST_ATTEMPTS - 1)
    serve(in_acme)
    assert (as_it_is(request).state, request.reason) == (RequestState.DEAD, DIED)


def test_without_a_rating_there_is_nothing_to_do_and_that_is_done(in_acme):
    request = ask(in_acme)
    serve(in_acme)
    assert (as_it_is(request).state, request.run) == (RequestState.DONE, None)


def test_a_reason_is_a_sentence_and_not_long():
    assert reason_of(ValueError("x" * 1000)).startswith("ValueError: xxx")
    assert len(reason_of(ValueError("x" * 1000))) <= 301
    assert reason_of(Hopeless("Give it more.")) == "Give it more."


# --- the tasks ----------------------------------------------------------------------------------------------


def test_the_task_serves_in_its_own_scope_and_survives_a_vanished_organisation(acme):
    with all_organizations():
        a_year(acme)
        ask(acme)
    calibrate_organization(organization_id=str(acme.organization.pk))
    calibrate_organization(organization_id=str(acme.organization.pk))
    calibrate_organization(organization_id=str(uuid.uuid4()))
    with all_organizations():
        assert CalibrationRun.objects.count() == 1


def test_the_beat_asks_for_what_nobody_asked_for_and_for_nothing_else(acme, zenith):
    calibrate_overdue()
    with all_organizations():
        assert not CalibrationRequest.objects.exists(), "there is no rating anywhere"
        a_year(acme, candidates=2)
        a_year(zenith, candidates=2)
        ask(zenith)
    calibrate_organization(organization_id=str(zenith.organization.pk))
    calibrate_overdue()
    calibrate_overdue()
    with all_organizations():
        asked = CalibrationRequest.objects.get(organization=acme.organization)
        assert (asked.kind, asked.state) == (RequestKind.SUBMIT, RequestState.WAITING)
        assert CalibrationRequest.objects.filter(organization=zenith.organization).count() == 1
        assert AuditEvent.objects.filter(verb="catch_up_calibration").count() == 1
    calibrate_organization(organization_id=str(acme.organization.pk))
    calibrate_overdue()
    with all_organizations():
        assert CalibrationRequest.objects.filter(organization=acme.organization).count() == 1


def test_the_beat_enqueues_whoever_has_something_due(acme, zenith, monkeypatch):
    enqueued = []
    with all_organizations():
        ask(acme)
        ask(zenith, not_before=timezone.now() + timedelta(hours=1))
    monkeypatch.setattr("scoring.tasks.enqueue", lambda task, **ids: enqueued.append((task, ids)))
    calibrate_due()
    assert enqueued == [("scoring.calibrate", {"organization_id": acme.organization.pk})]


def test_the_night_is_for_those_who_need_a_full_run_each_at_its_time(acme, zenith):
    with all_organizations():
        a_year(acme, candidates=2)
        a_year(zenith, candidates=2)
        ask(zenith)
    calibrate_organization(organization_id=str(zenith.organization.pk))
    before = timezone.now()
    calibrate_nightly()
    calibrate_nightly()
    with all_organizations():
        planned = CalibrationRequest.objects.get(kind=RequestKind.NIGHTLY)
        assert planned.organization == acme.organization, "the other one has its full run"
        assert before <= planned.not_before <= before + timedelta(hours=4, minutes=1)
        assert AuditEvent.objects.get(verb="plan_nightly_calibration").actor is None
    calibrate_organization(organization_id=str(acme.organization.pk))
    with all_organizations():
        assert not CalibrationRun.objects.filter(organization=acme.organization).exists()
