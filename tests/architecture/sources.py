"""Our own Python, as text and as syntax trees."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
APPS = ("accounts", "questionbank", "interviews", "scoring", "deploy")


def modules(*folders: str) -> Iterator[tuple[str, ast.Module]]:
    """Name (path below the root) and tree of each module, without migrations."""
    for folder in folders or APPS:
        for path in sorted((ROOT / folder).rglob("*.py")):
            if "migrations" not in path.parts:
                yield path.relative_to(ROOT).as_posix(), ast.parse(path.read_text(), filename=str(path))
