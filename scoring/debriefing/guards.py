"""What must be given before a debrief goes on. A guard answers "" or says in a sentence what is missing."""

from collections.abc import Callable

from scoring.debriefing.standing import Standing

Guard = Callable[[Standing], str]


def cards_are_in(standing: Standing) -> str:
    """Every card that counts is in, or as many as the blueprint asks for."""
    if standing.least_cards is not None and standing.cards_in >= standing.least_cards:
        return ""
    if standing.owed and standing.least_cards is None:
        return f"Not every card is in. Still owed by: {', '.join(standing.owed)}."
    least = standing.least_cards or 1
    if standing.cards_in >= least:
        return ""
    return f"{_number(standing.cards_in, 'card')} of the {least} that are needed {_is(standing.cards_in)} in."


def topics_are_covered(standing: Standing) -> str:
    """Every topic that the blueprint wants is rated at least once."""
    if not standing.topics_missing:
        return ""
    return f"Nothing is rated on: {', '.join(standing.topics_missing)}."


def facilitator_is_outside(standing: Standing) -> str:
    """Somebody from outside the team leads it, where the blueprint wants that."""
    if not standing.wants_facilitator:
        return ""
    if standing.facilitator:
        return standing.facilitator_inside
    return "The blueprint asks for a facilitator from outside the team."


def enough_voters(standing: Standing) -> str:
    """As many committee members take part as the blueprint asks for."""
    if len(standing.voters) >= standing.least_votes:
        return ""
    if not standing.voters and standing.least_votes == 1:
        return "No committee member takes part yet."
    found = _number(len(standing.voters), "committee member")
    return f"{found} of the {standing.least_votes} that are needed {_takes(len(standing.voters))} part."


def all_have_read(standing: Standing) -> str:
    """Every voter has said that they have read the packet, or the time for it is over."""
    if standing.reading_over or not standing.unread:
        return ""
    return f"Still reading: {', '.join(standing.unread)}."


def all_have_voted(standing: Standing) -> str:
    """Every voter has voted; once the time is over, as many as the blueprint asks for."""
    if standing.votes == 0 and standing.least_votes == 1:
        return "No vote is in yet."
    if standing.votes < standing.least_votes:
        found = _number(standing.votes, "vote")
        return f"{found} of the {standing.least_votes} that are needed {_is(standing.votes)} in."
    if standing.voting_over or not standing.unvoted:
        return ""
    return f"Not voted yet: {', '.join(standing.unvoted)}."


def nobody_owes(standing: Standing) -> str:
    """Nobody owes a card, though enough may be in for a person to begin: it does not begin by itself."""
    return f"Still owed by: {', '.join(standing.owed)}." if standing.owed else ""


def all_are_staffed(standing: Standing) -> str:
    """Somebody sits in every interview: a loop is not read by itself while one is still to be held."""
    return f"Nobody sits in: {', '.join(standing.unstaffed)}." if standing.unstaffed else ""


def not_taken_back(standing: Standing) -> str:
    """Nobody took it back to collecting; or a card has come since."""
    return "It was taken back: somebody begins reading again." if standing.taken_back else ""


def _number(count: int, noun: str) -> str:
    return f"{count or 'None'}" if count == 0 else f"{count} {noun}{'' if count == 1 else 's'}"


def _is(count: int) -> str:
    return "is" if count < 2 else "are"


def _takes(count: int) -> str:
    return "takes" if count < 2 else "take"
