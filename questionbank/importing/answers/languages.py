"""Which language a piece of code is in; '' when nothing says so."""

import ast
import json
import re
import warnings

MAX_PARSED = 20_000
SHELL_COMMANDS = (
    "git|dvc|pip3?|python3?|conda|docker|docker-compose|kubectl|helm|curl|wget|cd|ls|mkdir|rm|cp|mv|cat|echo|export|"
    "sudo|apt|apt-get|brew|npm|npx|yarn|make|aws|gcloud|az|terraform|ssh|scp|chmod|source|mlflow|tar|grep|nvidia-smi"
)
SHELL = re.compile(rf"^\s*(?:\$ )?(?:{SHELL_COMMANDS})(?:\s+[\w\"'$./:@<>{{}}&|=#(-].*)?$")
PYTHON = re.compile(
    r"^\s*(?:(?:async )?def \w+\(|class \w+.*:|from [\w.]+ import |import [\w.]+|@\w|print\(|"
    r"(?:for|while|if|elif|with|try|except|else)\b.*:\s*(?:#.*)?$|return\b|[\w.\[\]'\", ]+ (?:[-+*/]?=) )"
)
YAML = re.compile(r"^\s*(?:- )?[\w.\"'/-]+:(?:\s.*)?$|^\s*- \S")
PROTO = re.compile(r"^\s*\w+ [{\[]\s*$")
JSON_KEY = re.compile(r"^\s*\"[^\"]+\"\s*:")
SQL = re.compile(
    r"^\s*(?:select|insert into|update|delete from|create (?:table|index|view)|with \w+ as)\b", re.IGNORECASE
)
BRACES = re.compile(r"[{};]\s*$")


def guess_language(code: str) -> str:
    """Return the name that a fence carries for this code: python, json, yaml, protobuf, bash, sql or ''."""
    lines = [
        line for line in code.split("\n") if line.strip() and not line.lstrip().startswith(("#", "//", "--"))
    ]
    if not lines:
        return "python" if code.strip() else ""
    for name, fits in (("json", _is_json), ("protobuf", _is_proto), ("bash", _is_shell), ("sql", _is_sql)):
        if fits(lines):
            return name
    if sum(1 for line in lines if PYTHON.match(line)) * 4 >= len(lines) and not _all(YAML, lines):
        return "python"
    if len(lines) > 1 and _all(YAML, lines):
        return "yaml"
    return "python" if parses("\n".join(lines)) and _is_more_than_words(lines) else ""


def parses(code: str) -> bool:
    """Return whether the text is Python as it stands. Too long a text is not tried."""
    if len(code) > MAX_PARSED:
        return False
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what Python thinks of other people's escapes is not our matter
            ast.parse(code)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    return True


def _all(pattern: re.Pattern[str], lines: list[str]) -> bool:
    return all(pattern.match(line) for line in lines)


def _is_json(lines: list[str]) -> bool:
    if lines[0].lstrip()[0] not in "{[":
        return False
    if any(JSON_KEY.match(line) for line in lines) and lines[-1].rstrip()[-1:] in "}]":
        return True
    try:
        json.loads("\n".join(lines)[:MAX_PARSED])
    except (ValueError, RecursionError):
        return False
    return True


def _is_proto(lines: list[str]) -> bool:
    return bool(PROTO.match(lines[0])) and lines[-1].strip() in ("}", "]")


def _is_shell(lines: list[str]) -> bool:
    commands = sum(1 for line in lines if SHELL.match(line))
    return commands * 2 > len(lines) and not any("import " in line and "from " in line for line in lines)


def _is_sql(lines: list[str]) -> bool:
    return bool(SQL.match(lines[0])) and not BRACES.search(lines[0].rstrip(";"))


def _is_more_than_words(lines: list[str]) -> bool:
    return any(re.search(r"[=(\[]", line) for line in lines)
