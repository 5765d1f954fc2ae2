"""From marks to a reading: the answers between the prompts, and a reason for every line that is neither."""

from dataclasses import replace
from itertools import pairwise

from .answer_keys import as_sections, letters_by_mark, outside_keys
from .answers.blocks import LIST, NOISE, split_blocks
from .answers.bodies import Body, Style, build_body
from .answers.chosen import Chosen, build_chosen_body, multiple_choice
from .document import LineRange, Noise, ParsedQuestion, Unanswered
from .kinds import kind_of
from .labels import Labels, explained, legend, line_labels, take_labels
from .leftovers import explain
from .places import Place
from .reading import Mark, Reading, Section
from .signs import SIGN_RUN, without_signs
from .source import Source
from .titles import find_title
from .without_answers import sort_out

BEFORE, BETWEEN, AFTER = (
    "introduction before the first question",
    "passage between two questions that answers neither",
    "after the last question",
)
SECTION_INTRO = "introduction of a section"
CLEAR_MAJORITY = 0.7


def assemble(source: Source, marks: list[Mark], sections: list[Section], style: Style) -> Reading:
    """Return the reading of a document whose prompts and section headings are known, both in
    order of lines.
    """
    marks = outside_keys(source, marks)
    if not marks:
        return Reading(title=find_title(source, len(source)).text)
    passages = [*sections, *as_sections(source, marks)]
    starts: list[Mark | Section] = sorted([*marks, *passages], key=lambda start: start.first)
    title = find_title(source, starts[0].first)
    collected = _Collected(source, style, title.lines)
    collected.leave(0, starts[0].first, BEFORE)
    spans = list(zip(starts, [*(later.first for later in starts[1:]), len(source)], strict=True))
    bodies = [(start, stop) for start, stop in spans if isinstance(start, Mark)]
    collected.chosen = multiple_choice(source, bodies, letters_by_mark(source, marks))
    for start, stop in spans:
        if isinstance(start, Section):
            collected.open_section(start, stop)
        else:
            collected.take(start, stop, is_last=start is marks[-1])
    questions, previews = sort_out(collected.questions)
    return Reading(
        questions=tuple(questions),
        unanswered=(*collected.unanswered, *previews),
        noise=tuple(collected.noise),
        headings=tuple(collected.headings),
        title=title.text,
        sections=tuple(section.name for section in sections if section.name),
    )


class _Collected:
    """What has been found so far, going down the document."""

    def __init__(self, source: Source, style: Style, title: tuple[LineRange, ...]) -> None:
        self.source, self.style = source, style
        self.place = Place()
        self.chosen: dict[int, Chosen] = {}
        self.questions: list[ParsedQuestion] = []
        self.unanswered: list[Unanswered] = []
        self.noise: list[Noise] = []
        self.headings: list[LineRange] = list(title)
        self.title = {line for first, last in title for line in range(first - 1, last)}

    def open_section(self, section: Section, stop: int) -> None:
        """Take a heading; what stands between it and the next prompt introduces it."""
        if section.name:
            self.place.enter(section.name, self.source.lines[section.first])
        self.headings.append((section.first + 1, section.last + 1))
        self.leave(section.last + 1, stop, section.foreign or SECTION_INTRO)

    def take(self, mark: Mark, stop: int, is_last: bool) -> None:
        """Take a prompt with its answer, and explain what stands between the answer and the next start."""
        chosen = self.chosen.get(mark.last + 1)
        end = stop if mark.stop is None else min(stop, mark.stop)
        if chosen:
            mark = replace(mark, prompt=chosen.stem or mark.prompt)
            body = build_chosen_body(self.source, mark, end, self.style, chosen)
        else:
            body = build_body(self.source, mark.last + 1, end, self.style, mark.rest)
        self.noise += body.noise
        question = _question(self.source, mark, self.place, body)
        self.questions.append(replace(question, options=chosen.options if chosen else ()))
        self.leave(max(mark.last, body.last) + 1, stop, AFTER if is_last else BETWEEN)

    def leave(self, first: int, stop: int, why: str) -> None:
        """Explain lines that belong to no question."""
        unanswered, noise = explain(
            self.source, [at for at in range(first, stop) if at not in self.title], why
        )
        self.unanswered += unanswered
        self.noise += noise


def _question(source: Source, mark: Mark, place: Place, body: Body) -> ParsedQuestion:
    prompt, printed = take_labels(mark.prompt)
    prompt = without_signs(prompt) or prompt
    on_line = line_labels(SIGN_RUN.sub(r"\1", source.lines[mark.last]))
    said = Labels(mark.level, mark.difficulty).over(printed).over(on_line).over(body.labels)
    labels = explained(said.over(place.labels), legend(source))
    return ParsedQuestion(
        ordinal=1,  # numbered once all are known
        number=mark.number,
        section=place.section,
        prompt=prompt,
        level=labels.level,
        difficulty=labels.difficulty,
        rarity=labels.rarity,
        summary=body.summary,
        answer=body.answer,
        callouts=body.callouts,
        code_blocks=body.code_blocks,
        tables=body.tables,
        kind=kind_of(prompt, body.answer),
        lines=(mark.first + 1, max(mark.last, body.last) + 1),
        warnings=(*mark.warnings, *body.warnings),
        tags=labels.tags,
    )


def answers_are_lists(source: Source, marks: list[Mark], sections: list[Section]) -> bool:
    """Return whether nearly all answers of the document are lists and nothing else."""
    lines = [mark.first for mark in marks] + [section.first for section in sections]
    starts = [*sorted(lines), len(source)]
    nexts = dict(pairwise(starts))
    judged = marks[:-1] or marks  # what follows the last answer is often foreign
    pure = 0
    for mark in judged:
        blocks = split_blocks(source, mark.last + 1, nexts[mark.first], unfenced=False)
        pure += {block.kind for block in blocks if block.kind != NOISE} == {LIST}
    return pure >= CLEAR_MAJORITY * len(judged)
