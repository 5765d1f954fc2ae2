"""One QTI 3 item: a choice interaction where the key is known, else an extended text interaction."""

from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from markdown_it import MarkdownIt

from .record import ExportCriterion, ExportQuestion

NAMESPACE = "http://www.imsglobal.org/xsd/imsqtiasi_v3p0"
MATCH = "https://purl.imsglobal.org/spec/qti/v3p0/rptemplates/match_correct.xml"
# Raw HTML in a text is shown, never taken over; what comes out is well-formed XML.
RENDER = MarkdownIt("commonmark", {"html": False, "xhtmlOut": True}).enable("table")


def item_xml(question: ExportQuestion) -> str:
    """Return the item as XML text; prompt and model answer are rendered from Markdown."""
    right = [index for index, option in enumerate(question.options) if option.correct]
    return "\n".join(_lines(question, right)) + "\n"


def _lines(question: ExportQuestion, right: list[int]) -> Iterator[str]:
    is_choice = bool(right)
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield (
        f'<qti-assessment-item xmlns="{NAMESPACE}" identifier={quoteattr(f"item-{question.id}")} '
        f'title={quoteattr(question.title)} adaptive="false" time-dependent="false" xml:lang="en" '
        f'tool-name="Plumbline" tool-version="1">'
    )
    yield from _declarations(right)
    yield f"<qti-item-body>\n{_block(question.prompt)}"
    if is_choice:
        yield _choices(question, len(right))
    else:
        yield from (_block("\n".join(f"- {o.text}" for o in question.options)) for _ in question.options[:1])
        yield '<qti-extended-text-interaction response-identifier="RESPONSE"/>'
    yield _rubric_block(question)
    yield "</qti-item-body>"
    if is_choice:
        yield f'<qti-response-processing template="{MATCH}"/>'
    for index, option in enumerate(question.options):
        if is_choice and option.feedback:
            yield _feedback(index, option.feedback)
    yield "</qti-assessment-item>"


def _declarations(right: list[int]) -> Iterator[str]:
    if right:
        cardinality = "single" if len(right) == 1 else "multiple"
        values = "".join(f"<qti-value>{_letter(index)}</qti-value>" for index in right)
        yield (
            f'<qti-response-declaration identifier="RESPONSE" cardinality="{cardinality}" '
            f'base-type="identifier"><qti-correct-response>{values}</qti-correct-response>'
            "</qti-response-declaration>"
        )
    else:
        yield '<qti-response-declaration identifier="RESPONSE" cardinality="single" base-type="string"/>'
    yield (
        '<qti-outcome-declaration identifier="SCORE" cardinality="single" base-type="float">'
        "<qti-default-value><qti-value>0</qti-value></qti-default-value></qti-outcome-declaration>"
    )
    if right:
        yield '<qti-outcome-declaration identifier="FEEDBACK" cardinality="multiple" base-type="identifier"/>'


def _choices(question: ExportQuestion, right: int) -> str:
    most = 1 if right == 1 else 0  # 0 means any number
    choices = "\n".join(
        f'<qti-simple-choice identifier="{_letter(index)}">{_block(option.text)}</qti-simple-choice>'
        for index, option in enumerate(question.options)
    )
    return (
        f'<qti-choice-interaction response-identifier="RESPONSE" shuffle="false" max-choices="{most}">\n'
        f"{choices}\n</qti-choice-interaction>"
    )


def _feedback(index: int, words: str) -> str:
    return (
        f'<qti-modal-feedback outcome-identifier="FEEDBACK" identifier="{_letter(index)}" show-hide="show">'
        f"<qti-content-body>{_block(words)}</qti-content-body></qti-modal-feedback>"
    )


def _rubric_block(question: ExportQuestion) -> str:
    """What only those who score see: summary, model answer, probes, red flags, and the rubric."""
    parts = [_block(text) for text in (question.summary, question.answer) if text]
    for name, items in (
        ("Probes", question.probes),
        ("Hints", question.hints),
        ("Red flags", question.red_flags),
    ):
        if items:
            listed = "".join(f"<li>{_block(item)}</li>" for item in items)
            parts.append(f"<div><p><strong>{name}</strong></p><ul>{listed}</ul></div>")
    parts += [_criterion(criterion) for criterion in question.criteria]
    body = "\n".join(parts) or "<p>No model answer.</p>"
    return (
        '<qti-rubric-block use="scoring" view="scorer"><qti-content-body>\n'
        f"{body}\n</qti-content-body></qti-rubric-block>"
    )


def _criterion(criterion: ExportCriterion) -> str:
    rows = "".join(
        f"<tr><td>{point}{escape(f' ({level})') if level else ''}</td><td>{escape(text)}</td></tr>"
        for level, point, _, text in criterion.anchors
    )
    head = f"<p><strong>{escape(criterion.name)}</strong>, weight {criterion.weight}</p>"
    return f"<div>{head}{f'<table><tbody>{rows}</tbody></table>' if rows else ''}</div>"


def _block(markdown: str) -> str:
    return f"<div>{RENDER.render(markdown)}</div>"


def _letter(index: int) -> str:
    return f"CHOICE_{index + 1}"
