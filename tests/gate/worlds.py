"""One world with everything in it that could tell of a card, and its opposite."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import F
from django.utils import timezone

from accounts.models import Membership
from interviews.actions.write_reminders import write_reminders
from interviews.enums import SessionState
from interviews.models import Notice, Session
from questionbank.models import QuestionMeasure
from scoring.actions.calibrate import calibrate
from scoring.actions.write_card_reminders import write_card_reminders
from scoring.models import Amendment, CalibrationRun, Edit, Measure, Rating, Scorecard, ScorecardVersion
from tests.architecture.doors import Ids
from tests.cast import World, make_seat
from tests.gate.clock import Clock
from tests.scoring.packets import a_year
from tests.scoring.sheets import fill, hand_in

# Words that stand in the other cards only: none of them is ever in a blind reader's answer.
SECRETS = ("because strong_yes", "notes strong_yes", "evidence for strong_yes", "private strong_yes")


@dataclass
class Scene:
    """A world, the ids of its rows by the names that addresses use, and another organisation's reader."""

    world: World
    ids: Ids
    stranger: Membership
    later: Session  # a second interview of the same loop, with nobody in it


def write_cards(world: World) -> None:
    """The interview was held. The lead's card is in with top marks, the second has a draft."""
    now = timezone.now()
    world.loop.application = world.candidate.applications.get()
    world.loop.save()
    world.session.state = SessionState.AWAITING
    world.session.scheduled_at = world.session.started_at = now - timedelta(hours=3)
    world.session.ended_at = now - timedelta(hours=2)
    world.session.save()
    hand_in(world.lead, world.session, value="4", words="strong_yes")
    fill(world.second, world.session, value="4", words="strong_yes")
    world.session.planned.update(asked_at=now - timedelta(hours=2, minutes=30))


def furnish(world: World, ids: Ids, stranger: Membership, clock: Clock) -> Scene:
    """Beside it, what the year before left: measures, standings, letters; and an interview still to come."""
    organization, now = world.organization, timezone.now()
    organization.show_adjusted = True
    organization.save()
    a_year(world, candidates=6)
    later = Session.objects.create(
        organization=organization,
        loop=world.loop,
        position=1,
        title="Later",
        minutes=30,
        scheduled_at=now + timedelta(days=1),
    )
    consequences(world, clock, 2)
    asked = world.questions[0].pk  # the bank's pages show a question that the hidden card judges
    return Scene(world, ids | {"question": asked}, stranger, later)


def consequences(world: World, clock: Clock, start: int) -> None:
    """What workers make of the cards from this minute on: measures, standings, letters."""
    works: tuple[Callable[..., object], ...] = (calibrate, write_card_reminders, write_reminders)
    for minute, work in enumerate(works, start=start):
        clock.set_to(minute)
        work(actor=None, organization=world.organization)


def derived(world: World) -> dict[str, list[object]]:
    """Everything that workers wrote down, without the ids and the moments of writing."""
    runs = CalibrationRun.objects.order_by("number").values("number", "inputs_digest", "ratings", "summary")
    measures = Measure.objects.order_by("run__number", "facet", "subject").values(
        "subject", "n", "mean", "fair"
    )
    figures = QuestionMeasure.objects.order_by("question").values(
        "question", "n", "mean", "facility", "discrimination", "agreement", "minutes_median"
    )
    letters = Notice.objects.order_by("session", "member", "kind", "step").values("member", "kind", "facts")
    return {
        "runs": list(runs),
        "measures": list(measures),
        "questions": list(figures),
        "letters": list(letters),
    }


def say_the_opposite(world: World) -> None:
    """The lead's card says the opposite, with fewer ratings, was amended and is being amended; the second's
    draft is not there at all."""
    card = world.lead_card
    Scorecard.objects.filter(pk=card.pk).update(
        recommendation="strong_no",
        first_recommendation="no",
        reason="the opposite",
        notes="the opposite",
        private_note="the opposite",
        version=F("version") + 7,
        changed_at=timezone.now(),
    )
    ratings = list(Rating.objects.filter(scorecard=card).order_by("pk"))
    Rating.objects.filter(pk=ratings[0].pk).delete()
    Rating.objects.filter(pk=ratings[1].pk).update(
        state="not_assessed",
        value=None,
        reason="the opposite",
        evidence="",
        first_state="rated",
        first_value=2,
    )
    Rating.objects.filter(pk__in=[row.pk for row in ratings[2:]]).update(value=1, evidence="the opposite")
    rows = {"organization": world.organization, "scorecard": card}
    ScorecardVersion.objects.create(
        number=2, content={"notes": "the opposite"}, reason="the opposite", written_by=world.lead, **rows
    )
    Amendment.objects.create(values={"notes": "the opposite, again"}, **rows)
    Edit.objects.create(
        client=uuid.UUID(int=9), sequence=1, field="notes", value="the opposite", base=0, version=900, **rows
    )
    Scorecard.objects.filter(pk=world.second_card.pk).delete()


def take_back_the_submission(world: World) -> None:
    """The lead's card is a draft with the same words."""
    Scorecard.objects.filter(pk=world.lead_card.pk).update(state="draft", submitted_at=None)


def second_is_gone(world: World) -> None:
    """Nobody else owes a card: but for the reader, the session would be complete."""
    Scorecard.objects.filter(pk=world.second_card.pk).delete()
    world.session.seats.filter(member=world.second).delete()
    Session.objects.filter(pk=world.session.pk).update(state=SessionState.COMPLETE)


def sit(session: Session, member: Membership, kind: str) -> None:
    """Seats the reader."""
    make_seat(session, member, kind)  # type: ignore[arg-type]  # the value of a SeatKind
