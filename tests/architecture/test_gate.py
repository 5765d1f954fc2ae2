"""Cards are read through the gate only: held by the syntax tree of our code and the text of our templates."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
APPS = ("accounts", "questionbank", "interviews", "scoring", "deploy")
# The gate itself, the door to one's own rows, and the verbs, which lock and write.
GATE = ("scoring/visibility.py", "scoring/access.py", "scoring/actions/")
# Here a function may look further into cards that it was handed or that it asked the gate for.
QUERIES = "scoring/queries/"
ASKS_THE_GATE = {
    "readable_cards",
    "countable_ratings",
    "countable_loops",
    "own_submitted_ratings",
    "compared_cards",
    "own_seats",
    "own_card",
    "own_edits",
    "loops_open_to",
    "owed_seats",
    "overrides_of",
}
# It only names columns, for queries that asked the gate for their rows; or digests rows, and shows none.
COLUMNS = ("scoring/queries/first_verdicts.py", "scoring/queries/sources.py")
# Operators' commands, which show nothing to a reader.
COMMANDS = ("scoring/management/commands/",)
ROWS = {"Scorecard", "Rating", "ScorecardVersion", "Edit", "Amendment", "GateOverride"}
RELATED = {"ratings", "edits", "versions", "gate_overrides"}
MANAGER_READS = {
    "all",
    "filter",
    "exclude",
    "get",
    "count",
    "exists",
    "first",
    "last",
    "values",
    "values_list",
    "annotate",
    "aggregate",
    "order_by",
    "select_related",
    "in_bulk",
    "latest",
    "earliest",
}
CARD_LOOKUP = re.compile(
    r"(^|__)(scorecards?|ratings|amendment|gate_overrides|first_(state|value|recommendation))(__|$)"
)


def sources() -> Iterator[tuple[str, ast.Module]]:
    for app in APPS:
        for path in sorted((ROOT / app).rglob("*.py")):
            name = path.relative_to(ROOT).as_posix()
            if "/migrations/" not in name and not name.startswith("scoring/calibration/"):
                yield name, ast.parse(path.read_text(), filename=name)


def reads_table(node: ast.AST) -> bool:
    """Scorecard.objects and the like; `.objects.none()` reads nothing, `.objects` of a writer is in GATE."""
    return (
        isinstance(node, ast.Attribute)
        and node.attr in ("objects", "_default_manager", "_base_manager")
        and isinstance(node.value, ast.Name)
        and node.value.id in ROWS
    )


def reads_relation(node: ast.AST) -> bool:
    """seat.scorecard, card.ratings.all(), card.edits.…, card.versions.…"""
    if not isinstance(node, ast.Attribute):
        return False
    if node.attr == "scorecard":
        return True
    manager = node.value
    return isinstance(manager, ast.Attribute) and manager.attr in RELATED and node.attr in MANAGER_READS


def looks_up(node: ast.AST) -> bool:
    """filter(scorecard__state=…), select_related("seat__scorecard"), F("scorecard__state")."""
    if not isinstance(node, ast.Call):
        return False
    if any(word.arg and CARD_LOOKUP.search(word.arg) for word in node.keywords):
        return _is_query(node)
    texts = [arg.value for arg in node.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]
    return _is_query(node) and any(CARD_LOOKUP.search(text) for text in texts)


def _is_query(node: ast.Call) -> bool:
    name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    return name in {
        "filter", "exclude", "get", "annotate", "aggregate", "values", "values_list", "order_by", "only",
        "select_related", "prefetch_related", "Q", "F", "Count", "Avg", "Sum", "Min", "Max", "Prefetch",
    }  # fmt: skip


def none_only(tree: ast.Module) -> set[int]:
    """The ids of `X.objects` nodes that only serve `X.objects.none()`."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr == "none" and reads_table(node.value):
            found.add(id(node.value))
    return found


def through_the_gate(tree: ast.Module) -> list[ast.FunctionDef]:
    """The functions of a module that ask the gate, directly or through each other, or are handed cards."""
    functions = [node for node in tree.body if isinstance(node, ast.FunctionDef)]
    asking = set(ASKS_THE_GATE)
    for _ in functions:
        asking |= {
            function.name for function in functions if called_in(function) & asking or handed_cards(function)
        }
    # Private helpers put parts together for those that ask; nobody else calls them.
    for function in [function for function in functions if function.name in asking]:
        asking |= {name for name in called_in(function) if name.startswith("_")}
    return [function for function in functions if function.name in asking]


def called_in(function: ast.FunctionDef) -> set[str]:
    calls = [node.func for node in ast.walk(function) if isinstance(node, ast.Call)]
    return {name.id for name in calls if isinstance(name, ast.Name)}


