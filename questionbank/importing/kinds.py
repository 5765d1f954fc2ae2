"""The kind of a question, told only where it is plain; everything else is a concept question."""

import re

CODING = re.compile(
    r"(?:^|[.?!]\s+)(?:implement\b(?! (?:and|or)\b)"
    r"|(?:write|code)\b.{0,60}\b(?:function|class|program|code|quer(?:y|ies)|script|method|decorator|handler|"
    r"algorithm|sql|loop|generator|iterator|context manager|test)\b)",
    re.IGNORECASE,
)
DESIGN = re.compile(
    r"^(?:(?:how (?:would|do|can) you|describe how (?:to|you would)|please)\s+)?(?:design|"
    r"architect)\s+(?:an?|the)\b",
    re.IGNORECASE,
)
DEBUGGING = re.compile(r"^how (?:would|do) you (?:debug|troubleshoot)\b", re.IGNORECASE)
PAST = re.compile(
    r"^(?:tell me about|describe|give (?:me )?an example of|share) (?:a|the|one)? ?(?:time|situation|"
    r"example)\b",
    re.IGNORECASE,
)
STAR = ("situation", "task", "action", "result")


def kind_of(prompt: str, answer: str) -> str:
    """Return 'behavioural', 'debugging', 'coding', 'system_design' or 'concept'."""
    if PAST.match(prompt) or has_star(answer):
        return "behavioural"
    if DEBUGGING.match(prompt):
        return "debugging"
    if CODING.search(prompt):
        return "coding"
    return "system_design" if DESIGN.match(prompt) else "concept"


def has_star(answer: str) -> bool:
    """Return whether an answer has the four labels Situation, Task, Action, Result at line
    starts, in order.
    """
    wanted = iter(STAR)
    label = next(wanted, None)
    for line in answer.split("\n"):
        if label and line.lstrip("*-# ").lower().startswith(f"{label}:"):
            label = next(wanted, None)
    return label is None
