"""What the addresses of the table are filled with: a row for every kind of id, in Acme and in Zenith."""

from datetime import timedelta
from uuid import UUID

from django.utils import timezone

from accounts.access import membership_for
from accounts.actions.invite_member import invite_member
from accounts.enums import Role
from accounts.ground.tenancy import organization_scope
from accounts.models import Membership
from interviews.actions.make_candidate_link import make_candidate_link
from interviews.models import (
    Accommodation,
    Application,
    AvailabilityException,
    Ban,
    ConflictOfInterest,
    InterviewerProfile,
    Kit,
    KitQuestion,
    Module,
    Notice,
    OfferedWindow,
    Qualification,
    Session,
)
from interviews.post.facts import Facts
from interviews.screens import token_of
from questionbank.actions.raise_flag import raise_flag
from questionbank.models import (
    AnchorComment,
    DuplicatePair,
    EnemyPair,
    ImportBatch,
    ImportItem,
    ImportMatch,
    ProposedAnchor,
    RubricProposal,
    SavedSearch,
)
from scoring.calibration import Settings
from scoring.models import AgendaItem, CalibrationRequest, CalibrationRun, Exercise, Meeting, ScorecardVersion
from tests.architecture.doors import Ids
from tests.cast import World, make_member


def fill(world: World) -> Ids:
    """Adds what the world has not; answers with an id for each name that addresses and bodies use."""
    other = make_member(world.organization, "Otis Other", Role.INTERVIEWER)
    with organization_scope(world.organization):
        # As the middleware has it, organisation loaded.
        admin = membership_for(world.admin.user, world.slug)
        invited = invite_member(actor=admin, email="guest@guests.example", roles=["curator"])
        kit = Kit.objects.create(organization=world.organization, name="Kit", level=world.level, minutes=30)
        KitQuestion.objects.create(
            organization=world.organization, kit=kit, question=world.questions[3], position=0
        )
        batch = ImportBatch.objects.create(
            organization=world.organization,
            name="queues.md",
            digest="0" * 64,
            text="# Queues\n\nWhat is one?\n",
            report={"unanswered": [{"prompt": "Queues?", "lines": [1, 1]}]},
        )
        item, joined = _items(batch)
        match = ImportMatch.objects.create(
            organization=world.organization,
            item=joined,
            question=world.questions[0],
            score=0.9,
            verdict="same",
            why="The words are the same.",
        )
        flag = raise_flag(actor=admin, question_id=world.questions[3].pk, text="The answer is wrong.")
        return {
            "flag": flag.pk,
            "other": other,
            "member": other.pk,
            "interviewer": other.pk,
            "exception": _away(other).pk,
            "invitation": invited.invitation.pk,
            "token": invited.token,
            "kit": kit.pk,
            **_training(world, other),
            **_meeting(world),
            **_post(world, admin),
            "signed": _screen(world),
            "batch": batch.pk,
            "item": item.pk,
            "joined": joined.pk,
            "match": match.pk,
            "pair": _pair(world).pk,
            **_review(world),
            "enemies": _enemies(world).pk,
            "other_question": world.questions[1].pk,
            "search": _search(world).pk,
            "run": (run := _run(world)).pk,
            "exercise": _exercise(world).pk,
            "job_outcome": world.loop.pk,  # there is none: nobody is hired here
            "later": run.pk,
            "asked": _dead_request(world).pk,
            "question": world.questions[3].pk,
            "topic": world.topic.pk,
            "level": world.level.pk,
            "criterion": world.criteria[0].pk,
            "loop": world.loop.pk,
            "session": world.session.pk,
            "banned": _ban(world).question_id,
            "planned": world.session.planned.earliest("position").pk,
            "number": 1,  # of a hint
            "card": _version(world),
            "seat": world.session.seats.get(member=world.lead).pk,
            "opening": world.opening.pk,
            "candidate": world.candidate.pk,
            "blueprint": world.opening.blueprint_id,
        }


def _training(world: World, other: Membership) -> Ids:
    """A module with somebody in training, and a conflict of somebody who passes no door of the table."""
    module = Module.objects.create(organization=world.organization, name="Module")
    qualification = Qualification.objects.create(organization=world.organization, member=other, module=module)
    conflict = ConflictOfInterest.objects.create(
        organization=world.organization,
        member=world.second,
        candidate=world.candidate,
        kind="declared",
        reason="Friends.",
    )
    return {
        "module": module.pk,
        "qualification": qualification.pk,
        "conflict": conflict.pk,
        "application": Application.objects.get(candidate=world.candidate).pk,
    }


def _meeting(world: World) -> Ids:
    """A meeting of the committee over the one loop."""
    meeting = Meeting.objects.create(
        organization=world.organization, title="Debriefs", created_by=world.committee
    )
    meeting.members.set([world.committee, world.admin])
    item = AgendaItem.objects.create(
        organization=world.organization, meeting=meeting, loop=world.loop, position=1
    )
    return {"meeting": meeting.pk, "agenda_item": item.pk}


