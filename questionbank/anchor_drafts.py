"""First drafts of what each point looks like, a set for each kind of question. Pure.

They are written to be changed: good for any criterion, so exact for none. Whoever uses one has it marked as
a draft until a person has edited it or said that they stand behind it, see `drafts_among`.
"""

from collections.abc import Iterable

from questionbank.content import NO_ANCHORS, POINTS, Anchors
from questionbank.enums import Kind

PROPOSALS: dict[str, Anchors] = {
    Kind.CONCEPT: (
        "Repeats the term or explains something else; a follow-up does not change that.",
        "Knows the rule but not the reason for it; the example given is the one everybody gives.",
        "Explains it correctly and why it is so, with an example of their own and one limit.",
        "Says where it stops being true, what it costs, and what they would use there instead.",
    ),
    Kind.CODING: (
        "Does not get to code that runs, or cannot say what the code does.",
        "Gets the usual case right with help; edge cases are met only when named.",
        "Working, readable code; names the edge cases before being asked, and knows its cost.",
        "Chooses between several ways with reasons, tests the doubtful one, leaves code others can change.",
    ),
    Kind.DEBUGGING: (
        "Changes things until something happens; cannot say what was learned from it.",
        "Reads the evidence that is shown, and finds the fault once led close to it.",
        "Makes a guess, says what would disprove it, and halves the room until the fault is found.",
        "Finds it in few steps, says why it was not noticed before, and how it will be next time.",
    ),
    Kind.SYSTEM_DESIGN: (
        "Draws boxes without saying what they are for; asks nothing about load or failure.",
        "A design that works on a good day; the numbers and the failures come when asked for.",
        "Asks for the numbers, designs to them, and says what breaks first and how one would see it.",
        "Compares two designs by cost and risk, says what is left out and when it would be needed.",
    ),
    Kind.BEHAVIOURAL: (
        "Speaks in general, or of what others did; no situation can be pictured.",
        "One situation, but what they did themselves or how it ended stays open after a follow-up.",
        "Situation, own part, result, and how they know the result; the difficult moment is in it.",
        "Also what they would do otherwise, what changed because of it, and what others say of it.",
    ),
    Kind.CASE: (
        "Answers another question, or begins to solve before knowing what is asked.",
        "Follows one path and needs to be told when it leads nowhere; figures are taken as given.",
        "Takes the case apart, checks the figures it hangs on, and comes to a recommendation.",
        "Says how sure they are, what would change the recommendation, and what to find out first.",
    ),
}
_ALL = frozenset(text for anchors in PROPOSALS.values() for text in anchors)


def proposed(kind: str, anchors: Anchors) -> Anchors:
    """The anchors with those that are empty filled from the kind's set; an unknown kind fills nothing."""
    drafts = PROPOSALS.get(kind, NO_ANCHORS)
    one, two, three, four = (
        text if text.strip() else draft for text, draft in zip(anchors, drafts, strict=True)
    )
    return (one, two, three, four)


def drafts_among(
    anchors: Anchors, *, before: Anchors = NO_ANCHORS, drafts: Iterable[int] = ()
) -> tuple[int, ...]:
    """The points whose text nobody has written: it is a proposal's, or a draft of `before`, unchanged."""
    old = set(drafts)
    return tuple(
        point
        for point, text, was in zip(POINTS, anchors, before, strict=True)
        if text in _ALL or (point in old and text and text == was)
    )