def handed_cards(function: ast.FunctionDef) -> bool:
    handed = [ast.unparse(argument.annotation) for argument in function.args.args if argument.annotation]
    return any(re.search(r"\b(Scorecard|Rating)\b", text) for text in handed)


def offences(name: str, tree: ast.Module) -> list[str]:
    if name.startswith((*GATE, *COLUMNS, *COMMANDS)):
        return []
    harmless = none_only(tree)
    if name.startswith(QUERIES):
        for function in through_the_gate(tree):
            harmless |= {id(node) for node in ast.walk(function)}
    return [
        f"{name}:{node.lineno} reads cards beside the gate"  # type: ignore[attr-defined]  # these nodes have a line
        for node in ast.walk(tree)
        if id(node) not in harmless and (reads_table(node) or reads_relation(node) or looks_up(node))
    ]


def test_only_the_gate_its_door_and_the_actions_read_cards() -> None:
    found = [offence for name, tree in sources() for offence in offences(name, tree)]
    assert found == []


@pytest.mark.parametrize(
    "code",
    [
        "Scorecard.objects.filter(pk=1)",
        "Rating.objects.all()",
        "Amendment.objects.get(scorecard=card)",
        "ScorecardVersion.objects.filter(scorecard=card)",
        "GateOverride.objects.exists()",
        "loop.gate_overrides.all()",
        "Loop.objects.filter(gate_overrides__member=actor)",
        "Loop.objects.filter(sessions__seats__scorecard__amendment=None)",
        "rows.filter(first_value=1)",
        "rows.annotate(given=F('first_state'))",
        "rows.order_by('first_recommendation')",
        "Edit.objects.count()",
        "seat.scorecard.notes",
        "card.ratings.all()",
        "planned.ratings.count()",
        "Seat.objects.filter(scorecard__state='submitted')",
        "Seat.objects.select_related('session', 'scorecard')",
        "Session.objects.annotate(n=Count('seats__scorecard'))",
        "Loop.objects.annotate(n=Avg('sessions__planned__ratings__value'))",
    ],
)
def test_the_check_notices_each_way_around_the_gate(code: str) -> None:
    assert offences("interviews/queries/loops.py", ast.parse(code))


def test_a_query_that_asks_the_gate_may_look_into_what_it_got() -> None:
    through = (
        "def gaps(actor):\n    cards = readable_cards(actor, loop)\n    return cards.filter(ratings__value=1)"
    )
    beside = "def gaps(actor):\n    return Scorecard.objects.filter(ratings__value=1)"
    assert not offences("scoring/queries/new.py", ast.parse(through))
    assert offences("scoring/queries/new.py", ast.parse(beside))
    assert offences("interviews/queries/new.py", ast.parse(through))


def test_private_notes_are_read_by_the_gate_alone() -> None:
    told = {"scoring/visibility.py", "scoring/printing/card.py"}  # the paper's own text, which the gate gave
    found = [
        f"{name}:{node.lineno}"
        for name, tree in sources()
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr == "private_note" and name not in told
    ]
    assert found == []


def test_no_template_walks_from_a_seat_or_question_to_a_card() -> None:
    found = [
        path.relative_to(ROOT).as_posix()
        for path in sorted((ROOT / "templates").rglob("*.html"))
        if re.search(r"\.(scorecard|ratings\.all|private_note)\b", path.read_text())
        and "texts.private_note" not in path.read_text()
    ]
    assert found == []


# Who reads votes, vetoes and decisions beside the gate and the verbs, and why nothing is told by it.
VERDICTS = {"Vote", "Veto", "Decision"}
BESIDE = {
    "scoring/queries/packets.py": "whether the reader has voted; what was decided, to whom the gate tells it",
    "scoring/queries/debrief_facts.py": "who has voted, and whether a veto stands: for the guards",
    "scoring/queries/decisions.py": "for who decides, and for whom the gate opened the decision",
    "scoring/queries/decision_page.py": "for whom the gate opened the decision",
    "scoring/queries/verification.py": "for whom the gate opened the decision, and operators",
    "scoring/queries/job_outcomes.py": "of hired people: their decision is released",
    "scoring/queries/sources.py": "digests of rows, for a snapshot",
}


def reads_verdicts(tree: ast.Module) -> bool:
    return any(
        isinstance(node, ast.Attribute)
        and node.attr in ("objects", "_default_manager", "_base_manager")
        and isinstance(node.value, ast.Name)
        and node.value.id in VERDICTS
        for node in ast.walk(tree)
    )


def test_votes_vetoes_and_decisions_are_read_where_it_says_why() -> None:
    let_in = ("scoring/visibility_votes.py", "scoring/actions/", *COMMANDS, *BESIDE)
    found = [name for name, tree in sources() if reads_verdicts(tree) and not name.startswith(let_in)]
    assert found == []
    assert reads_verdicts(ast.parse("Vote.objects.filter(member=actor)"))
