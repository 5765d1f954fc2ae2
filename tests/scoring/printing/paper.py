"""Reading paper back, and something to print."""

from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from pdfminer.high_level import extract_pages, extract_text

from scoring.printing.card import PrintedCard, PrintedQuestion, PrintedRating
from scoring.printing.kit import Kit, KitCriterion, KitPoint, KitQuestion

AT = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
WORDS = {1: "Well below the bar", 2: "Below the bar", 3: "At the bar", 4: "Above the bar"}


def text_of(pdf: bytes) -> str:
    """What stands on the paper, on one line."""
    return " ".join(extract_text(BytesIO(pdf)).split())


def pages_of(pdf: bytes) -> int:
    return len(list(extract_pages(BytesIO(pdf))))


def criterion(name: str = "Depth", anchor: str = "Seen at point") -> KitCriterion:
    return KitCriterion(name, 2, tuple(KitPoint(v, word, f"{anchor} {v}") for v, word in WORDS.items()))


def question(prompt: str = "How does a **queue** protect `us`?", **fields: Any) -> KitQuestion:
    values = {
        "meta": ("Queues", "Senior"),
        "minutes": 12,
        "probes": ("What then?",),
        "hints": ("Think of a burst.",),
        "red_flags": ("Guesses",),
        "criteria": (criterion(), criterion("Clarity")),
    }
    return KitQuestion(prompt, **(values | fields))


def kit(*questions: KitQuestion, **fields: Any) -> Kit:
    values = {
        "title": "Queues in depth",
        "candidate": "Robin Acme (C-0001)",
        "level": "Senior",
        "minutes": 60,
        "code": "3F9A-21C7",
        "made_at": AT,
        "recommendations": ("Strong no", "No", "Yes", "Strong yes"),
        "questions": questions or (question(),),
    }
    return Kit(**(values | fields))


def card(**fields: Any) -> PrintedCard:
    ratings = (
        PrintedRating("Depth", "3, at the bar", "2, below the bar", "", "Told of a burst."),
        PrintedRating("Clarity", "not assessed", "", "No time.", ""),
    )
    values = {
        "title": "Queues in depth",
        "candidate": "Robin Acme (C-0001)",
        "author": "Lea Lead",
        "seat": "lead",
        "standing": "Submitted on 02 March 2026 at 10:00 UTC",
        "made_at": AT,
        "recommendation": "Yes",
        "first_recommendation": "No",
        "reason": "Because of depth.",
        "remarks": ("Entered from paper by Ada Admin for Lea Lead.",),
        "questions": (PrintedQuestion("How does a **queue** protect us?", "Asked", ratings),),
        "notes": "Some notes.",
        "handover": "Cover retries.",
    }
    return PrintedCard(**(values | fields))
