"""Whoever has a conflict of interest gets the same bytes with the candidate present as without them.

Over every page and API address that can be read, with the ids of another candidate where an address needs
one; and the candidate's own addresses do not exist for them.
"""

import re
from collections.abc import Iterator
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.enums import Role
from accounts.ground.tenancy import organization_scope
from accounts.models import Membership
from interviews.enums import ExposureState, SeatKind, SeatState, SessionState
from interviews.models import Accommodation, Application, Candidate, CandidatePerson, Loop, OfferedWindow
from tests.architecture.doors import Ids, interviews, scoring
from tests.architecture.doors.world import fill
from tests.architecture.test_doors import parameters
from tests.cast import World, make_candidate, make_loop, make_member, sign_in
from tests.interviews.conflict_rows import make_conflict
from tests.scoring.packets import hand_in_at_once
from tests.scoring.test_blindness import settled

TABLE = interviews.PAGES | interviews.API | scoring.PAGES | scoring.API
READABLE = [name for name, row in TABLE.items() if "GET" in row]
# How many interviews somebody has is true for everybody, names no candidate, and keeps people from being
# seated twice at once.
WORKLOADS = {"loop_load", "api_loads", "loop_panel", "api_loop_panel", "interviewer"}
# What a question is worth wears off with how often it is reserved or asked, over all candidates: a number
# that names none, and must be the same whoever builds a loop.
WEAR = {"question_add", "question_replace", "loop_proposal", "api_loop_proposal"}
# How a rubric is used is counted over all ratings that count, at least so many: it names nobody either.
RUBRICS = {"rubric_figures", "rubric_propose", "rubric_proposal", "api_proposal"}
# Signed with the time of the request: the questions proposed are on the page beside it.
SIGNED = (rb'(name="proposal" value=|"proposal": ?)"[^"]+"', b"proposal")
ONCE = (rb'name="once" value="[^"]+"', b"once")
OF_CANDIDATE = {"candidate", "loop", "session", "planned", "seat", "application", "conflict", "notice"}


@pytest.fixture
def everything(acme: World) -> Membership:
    """A member with every role, for whom the whole organisation is open."""
    return make_member(acme.organization, "Olga Omni", *Role)


def addresses(world: World, ids: Ids, names: list[str]) -> Iterator[tuple[str, str]]:
    for name in names:
        yield name, reverse(name, kwargs={"org": world.slug, **{key: ids[key] for key in parameters(name)}})


def answers(client: Client, world: World, ids: Ids) -> dict[str, tuple[int, bytes]]:
    found = {}
    for name, address in addresses(world, ids, READABLE):
        answer = client.get(address)
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        for pattern, word in (SIGNED, ONCE):
            body = re.sub(pattern, word, body)
        found[name] = (answer.status_code, settled(body))
    return found


def arrive(world: World, *, exposure: ExposureState = ExposureState.RESERVED) -> tuple[Candidate, Loop]:
    """One more candidate with everything that could tell of them, in which others take part.

    How often the bank's questions were asked of anybody is counted over all: that names no candidate.
    """
    candidate = make_candidate(world.organization, "Xenia Xylander")
    CandidatePerson.objects.filter(candidate=candidate).update(former_teams=["Cartography"])
    application = Application.objects.create(
        organization=world.organization, candidate=candidate, opening=world.opening, referrer=world.lead
    )
    loop = make_loop(world, candidate, questions=world.questions[2:], title="Xylophones in depth")
    loop.application = application
    loop.blueprint_revision_id = world.opening.blueprint.current_id
    loop.save()
    now = timezone.now()
    loop.sessions.update(
        state=SessionState.AWAITING,
        scheduled_at=now - timedelta(hours=2),
        started_at=now - timedelta(hours=2),
        ended_at=now,
    )
    hand_in_at_once(loop, world.lead, [1, 1, 1, 1], recommendation="strong_no")
    hand_in_at_once(loop, world.second, [4, 4, 4, 4], kind=SeatKind.SECOND)
    loop.sessions.get().planned.update(asked_at=now)
    candidate.exposures.update(state=exposure)
    OfferedWindow.objects.create(
        organization=world.organization, loop=loop, starts_at=now, ends_at=now + timedelta(hours=1)
    )
    Accommodation.objects.create(
        organization=world.organization, candidate=candidate, text="Xylophone in the room"
    )
    return candidate, loop


@pytest.fixture
def one_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """Documents say when they were made; here it is always the same."""
    at = timezone.now()
    for view in ("print", "packet_files"):
        monkeypatch.setattr(f"scoring.views.{view}.timezone", SimpleNamespace(now=lambda: at))


@pytest.mark.usefixtures("one_time")
def test_the_candidate_leaves_no_trace_in_any_answer(acme: World, everything: Membership) -> None:
    client, ids = sign_in(everything), fill(acme)
    answers(client, acme, ids)  # what only the first look does, such as noting that an answer was read
    before = answers(client, acme, ids)
    with organization_scope(acme.organization):
        candidate, _ = arrive(acme)
        make_conflict(acme, everything, candidate=candidate)
    after = answers(client, acme, ids)
    different = {name for name in before if before[name] != after[name]} - WORKLOADS - WEAR - RUBRICS
    assert different == set()
    assert not any(b"Xylophone" in body or b"Xenia" in body for _, body in after.values())


def test_without_the_conflict_the_same_candidate_is_all_over(acme: World, everything: Membership) -> None:
    client, ids = sign_in(everything), fill(acme)
    answers(client, acme, ids)
    before = answers(client, acme, ids)
    with organization_scope(acme.organization):
        arrive(acme, exposure=ExposureState.ASKED)
    after = answers(client, acme, ids)
    different = {name for name in before if before[name] != after[name]}
    assert different >= {
        "loop_list",
        "candidate_list",
        "opening_list",
        "opening",
        "packet_list",
        "question_exposure",
        "question_leak",
        "api_loops",
        "api_candidates",
        "api_packets",
        "api_question_exposure",
        "api_question_leak",
    }


def test_the_candidates_own_addresses_do_not_exist(acme: World, everything: Membership) -> None:
    client, ids = sign_in(everything), fill(acme)
    with organization_scope(acme.organization):
        candidate, loop = arrive(acme)
        session = loop.sessions.get()
        conflict = make_conflict(acme, everything, candidate=candidate)
        session.seats.create(
            organization=acme.organization, member=everything, state=SeatState.RECUSED, kind=SeatKind.SHADOW
        )
        theirs = ids | {
            "candidate": candidate.pk,
            "loop": loop.pk,
            "session": session.pk,
            "planned": session.planned.earliest("position").pk,
            "seat": session.seats.get(member=everything).pk,
            "application": Application.objects.get(candidate=candidate).pk,
            "conflict": conflict.pk,
        }
    names = [name for name in READABLE if OF_CANDIDATE & parameters(name)]
    open_doors = {
        name for name, address in addresses(acme, theirs, names) if client.get(address).status_code != 404
    }
    assert open_doors == set()
