"""A blueprint's revision in words, for its page and for comparing two of them."""

import uuid
from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict

from django.db.models import TextChoices

from interviews.assembly.shapes import Weights
from interviews.blueprint_changes import BlueprintText, Fact, StageText
from interviews.content import WEIGHT_WORDS
from interviews.enums import SeatKind
from interviews.models import BlueprintRevision, CriterionBar, Stage
from interviews.queries.blueprints import full_stages
from interviews.queries.loop_rules import weights_of
from questionbank.enums import Kind


def pair_of(
    revisions: Sequence[BlueprintRevision], old: str, new: str
) -> tuple[BlueprintRevision, BlueprintRevision] | None:
    """Which two of a blueprint's revisions, latest first, are to be compared; None if there is no such one.

    Numbers as in an address; an empty text is the current revision, or for `old` the one before the new one.
    """
    by_number = {str(one.number): one for one in revisions}
    after = by_number.get(new) if new else next(iter(revisions), None)
    if after is None:
        return None
    earlier = next((one for one in revisions if one.number < after.number), after)
    before = by_number.get(old) if old else earlier
    return (before, after) if before else None


def texts_of(revisions: Collection[BlueprintRevision]) -> dict[uuid.UUID, BlueprintText]:
    """These revisions in words, by id. Seven queries, however many there are."""
    ids = [revision.pk for revision in revisions]
    stages: dict[uuid.UUID, list[StageText]] = {pk: [] for pk in ids}
    for stage in full_stages(ids):
        stages[stage.revision_id].append(_stage_text(stage))
    bars: dict[uuid.UUID, list[Fact]] = {pk: [] for pk in ids}
    rows = CriterionBar.objects.filter(revision__in=ids).select_related("criterion")
    for bar in rows.order_by("criterion__name"):
        bars[bar.revision_id].append(_fact(bar.criterion_id, bar.criterion.name, f"{bar.points} of 4"))
    twice = _twice(ids)
    return {
        revision.pk: BlueprintText(
            tuple(stages[revision.pk]), _rules(revision, twice[revision.pk]), tuple(bars[revision.pk])
        )
        for revision in revisions
    }


def _twice(ids: list[uuid.UUID]) -> dict[uuid.UUID, list[str]]:
    found: dict[uuid.UUID, list[str]] = {pk: [] for pk in ids}
    through = BlueprintRevision.twice.through.objects.filter(blueprintrevision__in=ids)
    for revision, name in through.order_by("topic__name").values_list("blueprintrevision", "topic__name"):
        found[revision].append(name)
    return found


def _stage_text(stage: Stage) -> StageText:
    facts = (
        _fact("purpose", "What it finds out", stage.purpose),
        _fact("minutes", "Length", f"{stage.minutes} minutes"),
        _fact("level", "Level", stage.level.name),
        _fact("neighbours", "Also questions at", _list(row.name for row in stage.neighbours.all())),
        _fact("kinds", "Kinds", _labels(Kind, stage.kinds) or "any"),
        _fact(
            "criteria",
            "Criteria",
            _list(row.name for row in stage.criteria.all()) or "those of each question's rubric",
        ),
        _fact("seats", "Seats", _labels(SeatKind, stage.seats)),
        _fact("module", "Qualified for", stage.module.name if stage.module else ""),
    )
    topics = sorted(stage.topics.all(), key=lambda line: line.topic.name)
    return StageText(
        stage.name,
        tuple(fact for fact in facts if fact.value),
        tuple(_fact(line.topic_id, line.topic.name, _range(line.minimum, line.maximum)) for line in topics),
    )


def _rules(revision: BlueprintRevision, twice: Iterable[str]) -> tuple[Fact, ...]:
    pilots, held = revision.most_pilots, "Held by the opening's other open loops"
    return (
        _fact("twice", "Asked about by two people", _list(twice) or "no topic in particular"),
        _fact("pilots", "Pilot questions", "any number" if pilots is None else f"at most {pilots} a session"),
        _fact("reserve", held, "left alone" if revision.reserve_across else "may be asked here too"),
        _fact("hardness", "Difficulty of the loops", f"within {revision.tolerance:g} points"),
        _fact("minutes", "Minutes of questions", f"within {revision.minutes_tolerance} minutes"),
        _fact("break", "Break between two interviews", f"{revision.break_minutes} minutes"),
        _fact("weights", "What counts how much", weights_in_words(weights_of(revision.weights))),
        *_gates(revision),
    )


def _gates(revision: BlueprintRevision) -> tuple[Fact, ...]:
    cards = revision.least_cards
    return (
        _fact("cards", "A debrief begins with", "every card in" if cards is None else f"{cards} cards in"),
        _fact("covered", "Topics without a rating", "stop it" if revision.all_topics else "do not stop it"),
        _fact("facilitator", "Led by", "somebody outside the team" if revision.facilitator else "anybody"),
        _fact("votes", "Votes of the committee", f"at least {revision.least_votes}"),
        _fact("reading", "Time to read", _hours(revision.reading_hours)),
        _fact("voting", "Time to vote", _hours(revision.voting_hours)),
    )


def _hours(hours: int | None) -> str:
    return "no deadline" if hours is None else f"{hours} hour{'' if hours == 1 else 's'}"


def weights_in_words(weights: Weights) -> str:
    """The weights, heaviest first: "information 3, coverage 2"."""
    lines = sorted(asdict(weights).items(), key=lambda line: (-line[1], list(WEIGHT_WORDS).index(line[0])))
    return ", ".join(f"{name} {weight:g}" for name, weight in lines)


def _fact(key: object, label: str, value: str) -> Fact:
    return Fact(str(key), label, value)


def _list(words: Iterable[str]) -> str:
    return ", ".join(words)


def _labels(choices: type[TextChoices], values: Collection[str]) -> str:
    """Their words in the order of the choices, whatever order they were ticked in."""
    return _list(str(choice.label) for choice in choices if choice.value in values)


def _range(low: int, high: int) -> str:
    return str(low) if low == high else f"{low}–{high}"
