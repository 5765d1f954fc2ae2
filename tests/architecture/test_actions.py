"""Every action has the same shape: one verb a file, called by name, typed, atomic, audited, and tested."""

import ast

import pytest

from tests.architecture.sources import APPS, ROOT, modules
from tests.architecture.test_writes import relations, writes

Function = ast.FunctionDef

# Why these write no audit event of their own.
NOT_AUDITED = {
    "create_user": "a person belongs to no organisation, hence to no trail, until they are made a member",
    "refresh_words": "it counts what revisions say, each of which left its own trace",
    "save_edits": "every keystroke would be an event; the journal of edits is the record",
    "save_form": "the same, sent by a form",
    "log_answer_view": "the rows are the log of who read what",
    "open_candidate_page": "the row itself says when it was opened last",
    "record_use": "the sum of marks, each of which is audited",
    "serve_requests": "the request says what became of it; the run it makes is audited",
}
# Why these are several transactions: what is written outside of one is still written in none by halves.
IN_STEPS = {
    "scan_for_duplicates": "the comparison takes long and holds no lock; its pairs are written at once",
    "calibrate": "the calculation takes long and holds no lock; its result is written at once",
    "carry_calibration": "the same",
    "serve_requests": "each request is taken, told of and done by itself: everybody sees how far it is",
    "read_import": "reading takes long and shows how far it is; nothing is to review before the last step",
    "save_edits": "each fact of the session stands by itself, and no two wait for each other's questions",
    "simulate_history": "a year of history is a transaction a loop",
}
ACTIONS = {
    tree_name.rsplit("/", 1)[1].removesuffix(".py"): tree
    for tree_name, tree in modules(*(f"{app}/actions" for app in APPS[:-1]))
    if not tree_name.rsplit("/", 1)[1].startswith("_")
}
every_action = pytest.mark.parametrize("name", ACTIONS)


def functions(tree: ast.Module) -> dict[str, Function]:
    return {node.name: node for node in tree.body if isinstance(node, Function)}


def is_atomic(function: Function) -> bool:
    return any("transaction.atomic" in ast.unparse(decorator) for decorator in function.decorator_list)


def shape_faults(name: str, tree: ast.Module) -> list[str]:
    """What is wrong with how the action is to be called."""
    action = functions(tree).get(name)
    if action is None:
        return ["no function is named as the file"]
    taken = action.args
    faults = []
    if taken.args or taken.posonlyargs or taken.vararg or taken.kwarg:
        faults.append("is not called by keywords alone")
    if not taken.kwonlyargs or taken.kwonlyargs[0].arg != "actor":
        faults.append("does not begin with the actor")
    if action.returns is None or not all(argument.annotation for argument in taken.kwonlyargs):
        faults.append("is not typed")
    if len((ast.get_docstring(action) or "").split()) < 5:
        faults.append("does not say what it promises")
    return faults


def writes_outside(name: str, tree: ast.Module) -> bool:
    """Whether the action reaches a write without having passed an atomic function of its module."""
    known, managers = functions(tree), relations()
    waiting, seen = [name], set()
    while waiting:
        function = known[waiting.pop()]
        if function.name in seen or is_atomic(function):
            continue
        seen.add(function.name)
        calls = [node for node in ast.walk(function) if isinstance(node, ast.Call)]
        if any(isinstance(c.func, ast.Attribute) and writes(c.func, c, managers) for c in calls):
            return True
        waiting += [c.func.id for c in calls if isinstance(c.func, ast.Name) and c.func.id in known]
    return False


def audited(name: str, tree: ast.Module) -> bool:
    """Whether the module records an event under the action's own name."""
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    return any(
        ast.unparse(call.func) in ("record", "audit.record")
        and call.args
        and isinstance(call.args[0], ast.Constant)
        and call.args[0].value == name
        for call in calls
    )


@every_action
def test_an_action_is_called_by_keywords_with_its_actor_first_and_says_what_it_does(name):
    assert shape_faults(name, ACTIONS[name]) == []


@every_action
def test_an_action_is_done_whole_or_not_at_all(name):
    if name in IN_STEPS:
        assert not writes_outside(name, ACTIONS[name])
    else:
        assert is_atomic(functions(ACTIONS[name])[name])


@every_action
def test_an_action_leaves_a_trace_under_its_name(name):
    assert audited(name, ACTIONS[name]) == (name not in NOT_AUDITED)


@every_action
def test_an_action_is_named_by_a_test(name):
    tests = [path for path in (ROOT / "tests").rglob("test_*.py") if "architecture" not in path.parts]
    assert any(name in path.read_text() for path in tests)


def test_there_are_actions_and_the_exceptions_are_among_them():
    assert len(ACTIONS) > 40
    assert NOT_AUDITED.keys() | IN_STEPS.keys() <= ACTIONS.keys()


@pytest.mark.parametrize(
    ("sin", "fault"),
    [
        ("def plan(*, actor: A) -> B:\n    'One two three four five.'", "no function"),
        ("def act(actor: A) -> B:\n    'One two three four five.'", "keywords"),
        ("def act(*, loop: L, actor: A) -> B:\n    'One two three four five.'", "actor"),
        ("def act(*, actor: A, loop) -> B:\n    'One two three four five.'", "typed"),
        ("def act(*, actor: A):\n    'One two three four five.'", "typed"),
        ("def act(*, actor: A) -> B:\n    'Acts.'", "promises"),
    ],
)
def test_the_check_notices_each_fault_of_shape(sin, fault):
    assert fault in " ".join(shape_faults("act", ast.parse(sin)))


def test_the_check_notices_a_write_outside_and_a_missing_trace():
    inside = "@transaction.atomic\ndef _write():\n    row.save()\n"
    assert writes_outside("act", ast.parse("def _write():\n    row.save()\ndef act():\n    _write()"))
    assert not writes_outside("act", ast.parse(inside + "def act():\n    _write()"))
    assert not audited("act", ast.parse("record('other', on=row)"))
