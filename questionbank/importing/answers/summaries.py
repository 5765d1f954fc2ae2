"""Answers given twice, short and long, as labelled items of a list: a summary and an answer."""

import re
from collections.abc import Sequence

from .lists import Item, as_markdown

LABEL = re.compile(
    r"^(?:\*\*(?P<bold>[^*:]{2,40}):?\*\*\s*:?|(?P<plain>[A-Z][\w -]{1,30}):)\s*(?P<text>.*)$", re.DOTALL
)
CONTAINER = re.compile(
    r"^(?:sample |model |short |expected )?(?:answer|solution|response|antwort|respuesta|resposta)$", re.I
)
SHORT = re.compile(
    r"^(?:bullet points?|short(?: answer| version)?|summary|in short|brief(?:ly)?|tl;?dr|key point|gist|"
    r"one[- ]liner)$",
    re.I,
)
LONG = re.compile(
    r"^(?:(?:detailed |full |long |in[- ]depth )?(?:explanation|answer|version|discussion)|details?|"
    r"in depth)$",
    re.I,
)


def split_summary(items: Sequence[Item]) -> tuple[str | None, str] | None:
    """Return (summary, answer) of a list whose items are a short and a long answer, each after its label.

    None if the list is no such thing. The answer may be a list too: what is indented below the long label.
    """
    labelled = [(item, label) for item in items if (label := LABEL.match(item.text))]
    named = [
        (item, (label["bold"] or label["plain"]).strip(), label["text"].strip()) for item, label in labelled
    ]
    short = next((entry for entry in named if SHORT.match(entry[1])), None)
    long = next((entry for entry in named if LONG.match(entry[1]) and entry[2]), None)
    if short is None or long is None or short[0] is long[0]:
        return None
    others = [item for item in items if item not in (short[0], long[0]) and not _is_container(item)]
    after_long = [item for item in others if item.indent > long[0].indent]
    if len(after_long) != len(others):
        return None
    answer = "\n".join([long[2], *long[0].more])
    return "\n".join([short[2], *short[0].more]), answer + (
        f"\n\n{as_markdown(after_long)}" if after_long else ""
    )


def _is_container(item: Item) -> bool:
    label = LABEL.match(item.text)
    return bool(
        label and CONTAINER.match((label["bold"] or label["plain"]).strip()) and not label["text"].strip()
    )
