"""Multiple-choice questions: which prompts of a document have options, and their answers without them."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from ..document import Option
from ..keys import Key, find_key, key_of_letters
from ..labels import Labels
from ..options import BOX, BULLET, LETTER, NUMBER, Choice, find_options, options_behind
from ..reading import Mark
from ..source import Source
from .bodies import Body, Style, build_body

NO_KEY = "No key is marked."
OPTIONS_LABEL = re.compile(
    r"^\W*(?:(?:answer )?options|choices|antwortmöglichkeiten|opciones|opções|alternativas|choix"
    r"|варианты(?: ответ\w+)?|选项)\W*$",
    re.IGNORECASE,
)
LINKS = re.compile(r"!?\[[^\]]*\]\([^)]*\)|https?://\S+|[^\w\s]")


@dataclass(frozen=True)
class Chosen:
    """The options of one question, and the key printed below them, if any."""

    choices: tuple[Choice, ...]
    key: Key | None
    stem: str | None = None  # the prompt without the options that stand behind it in its line

    @property
    def keyed(self) -> bool:
        """Whether an option is marked right."""
        return self.key is not None or any(choice.right for choice in self.choices)

    @property
    def options(self) -> tuple[Option, ...]:
        """The options as the document gives them."""
        return tuple(
            Option(choice.text, self._is_right(place) if self.keyed else None)
            for place, choice in enumerate(self.choices)
        )

    def _is_right(self, place: int) -> bool:
        marked = any(choice.right for choice in self.choices)
        return bool(self.choices[place].right) if marked or self.key is None else place in self.key.places

    @property
    def key_in_words(self) -> str:
        """The right options as text: '**B. Paris**', one a paragraph."""
        right = [choice for choice, option in zip(self.choices, self.options, strict=True) if option.correct]
        return "\n\n".join(_in_words(choice) for choice in right)


def _in_words(choice: Choice) -> str:
    if "\n" in choice.text:
        return choice.text
    return f"**{choice.letter.upper()}. {choice.text}**" if choice.letter else f"**{choice.text}**"


def multiple_choice(
    source: Source, marks: Sequence[tuple[Mark, int]], printed: Mapping[int, str]
) -> dict[int, Chosen]:
    """Return the options of those prompts that have some, by the first line after the prompt.

    ``marks`` are the prompts, each with the line where the next one starts; ``printed`` gives the letters
    of a key printed elsewhere, by the prompt's first line. A list with letters inside an answer looks like
    options without a key: such lists only count in a document in which at least half of the prompts have
    options.
    """
    found: dict[int, Chosen] = {}
    for mark, stop in marks:
        choices = find_options(source, mark.last + 1, stop)
        stem, behind = (None, []) if choices else options_behind(mark.prompt, mark.last)
        choices = choices or behind
        if choices:
            key = find_key(source, choices, stop) or key_of_letters(printed.get(mark.first, ""), choices)
            found[mark.last + 1] = Chosen(tuple(choices), key, stem)
    likely = sum(1 for chosen in found.values() if chosen.choices[0].style in (BOX, LETTER))
    quiz = 2 * likely >= len(marks)
    return {first: chosen for first, chosen in found.items() if _is_sure(chosen, quiz)}


def _is_sure(chosen: Chosen, quiz: bool) -> bool:
    style = chosen.choices[0].style
    if style in (BOX, LETTER):
        return quiz or (chosen.keyed and (style == BOX or len(chosen.choices) > 1))
    return chosen.keyed and (quiz or style == NUMBER) and (style != BULLET or quiz)


def build_chosen_body(source: Source, mark: Mark, stop: int, style: Style, chosen: Chosen) -> Body:
    """Return the body of a multiple-choice question: what stands between prompt and options, then what stands
    after them (the explanation); the key in words where the document explains nothing.
    """
    plain = replace(style, ends_with_list=False, ends_with_labels=False)
    start, end = chosen.choices[0].first, chosen.choices[-1].last
    above = source.last_text(start - 1, mark.last + 1)
    if above is not None and OPTIONS_LABEL.match(source.lines[above][:40]):
        start = above
    before = build_body(source, mark.last + 1, start, plain, mark.rest)
    after = [build_body(source, a, b, style, rest) for a, b, rest in _pieces(chosen, end + 1, stop)]
    explained = "\n\n".join(body.answer for body in after if body.answer)
    if not LINKS.sub("", explained).strip() and not any(body.callouts for body in after):
        explained = "\n\n".join(part for part in (chosen.key_in_words, explained) if part)
    bodies = [before, *after]
    last = max([end, *(chosen.key.lines if chosen.key else ()), *(body.last for body in after)])
    return Body(
        answer="\n\n".join(part for part in (before.answer, explained) if part),
        summary=next((body.summary for body in after if body.summary), None),
        callouts=tuple(callout for body in bodies for callout in body.callouts),
        code_blocks=sum(body.code_blocks for body in bodies),
        tables=sum(body.tables for body in bodies),
        labels=_labels(bodies),
        last=last,
        noise=tuple(noise for body in bodies for noise in body.noise),
        warnings=(*(text for body in bodies for text in body.warnings), *(() if chosen.keyed else (NO_KEY,))),
    )


def _pieces(chosen: Chosen, first: int, stop: int) -> list[tuple[int, int, str]]:
    """Cut the lines after the options at those that say the key; what else the key says starts a piece."""
    pieces: list[tuple[int, int, str]] = []
    for line in chosen.key.lines if chosen.key else ():
        if line > first:
            pieces.append((first, line, ""))
        first = line + 1
    rest = chosen.key.rest if chosen.key else ""
    return [*pieces, (first, stop, rest)]


def _labels(bodies: Sequence[Body]) -> Labels:
    said = bodies[0].labels
    for body in bodies[1:]:
        said = said.over(body.labels)
    return said