def _post(world: World, admin: Membership) -> Ids:
    """A letter, a candidate's page with a window and a wish, and a feed; one secret opens page and feed."""
    organization = world.organization
    at = timezone.now() + timedelta(days=2)
    facts = Facts(title="Queues in depth", starts_at=at, minutes=45)
    notice = Notice.objects.create(
        organization=organization,
        session=world.session,
        member=world.lead,
        kind="invitation",
        facts=facts.to_json(),
        due_at=at,
    )
    made = make_candidate_link(actor=admin, loop_id=world.loop.pk)
    window = OfferedWindow.objects.create(
        organization=organization, loop=world.loop, starts_at=at, ends_at=at + timedelta(hours=1)
    )
    wish = Accommodation.objects.create(organization=organization, candidate=world.candidate, text="Captions")
    InterviewerProfile.objects.create(
        organization=organization, member=world.lead, feed_hash=made.link.token_hash
    )
    return {"notice": notice.pk, "secret": made.secret, "window": window.pk, "accommodation": wish.pk}


def _screen(world: World) -> str:
    """The token of the candidate's screen. The interview's time is past, so that its paper can be entered."""
    held = timezone.now() - timedelta(minutes=5)
    Session.objects.filter(pk=world.session.pk).update(screen_key="a key", scheduled_at=held)
    return token_of(world.session.pk, "a key")


def _away(member: Membership) -> AvailabilityException:
    now = timezone.now()
    return AvailabilityException.objects.create(
        organization_id=member.organization_id,
        member=member,
        starts_at=now,
        ends_at=now + timedelta(hours=1),
    )


def _items(batch: ImportBatch) -> list[ImportItem]:
    """Two, of which the first has an answer that can be split."""
    return [
        ImportItem.objects.create(
            organization=batch.organization,
            batch=batch,
            ordinal=ordinal,
            parsed={
                "ordinal": ordinal,
                "prompt": prompt,
                "answer": "One.\nWhat is two?",
                "lines": [3, 3],
                "warnings": [],
            },
        )
        for ordinal, prompt in enumerate(("What is one?", "What is three?"), start=1)
    ]


def _ban(world: World) -> Ban:
    """A question that the loop is not to ask."""
    question = world.questions[2]
    return Ban.objects.create(organization=world.organization, loop=world.loop, question=question)


def _search(world: World) -> SavedSearch:
    """One that the lead shares with everybody."""
    return SavedSearch.objects.create(
        organization=world.organization, owner=world.lead, name="Shared", query="q=queue", is_shared=True
    )


def _review(world: World) -> Ids:
    """A rubric with a comment and an open proposal, both of somebody who passes no door of the table."""
    current = world.questions[3].current
    assert current is not None and current.rubric is not None
    line = current.rubric.lines.earliest("position")
    given = {"organization": world.organization, "author": world.second}
    comment = AnchorComment.objects.create(line=line, text="Two things in one.", **given)
    proposal = RubricProposal.objects.create(
        rubric=current.rubric, why="It was misread.", meaning="same", **given
    )
    ProposedAnchor.objects.create(
        organization=world.organization, proposal=proposal, line=line, point=3, text="Names the limit."
    )
    return {
        "rubric": current.rubric.pk,
        "line": line.pk,
        "comment": comment.pk,
        "proposal": proposal.pk,
    }


def _version(world: World) -> UUID:
    """The lead's card, with a version of it to read."""
    card = world.lead_card
    content = {"recommendation": "yes", "reason": "Depth.", "notes": "", "questions": []}
    ScorecardVersion.objects.get_or_create(
        organization=world.organization, scorecard=card, number=1, defaults={"content": content}
    )
    return card.pk


def _run(world: World) -> CalibrationRun:
    return CalibrationRun.objects.create(
        organization=world.organization,
        number=1,
        state="done",
        inputs_digest="0" * 64,
        watermark=timezone.now(),
        code_version="1",
        settings=Settings().as_json(),
        summary={"refused": "", "variance": {}, "statements": []},
        ratings=0,
        seconds=0.1,
    )


def _exercise(world: World) -> Exercise:
    """One of the curator's, open, rated by nobody."""
    return Exercise.objects.create(
        organization=world.organization,
        title="Queues, spring season",
        revision=world.questions[0].current,
        level=world.level,
        answer="It blocks.",
        state="open",
        created_by=world.curator,
    )


def _dead_request(world: World) -> CalibrationRequest:
    return CalibrationRequest.objects.create(
        organization=world.organization, kind="hand", state="dead", attempts=5, reason="MemoryError."
    )


def _enemies(world: World) -> EnemyPair:
    first, second = sorted(world.questions[2:4], key=lambda question: question.pk)
    return EnemyPair.objects.create(
        organization=world.organization, first=first, second=second, reason="One names the other's answer."
    )


def _pair(world: World) -> DuplicatePair:
    first, second = sorted(world.questions[2:4], key=lambda question: question.pk)
    return DuplicatePair.objects.create(
        organization=world.organization,
        first=first,
        second=second,
        score=0.9,
        verdict="same",
        why="The words are the same.",
    )
