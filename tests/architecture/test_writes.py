"""Rows are written in actions only (and by the audit trail they call): held by the syntax tree."""

import ast
import re
from collections.abc import Iterator

import pytest
from django.apps import apps

from tests.architecture.sources import modules

# The trail is written below the apps, so that every action can call it; it says so of itself.
AUDIT = "accounts/ground/audit.py"
# It puts a query's own SELECT in brackets behind COPY, which copies rows out and can copy none in.
COPIES_OUT = "scoring/queries/copied_rows.py"
# Whatever these are asked of, it is a row or a manager: no other object of ours has a method so called.
WRITES = {
    "save",
    "create",
    "delete",
    "bulk_create",
    "bulk_update",
    "get_or_create",
    "update_or_create",
    "save_base",
    "asave",
    "acreate",
    "adelete",
    "aupdate",
    "abulk_create",
    "abulk_update",
    "aget_or_create",
    "aupdate_or_create",
}
OF_RELATIONS = {"add", "set", "clear", "remove"}
OF_SQL = {"execute", "executemany", "copy", "callproc", "raw"}
# A bare ANALYZE reads all tables for the planner's statistics, and changes no row of ours.
READS = re.compile(r"\s*(SELECT|EXPLAIN|SHOW)\b(?!.*\bINTO\b)|\s*ANALYZE\s*\Z", re.IGNORECASE | re.DOTALL)


def relations() -> set[str]:
    """The names under which a row hands out a manager of others: `stage.criteria`, `loop.sessions`."""
    found = set()
    for model in apps.get_models():
        for field in model._meta.get_fields():
            if field.many_to_many or field.one_to_many:
                found.add(getattr(field, "get_accessor_name", lambda field=field: field.name)())
    return found - {None}


def offences(name: str, tree: ast.Module) -> Iterator[str]:
    if "/actions/" in name or name in (AUDIT, COPIES_OUT):
        return
    managers = relations()
    called = {id(node.func): node for node in ast.walk(tree) if isinstance(node, ast.Call)}
    reading = reading_constants(tree)
    for node in ast.walk(tree):
        if not isinstance(node, ast.Attribute):
            continue
        call = called.get(id(node))
        named = call.args[0] if call and call.args else None
        if node.attr in OF_SQL and isinstance(named, ast.Name) and named.id in reading:
            continue
        if writes(node, call, managers):
            yield f"{name}:{node.lineno} writes: {ast.unparse(node)}"


def reading_constants(tree: ast.Module) -> set[str]:
    """Names of the module whose text, written out but for the names of columns, only reads."""
    found = set()
    for node in tree.body:
        if not isinstance(node, ast.Assign) or not isinstance(node.targets[0], ast.Name):
            continue
        text = node.value
        if (
            isinstance(text, ast.Call)
            and isinstance(text.func, ast.Attribute)
            and text.func.attr == "replace"
        ):
            text = text.func.value
        if isinstance(text, ast.Constant) and READS.match(str(text.value)):
            found.add(node.targets[0].id)
    return found


def writes(method: ast.Attribute, call: ast.Call | None, managers: set[str]) -> bool:
    """Whether this `x.method`, called so or handed on uncalled, changes rows."""
    if method.attr in WRITES:
        return True
    if method.attr == "update":
        # A queryset takes names only; what takes a mapping or a set is a dictionary or a set.
        return call is None or not call.args
    if method.attr in OF_RELATIONS:
        return isinstance(method.value, ast.Attribute) and method.value.attr in managers
    if method.attr in OF_SQL and call is not None and call.args:
        text = call.args[0]
        return not (isinstance(text, ast.Constant) and READS.match(str(text.value)))
    return False


def test_rows_are_written_in_actions_only():
    assert [offence for name, tree in modules() for offence in offences(name, tree)] == []


def test_there_are_writes_to_find_where_they_belong():
    trees = {name: tree for name, tree in modules() if "/actions/" in name or name == AUDIT}
    found = [
        offence for name, tree in trees.items() for offence in offences(name.replace("/actions/", "/"), tree)
    ]
    assert len(found) > 50


@pytest.mark.parametrize(
    "sin",
    [
        "question.save()",
        "Question.objects.create(organization=o)",
        "Question.objects.filter(pk=1).update(state='live')",
        "Loop.objects.all().delete()",
        "Rating.objects.bulk_create(rows)",
        "Rating.objects.bulk_update(rows, ['value'])",
        "Topic.objects.get_or_create(name='a')",
        "Topic.objects.update_or_create(name='a')",
        "list(map(Question.save, rows))",
        "stage.criteria.set([a])",
        "stage.criteria.add(a)",
        "loop.sessions.clear()",
        "form.save()",
        "cursor.execute('UPDATE questionbank_topic SET name = 1')",
        "cursor.execute(f'DELETE FROM {table}')",
        "cursor.executemany(statement, rows)",
        "cursor.execute('SELECT 1 INTO t')",
        "cursor.execute('ANALYZE; DELETE FROM t')",
        "Topic.objects.raw('DELETE FROM questionbank_topic')",
    ],
)
def test_the_check_notices_each_way_to_write(sin):
    assert list(offences("interviews/views/loops.py", ast.parse(sin)))
    assert not list(offences("interviews/actions/plan_loop.py", ast.parse(sin)))


@pytest.mark.parametrize(
    "harmless",
    [
        "notes.update(dict.fromkeys(numbers, 'why'))",
        "used.update(rows.values_list('question', flat=True))",
        "seen.add(row.pk)",
        "self.used.remove(question)",
        "request.POST.copy()",
        "cursor.execute('SELECT 1')",
        "cursor.execute('ANALYZE')",
        "form.errors.clear()",
    ],
)
def test_the_check_lets_sets_and_dictionaries_be(harmless):
    assert not list(offences("interviews/views/loops.py", ast.parse(harmless)))


@pytest.mark.parametrize(
    ("text", "found"),
    [("'SELECT 1'", 0), ("'SELECT {c}'.replace('{c}', 'a')", 0), ("'DELETE FROM t'", 1), ("made()", 1)],
)
def test_sql_that_has_a_name_is_read_where_it_is_written(text, found):
    tree = ast.parse(f"SQL = {text}\ncursor.execute(SQL)")
    assert len(list(offences("scoring/queries/x.py", tree))) == found
