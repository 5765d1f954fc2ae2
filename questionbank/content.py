"""What a question says, as plain values on their way into a revision. No database."""

import uuid
from dataclasses import asdict, dataclass, fields

from questionbank.enums import Difficulty, Kind

LONGEST = {"prompt": 20_000, "summary": 20_000, "answer": 200_000, "source": 2_000, "note": 300}
MOST_LINES, LONGEST_LINE = 30, 2_000
MOST_OPTIONS = 26
MOST_TAGS, LONGEST_TAG = 30, 60
LONGEST_MINUTES = 240
POINTS = (1, 2, 3, 4)


Anchors = tuple[str, str, str, str]
NO_ANCHORS: Anchors = ("", "", "", "")


@dataclass(frozen=True)
class LevelAnchors:
    """What points 1 to 4 look like where one level is interviewed; empty: as for all levels.

    `drafts` are the points whose text was proposed and nobody stands behind yet.
    """

    level_id: uuid.UUID
    anchors: Anchors = NO_ANCHORS
    drafts: tuple[int, ...] = ()


@dataclass(frozen=True)
class RubricLine:
    """One criterion of a rubric.

    Its weight, and what points 1 to 4 look like (empty: no anchor for the point), for all levels and, where
    the bar differs, for one. `drafts` as in LevelAnchors.
    """

    criterion_id: uuid.UUID
    anchors: Anchors = NO_ANCHORS
    weight: int = 1
    by_level: tuple[LevelAnchors, ...] = ()
    drafts: tuple[int, ...] = ()

    def sets(self) -> tuple["LevelAnchors | RubricLine", ...]:
        """The anchors for all levels, then those of each level."""
        return (self, *self.by_level)

    def anchors_for(self, level_id: uuid.UUID | None) -> Anchors:
        """What a rater is shown where this level is interviewed: its own anchor of a point before all's."""
        own = next((found.anchors for found in self.by_level if found.level_id == level_id), NO_ANCHORS)
        one, two, three, four = (
            mine or all_levels for mine, all_levels in zip(own, self.anchors, strict=True)
        )
        return (one, two, three, four)

    def has_drafts(self) -> bool:
        """Whether a text in it waits for a person to stand behind it."""
        return any(found.drafts for found in self.sets())


@dataclass(frozen=True)
class Choice:
    """One option of a multiple-choice question; `correct` is None where no key is known."""

    text: str
    correct: bool | None = None
    feedback: str = ""


@dataclass(frozen=True)
class Content:
    """Everything that a person writes of a question.

    Markdown in prompt and answer; the lists are one line each.
    """

    prompt: str
    kind: str = Kind.CONCEPT
    summary: str = ""
    answer: str = ""
    options: tuple[Choice, ...] = ()
    probes: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()
    red_flags: tuple[str, ...] = ()
    minutes: int | None = None
    topic_id: uuid.UUID | None = None
    level_id: uuid.UUID | None = None
    difficulty: int | None = None
    tags: tuple[str, ...] = ()
    source: str = ""
    rubric: tuple[RubricLine, ...] = ()

    def problems(self) -> dict[str, str]:
        """What is wrong, by field; empty when all is well."""
        found: dict[str, str] = {}
        if not self.prompt.strip():
            found["prompt"] = "Write what the interviewer asks."
        for name in ("prompt", "summary", "answer", "source"):
            if len(getattr(self, name)) > LONGEST[name]:
                found[name] = f"At most {LONGEST[name]:,} characters."
        for name in ("probes", "hints", "red_flags"):
            lines = getattr(self, name)
            if len(lines) > MOST_LINES or any(len(line) > LONGEST_LINE for line in lines):
                found[name] = f"At most {MOST_LINES} lines of {LONGEST_LINE:,} characters."
        if len(self.tags) > MOST_TAGS or any(len(tag) > LONGEST_TAG for tag in self.tags):
            found["tags"] = f"At most {MOST_TAGS} tags of {LONGEST_TAG} characters."
        longest = max((len(text) for one in self.options for text in (one.text, one.feedback)), default=0)
        if len(self.options) > MOST_OPTIONS or longest > LONGEST_LINE:
            found["options"] = (
                f"At most {MOST_OPTIONS} options, each and its feedback of {LONGEST_LINE:,} characters."
            )
        if any(not option.text.strip() for option in self.options):
            found["options"] = "An option has no text."
        return found | self._problems_of_choices()

    def _problems_of_choices(self) -> dict[str, str]:
        found: dict[str, str] = {}
        if self.kind not in Kind.values:
            found["kind"] = f"One of: {', '.join(Kind.values)}."
        if self.difficulty is not None and self.difficulty not in Difficulty.values:
            found["difficulty"] = "1 (easy), 2 (medium) or 3 (hard)."
        if self.minutes is not None and not 1 <= self.minutes <= LONGEST_MINUTES:
            found["minutes"] = f"From 1 to {LONGEST_MINUTES}."
        return found | self._problems_of_rubric()

    def _problems_of_rubric(self) -> dict[str, str]:
        found: dict[str, str] = {}
        if len({line.criterion_id for line in self.rubric}) < len(self.rubric):
            found["rubric"] = "Each criterion once."
        if any(not 1 <= line.weight <= 9 for line in self.rubric):
            found["rubric"] = "Weights go from 1 to 9."
        levels = [[own.level_id for own in line.by_level] for line in self.rubric]
        if any(len(set(ids)) < len(ids) for ids in levels):
            found["rubric"] = "Each level once in a criterion."
        sets = [anchors for line in self.rubric for anchors in line.sets()]
        if any(len(text) > LONGEST_LINE for one in sets for text in one.anchors):
            found["rubric"] = f"An anchor has at most {LONGEST_LINE:,} characters."
        return found

    def revision_fields(self) -> dict[str, object]:
        """What goes into the revision's columns as it is.

        Kind is the question's, the rubric has rows of its own.
        """
        apart = ("kind", "rubric", "options")
        values = {field.name: getattr(self, field.name) for field in fields(self) if field.name not in apart}
        plain = {name: list(value) if isinstance(value, tuple) else value for name, value in values.items()}
        return plain | {"options": [asdict(option) for option in self.options]}


def shortened(text: str, longest: int = 120) -> str:
    """The text on one line, up to its first block of code and without back-quotes, cut between words.

    At most `longest` characters, the ellipsis of a cut among them; a first word that is longer is cut within.
    """
    line = " ".join((text.split("```")[0].strip() or text).replace("`", "").split())
    if len(line) <= longest:
        return line
    cut = line[: longest - 1]
    words = cut if line[longest - 1] == " " else cut.rpartition(" ")[0] or cut
    return words.rstrip(" ,;:.-") + "…"
