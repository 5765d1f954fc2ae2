"""Closed lists of the scoring app. Imports nothing of ours."""

from django.db.models import TextChoices


class CardState(TextChoices):
    """A draft is its author's alone; a submitted card opens to those who may see it."""

    DRAFT = "draft", "Draft"
    SUBMITTED = "submitted", "Submitted"


class RatingState(TextChoices):
    """States are not numbers: a criterion that was not assessed has no value."""

    RATED = "rated", "Rated"
    NOT_ASSESSED = "not_assessed", "Not assessed"


class Recommendation(TextChoices):
    """The interviewer's judgement; not a sum of ratings. No middle value."""

    STRONG_NO = "strong_no", "Strong no"
    NO = "no", "No"
    YES = "yes", "Yes"
    STRONG_YES = "strong_yes", "Strong yes"


class Outcome(TextChoices):
    """What a committee decided."""

    HIRE = "hire", "Hire"
    HIRE_OTHER_LEVEL = "hire_other_level", "Hire at another level"
    NO_HIRE = "no_hire", "No hire"
    MORE_EVIDENCE = "more_evidence", "More evidence needed"


class DebriefState(TextChoices):
    """Where a debrief stands; the order is the order in which it goes."""

    COLLECTING = "collecting", "Collecting cards"
    READING = "reading", "Silent reading"
    VOTING = "voting", "Voting"
    DISCUSSING = "discussing", "Discussing"
    DECIDED = "decided", "Decided, not released"
    RELEASED = "released", "Released"


class CommitteeState(TextChoices):
    """Whether a committee member takes part in a debrief."""

    SEATED = "seated", "Takes part"
    RECUSED = "recused", "Recused"


class Ballot(TextChoices):
    """A committee member's vote: a recommendation, or none, which is no number and no middle value."""

    STRONG_NO = "strong_no", "Strong no"
    NO = "no", "No"
    YES = "yes", "Yes"
    STRONG_YES = "strong_yes", "Strong yes"
    ABSTAIN = "abstain", "Abstain"


class LetterKind(TextChoices):
    """What a debrief wants of somebody."""

    READ = "read", "Packet to read"
    VOTE = "vote", "Vote wanted"
    MOVE = "move", "Debrief waits for its facilitator"


class JobOutcomeKind(TextChoices):
    """What is known of somebody on the job."""

    STARTED = "started", "Started"
    PERFORMANCE = "performance", "Performance"
    LEFT = "left", "Left"


class ExerciseState(TextChoices):
    """A draft is its author's; an open exercise takes cards; of a closed one everybody sees the spread."""

    DRAFT = "draft", "Draft"
    OPEN = "open", "Open"
    CLOSED = "closed", "Closed"


class RunState(TextChoices):
    """A refused run is kept with its reason."""

    FINISHED = "finished", "Finished"
    REFUSED = "refused", "Refused"


class RunKind(TextChoices):
    """A full run fits everything; an increment carries a standing fit on by the loops that came since."""

    FULL = "full", "Full"
    INCREMENT = "increment", "Increment"


class RequestKind(TextChoices):
    """Why a calibration was asked for; the order is the order of urgency."""

    SUBMIT = "submit", "A card was submitted"
    HAND = "hand", "Asked for by hand"
    MOVED = "moved", "Increments moved too much"
    NIGHTLY = "nightly", "Nightly"


class RequestState(TextChoices):
    """A request waits, runs, and is done, or fails and waits again; after the last attempt it is dead."""

    WAITING = "waiting", "Waiting"
    RUNNING = "running", "Running"
    DONE = "done", "Done"
    DEAD = "dead", "Dead"


class Facet(TextChoices):
    """What a measure is about."""

    INTERVIEWER = "interviewer", "Interviewer"
    QUESTION = "question", "Question"
    CRITERION = "criterion", "Criterion"
    TOPIC = "topic", "Topic"
    LEVEL = "level", "Level"
    CANDIDATE = "candidate", "Candidate"


POINT_WORDS = {1: "Well below the bar", 2: "Below the bar", 3: "At the bar", 4: "Above the bar"}
PERFORMANCE_WORDS = {
    1: "Well below what the job asks",
    2: "Below what the job asks",
    3: "As the job asks",
    4: "Above what the job asks",
    5: "Well above what the job asks",
}
