"""Whatever is enqueued or scheduled is a task, and the web process knows it too."""

import ast
import os
import subprocess
import sys

import pytest
from django.conf import settings

from tests.architecture.sources import ROOT, modules

KNOWN_TO_THE_WEB = "import deploy.wsgi; from celery import current_app; print(*sorted(current_app.tasks))"


def enqueued() -> list[tuple[str, ast.expr]]:
    """Where something is enqueued, and what."""
    return [
        (f"{name}:{node.lineno}", node.args[0])
        for name, tree in modules()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and ast.unparse(node.func) in ("enqueue", "enqueue.enqueue")
    ]


def scheduled() -> set[str]:
    return {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()}


@pytest.fixture(scope="module")
def tasks() -> set[str]:
    """The names that a fresh web process knows."""
    run = subprocess.run(
        [sys.executable, "-c", KNOWN_TO_THE_WEB],
        cwd=ROOT,
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "deploy.settings"},
        capture_output=True,
        text=True,
    )
    assert run.returncode == 0, run.stderr
    return set(run.stdout.split())


def test_what_is_enqueued_is_named_by_a_plain_text():
    assert [where for where, what in enqueued() if not isinstance(what, ast.Constant)] == []


def test_every_name_enqueued_or_scheduled_is_a_task_of_the_web_process(tasks):
    names = {what.value for _, what in enqueued() if isinstance(what, ast.Constant)}
    assert names
    assert scheduled()
    assert names | scheduled() <= tasks


def test_no_task_of_ours_is_left_that_nobody_starts(tasks):
    ours = {name for name in tasks if not name.startswith("celery.")}
    assert ours == {what.value for _, what in enqueued() if isinstance(what, ast.Constant)} | scheduled()


def test_only_the_ground_speaks_to_celery():
    callers = [
        f"{name}:{node.lineno}"
        for name, tree in modules()
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr in ("delay", "apply_async", "send_task")
    ]
    assert {caller.split(":")[0] for caller in callers} == {"accounts/ground/enqueue.py"}
