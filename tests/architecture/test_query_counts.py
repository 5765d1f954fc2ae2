"""Every page has its exact number of queries at one row and at thirty, and none has more than fifteen."""

import ast
import re
from pathlib import Path

import pytest

from tests.architecture.doors import accounts, interviews, questionbank, scoring
from tests.architecture.sources import ROOT

BANK = "tests/questionbank/test_query_counts.py"
PEOPLE = "tests/accounts/test_query_counts.py"
LIFE = "tests/questionbank/test_query_counts_of_life.py"
LOOPS = "tests/interviews/test_query_counts.py"
POST = "tests/interviews/test_post_query_counts.py"
TIMES = "tests/interviews/test_times_query_counts.py"
TRAINING = "tests/interviews/test_training_query_counts.py"
PANEL = "tests/interviews/test_panel_query_counts.py"
LIVE = "tests/scoring/test_live_query_counts.py"
GATE = "tests/scoring/views/test_gate_pages.py"
DECIDING = "tests/scoring/test_decision_query_counts.py"
DEBRIEF = "tests/scoring/test_debrief_query_counts.py"
ROOM = "tests/scoring/views/test_debrief_room.py"
SETUP = "tests/scoring/views/test_debrief_setup.py"
MEETINGS = "tests/scoring/views/test_meetings.py"
PEOPLES = "tests/scoring/test_calibration_query_counts.py"
RUNS = "tests/scoring/views/test_calibration_runs.py"
RUBRICS = "tests/scoring/views/test_rubric_review.py"
PROPOSALS = "tests/scoring/views/test_rubric_proposals.py"
THINGS = "tests/scoring/views/test_calibration_questions.py"
EXERCISES = "tests/scoring/views/test_exercises.py"

# page: where it is counted, and how that file calls it if not by the URL's name
COUNTED = {
    "loop_letters": (POST, "loop_letters"),
    "debrief_vote": ("tests/scoring/views/test_votes.py", "debrief_vote"),
    "loop_link": (POST, "loop_link"),
    "my_calendar": (POST, "my_calendar"),
    "opening_forms": ("tests/interviews/views/test_opening_forms.py", "opening_forms"),
    "question_enemies": ("tests/questionbank/views/test_enemies.py", "question_enemies"),
    "review_list": (LIFE, "review_list"),
    "bank_policy": (LIFE, "bank_policy"),
    "people": (PEOPLE, "people/"),
    "member_roles": (PEOPLE, "people/{member}/"),
    "settings": (PEOPLE, "settings/"),
    "audit": (PEOPLE, "audit/"),
    "loop_times": (TIMES, "loop_times"),
    "my_interviewing": (TIMES, "my_interviewing"),
    "interviewer": (TIMES, "interviewer"),
    "loop_panel": (PANEL, "loop_panel"),
    "loop_load": (PANEL, "loop_load"),
    "seat_decline": (PANEL, "seat_decline"),
    "module_list": (TRAINING, "module_list"),
    "module_new": (TRAINING, "module_new"),
    "module": (TRAINING, "module"),
    "module_edit": (TRAINING, "module_edit"),
    "my_training": (TRAINING, "my_training"),
    "conflict_list": (TRAINING, "conflict_list"),
    "conflict_declare": (TRAINING, "conflict_declare"),
    "conflict_lift": (TRAINING, "conflict_lift"),
    "candidate_background": (TRAINING, "candidate_background"),
    "background": (TRAINING, "background"),
    "live_fields": ("tests/scoring/views/test_live_fields.py", "live_fields"),
    "live_events": ("tests/scoring/views/test_together.py", "live_events"),
    "live_together": ("tests/scoring/views/test_together.py", "live_together"),
    "my_agreement": (TRAINING, "my_agreement"),
    "module_agreement": (TRAINING, "module_agreement"),
    "kit_pdf": ("tests/scoring/views/test_print.py", "kit_pdf"),
    "card_pdf": ("tests/scoring/views/test_print.py", "card_pdf"),
    "paper_card": ("tests/scoring/views/test_paper.py", "paper_card"),
    "paper_find": ("tests/scoring/views/test_paper.py", "paper_find"),
    "gate_override": (GATE, "gate_override"),
    "seat_excuse": (GATE, "seat_excuse"),
    "packet_list": (DEBRIEF, "/o/acme/debrief/"),
    "decision_record": (DECIDING, "decide/"),
    "decision_reopen": (DECIDING, "reopen/"),
    "loop_follow_up": (DECIDING, "/o/acme/loops/{loop.pk}/follow-up/"),
    "packet": (DEBRIEF, "/o/acme/debrief/{loop.pk}/"),
    "packet_json": (DEBRIEF, "packet.json"),
    "packet_pdf": (DEBRIEF, "packet.pdf"),
    "job_outcome_list": ("tests/scoring/views/test_job_outcomes.py", "/o/acme/calibration/job/"),
    "job_outcomes": ("tests/scoring/views/test_job_outcomes.py", "{LIST}{loop.pk}/"),
    "exercise_list": (EXERCISES, "/o/acme/calibration/exercises/"),
    "exercise_new": (EXERCISES, "{LIST}new/"),
    "exercise": (EXERCISES, "{LIST}{exercise.pk}/"),
    "debrief_setup": (SETUP, "protocol/"),
    "debrief_room": (ROOM, "debrief_room"),
    "debrief_events": (ROOM, "debrief_events"),
    "debrief_move": (ROOM, "debrief_move"),
    "debrief_recuse": (ROOM, "debrief_recuse"),
    "debrief_veto": (ROOM, "debrief_veto"),
    "debrief_veto_withdraw": (ROOM, "debrief_veto_withdraw"),
    "meeting_list": (MEETINGS, "/o/acme/debrief/meetings/"),
    "meeting_new": (MEETINGS, "{LIST}new/"),
    "meeting": (MEETINGS, "{LIST}{meeting.pk}/{path}"),
    "meeting_change": (MEETINGS, "change/"),
    "meeting_room": (MEETINGS, "room/"),
    "meeting_events": (MEETINGS, "events/"),
    "rubric_list": (RUBRICS, "rubric_list"),
    "rubric": (RUBRICS, "rubric"),
    "rubric_figures": (RUBRICS, "rubric_figures"),
    "rubric_propose": (PROPOSALS, "rubric_propose"),
    "rubric_proposal": (PROPOSALS, "rubric_proposal"),
    "calibration_mine": (PEOPLES, "/o/acme/calibration/"),
    "calibration_interviewers": (PEOPLES, "/o/acme/calibration/interviewers/"),
    "calibration_ruler": (PEOPLES, "/o/acme/calibration/ruler/"),
    "calibration_questions": (THINGS, "questions/"),
    "calibration_rubrics": (THINGS, "rubrics/"),
    "calibration_runs": (RUNS, "runs/"),
    "calibration_run": (RUNS, "runs/{run}/"),
    "calibration_compare": (RUNS, "compare/"),
    "calibration_drift": ("tests/scoring/views/test_calibration_drift.py", "/o/acme/calibration/drift/"),
}
FILE_OF = {questionbank: BANK, interviews: LOOPS, scoring: LIVE, accounts: PEOPLE}
PAGES = {name: app for app in FILE_OF for name, row in app.PAGES.items() if "GET" in row}


