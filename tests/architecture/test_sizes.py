"""No file over three hundred lines, no function over fifty."""

import ast

import pytest

from tests.architecture.sources import ROOT, modules

FILE, FUNCTION = 300, 50
SOURCES = dict(modules())


def long_functions(tree: ast.Module) -> list[str]:
    return [
        node.name
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or 0) - node.lineno + 1 > FUNCTION
    ]


@pytest.mark.parametrize("name", SOURCES)
def test_a_file_is_a_page_and_a_function_a_screen(name):
    assert len((ROOT / name).read_text().splitlines()) <= FILE
    assert long_functions(SOURCES[name]) == []


def test_the_check_notices_a_long_function():
    assert long_functions(ast.parse("def f():\n" + "    g()\n" * FUNCTION)) == ["f"]
    assert long_functions(ast.parse("def f():\n" + "    g()\n" * (FUNCTION - 1))) == []
