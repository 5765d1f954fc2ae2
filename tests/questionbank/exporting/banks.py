"""Random questions as hypothesis makes them, and what an import should say of each."""

from hypothesis import strategies as st

from questionbank.exporting import ExportCriterion, ExportQuestion
from questionbank.exporting.record import ExportOption
from questionbank.importing import ParsedQuestion

# Everything but line ends other than \n, and control signs, which no form of ours lets through.
LETTERS = st.characters(exclude_categories=["Cs", "Cc"])
LINES = st.text(LETTERS, min_size=1, max_size=40)
TRAPS = st.sampled_from(
    [
        "## Question 2 <!-- pl -->",
        "### Answer <!-- pl -->",
        "### Answer <!-- pl* -->  ",
        "# Bank <!-- pl bank 1 -->",
        "- Kind: coding",
        "- Point 1: yes",
        "- [x] one",
        '"quoted"',
        "a: b, c",
        "```",
        "  indented  ",
        "",
        "# heading",
        "1. item",
    ]
)
ITEMS = st.one_of(LINES, TRAPS.filter(bool), st.just("two\nlines"))
TEXTS = st.lists(st.one_of(TRAPS, LINES), max_size=6).map("\n".join)
NAMES = LINES.filter(lambda name: name.strip() == name)
ANCHORS = st.tuples(st.none() | NAMES, st.integers(1, 4), st.booleans(), ITEMS)
CRITERIA = st.builds(ExportCriterion, NAMES, st.integers(1, 9), st.lists(ANCHORS, max_size=5).map(tuple))
OPTIONS = st.builds(ExportOption, ITEMS, st.sampled_from([True, False, None]), st.just("") | ITEMS)
QUESTIONS = st.builds(
    ExportQuestion,
    id=st.uuids().map(str),
    kind=st.sampled_from(["concept", "coding", "behavioural"]),
    state=st.sampled_from(["draft", "live"]),
    prompt=TEXTS.filter(lambda text: bool(text.strip())),
    summary=TEXTS,
    answer=TEXTS,
    options=st.lists(OPTIONS, max_size=4).map(tuple),
    probes=st.lists(ITEMS, max_size=3).map(tuple),
    hints=st.lists(ITEMS, max_size=3).map(tuple),
    red_flags=st.lists(ITEMS, max_size=3).map(tuple),
    minutes=st.none() | st.integers(1, 240),
    topic=st.lists(NAMES, max_size=3).map(tuple),
    level=st.none() | NAMES,
    difficulty=st.none() | st.sampled_from(["Easy", "Medium", "Hard"]),
    tags=st.lists(NAMES, max_size=3).map(tuple),
    source=st.just("") | ITEMS,
    criteria=st.lists(CRITERIA, max_size=2).map(tuple),
)


def came_back(parsed: ParsedQuestion, like: ExportQuestion) -> ExportQuestion:
    """The parsed question as an export would say it again; id and state are the bank's own."""
    details = parsed.details
    assert details is not None
    return ExportQuestion(
        id=like.id,
        kind=parsed.kind,
        state=like.state,
        prompt=parsed.prompt,
        summary=parsed.summary or "",
        answer=parsed.answer,
        options=tuple(ExportOption(o.text, o.correct, o.feedback) for o in parsed.options),
        probes=details.probes,
        hints=details.hints,
        red_flags=details.red_flags,
        minutes=details.minutes,
        topic=details.topic,
        level=parsed.level,
        difficulty=parsed.difficulty,
        tags=parsed.tags,
        source=details.source,
        criteria=tuple(ExportCriterion(c.name, c.weight, c.anchors) for c in details.criteria),
    )