def texts(path: Path) -> set[str]:
    """The texts in a file, those with values in them as they are written; and what stands before a `?`."""
    tree = ast.parse(path.read_text())
    plain = {
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    filled = {ast.unparse(node)[2:-1] for node in ast.walk(tree) if isinstance(node, ast.JoinedStr)}
    return {text for one in plain | filled for text in (one, one.split("?")[0])}


@pytest.mark.parametrize("page", PAGES)
def test_every_page_is_counted(page):
    file, called = COUNTED.get(page, (FILE_OF[PAGES[page]], page))
    assert called in texts(ROOT / file)


@pytest.mark.parametrize("file", [BANK, PEOPLE, LOOPS, PANEL, TIMES, LIVE, DEBRIEF, THINGS, RUNS])
def test_each_of_those_files_counts_exactly_at_one_row_and_at_many(file):
    text = (ROOT / file).read_text()
    assert "django_assert_num_queries(" in text
    assert re.search(r"\[1, (30|MANY)\]|= \(?\[?1, 30|\[None, many_", text)


def numbers(path: Path) -> list[int]:
    """Every number that a test of this file holds a page to."""
    tree = ast.parse(path.read_text())
    found = []
    for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call) and node.args):
        if ast.unparse(call.func) == "django_assert_num_queries":
            found += [call.args[0].value] if isinstance(call.args[0], ast.Constant) else []
        if ast.unparse(call.func) == "pytest.mark.parametrize":
            names, rows = ast.literal_eval(call.args[0]), call.args[1]
            for place, name in enumerate(names if isinstance(names, tuple) else ()):
                if name in ("count", "queries") and isinstance(rows, ast.List):
                    found += [row.elts[place].value for row in rows.elts]
    return found


@pytest.mark.parametrize("file", [BANK, PEOPLE, PANEL, LIVE, DEBRIEF, THINGS, RUNS])
def test_no_page_asks_more_than_fifteen(file):
    """That of loops says so itself. A packet's page is four in one: evidence, debrief, votes, decision."""
    counts = numbers(ROOT / file)
    assert len(counts) >= 3
    assert max(counts) <= (20 if file == DEBRIEF else 15)


def test_the_table_names_no_page_that_is_gone():
    assert COUNTED.keys() <= PAGES.keys()
