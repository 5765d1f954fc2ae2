"""Saves what an interviewer typed, edit by edit."""

import uuid
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.ground.verdict import Conflict, Denied, Invalid
from accounts.models import Membership
from scoring import rules
from scoring.access import amendment_of, own_seat
from scoring.actions._card_rows import arrived, lock_card, newest, ratings_of, write_rows
from scoring.actions._facts import marks_of, tell_fact
from scoring.actions.open_scorecard import open_scorecard
from scoring.card_fields import pair_fields
from scoring.drafts import Draft, Pair
from scoring.incoming import Batch, read_batch
from scoring.merging import Journal, Outcome, Sent
from scoring.models import Amendment, Edit, Scorecard
from scoring.queries.rateable import rateable_ratings


@dataclass
class Saved:
    """What became of a batch. Every sequence in `saved` is on the server for good."""

    saved: list[int] = field(default_factory=list)
    versions: dict[str, int] = field(default_factory=dict)
    conflicts: list[dict[str, Any]] = field(default_factory=list)
    errors: list[dict[str, Any]] = field(default_factory=list)
    saved_at: datetime = field(default_factory=timezone.now)


def save_edits(
    *,
    actor: Membership,
    session_id: uuid.UUID,
    client: object,
    edits: object,
    seat_id: uuid.UUID | None = None,
    now: object = None,
) -> Saved:
    """Puts a batch of edits into the actor's own card of this session, and tells the session its facts.

    `edits` is a list of {"sequence", "field", "value", "base", "at"}; `client` names the browser tab; `now`
    and `at` are milliseconds by the device's clock, when it sent the batch and made the edit. Sending the
    same again is harmless. An edit whose field another client changed since its base is kept as a conflict,
    both texts. An edit that makes no sense, or a fact that is refused, is named in `errors`, and the others
    are still saved. Raises Invalid when the batch itself makes no sense, Conflict when the card takes no more
    changes (facts are told before), Denied when `seat_id`, the seat for which the edits were written, is
    another person's. No audit of edits: there are too many.
    """
    batch = read_batch(client, edits, now)
    result = Saved(errors=batch.errors)
    if batch.facts:
        _tell_facts(actor, session_id, seat_id, batch, result)
    if batch.sent or not batch.facts:
        _save_card(actor, session_id, seat_id, batch, result)
    return result


def _tell_facts(
    actor: Membership, session_id: uuid.UUID, seat_id: uuid.UUID | None, batch: Batch, result: Saved
) -> None:
    """Each fact is a transaction of its own, so that no two wait for each other's questions."""
    _require_seat(seat_id, own_seat(actor, session_id).pk)
    for fact in batch.facts:
        try:
            tell_fact(actor, session_id, batch.client, fact)
            result.saved.append(fact.sequence)
        except (Conflict, Denied, Invalid) as refusal:
            batch.refuse(fact.sequence, fact.name, refusal.reason)
    result.versions |= marks_of(session_id, batch.facts)


def _require_seat(seat_id: uuid.UUID | None, own: uuid.UUID) -> None:
    if seat_id is not None and seat_id != own:
        raise Denied("These changes were written by someone else. Sign in as the person who wrote them.")


@transaction.atomic
def _save_card(
    actor: Membership, session_id: uuid.UUID, seat_id: uuid.UUID | None, batch: Batch, result: Saved
) -> None:
    card = lock_card(actor, session_id) or open_scorecard(actor=actor, session_id=session_id)
    _require_seat(seat_id, card.seat_id)
    journal = _journal_for(card, batch)
    amendment = amendment_of(card)
    if closed := rules.closed_because(card, amending=amendment is not None):
        if not journal.has_all(batch.sent):
            raise Conflict(closed)
        result.saved += [one.sequence for one in batch.sent]
        return
    draft = _draft_for(card, batch, amendment)
    rows = _merge(draft, journal, batch, result)
    if rows:
        write_rows(draft, rows)
    if rows and amendment:
        amendment.save(update_fields=["values"])


def _journal_for(card: Scorecard, batch: Batch) -> Journal:
    """What is here already; whose the versions are only where a field is newer than its writer knew."""
    journal = Journal()
    if not batch.sent:
        return journal
    for sequence, name, version in arrived(card, batch.client, min(one.sequence for one in batch.sent)):
        journal.note(sequence, name, version)
    versions = card.field_versions
    unseen = {one.field.name for one in batch.sent if versions.get(one.field.name, 0) > one.base}
    if unseen:
        for name, mine, others in newest(card, batch.client, sorted(unseen)):
            journal.mine[name], journal.others[name] = mine or 0, others or 0
    return journal


def _draft_for(card: Scorecard, batch: Batch, amendment: Amendment | None) -> Draft:
    """The card with the ratings that the batch touches; edits of what is not rated here become errors."""
    pairs: set[Pair] = {one.field.pair for one in batch.sent if one.field.pair}
    known = {pair for pair in pairs if any(name in card.field_versions for name in pair_fields(pair))}
    new = pairs - known
    rows = ratings_of(card, known) if known else []
    rateable = rateable_ratings(card, new) if new else {}
    draft = Draft(card, rows + [row for row in rateable.values() if row], amendment)
    unknown = new - rateable.keys()
    for one in [one for one in batch.sent if one.field.pair in unknown]:
        batch.sent.remove(one)
        batch.refuse(
            one.sequence, one.field.name, "This question and criterion are not part of this session."
        )
    return draft


def _merge(draft: Draft, journal: Journal, batch: Batch, result: Saved) -> list[Edit]:
    card, rows = draft.card, []
    for one in batch.sent:
        name, stored = one.field.name, draft.value(one.field)
        outcome = journal.judge(one, stored)
        result.saved.append(one.sequence)
        if outcome == Outcome.APPLY:
            draft.put(one.field, one.value)
            card.version += 1
            card.field_versions[name] = card.version
        if outcome != Outcome.REPLAY:
            version = card.version if outcome == Outcome.APPLY else None
            journal.note(one.sequence, name, version)
            rows.append(_row(card, batch, one, version))
        if journal.unsettled(one, stored):
            version = card.field_versions.get(name, 0)
            conflict = {"sequence": one.sequence, "field": name, "value": stored, "version": version}
            result.conflicts.append(conflict)
        if own := journal.version(name):
            result.versions[name] = own
    return rows


def _row(card: Scorecard, batch: Batch, one: Sent, version: int | None) -> Edit:
    return Edit(
        organization_id=card.organization_id,
        scorecard=card,
        client=batch.client,
        sequence=one.sequence,
        field=one.field.name,
        value=one.value,
        base=one.base,
        version=version,
    )
