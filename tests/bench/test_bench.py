import json
import subprocess
import sys
from pathlib import Path

from tests.bench.measuring import Line, compare, table

REPOSITORY = Path(__file__).resolve().parents[2]
THINGS = (
    "autosave",
    "live sheet",
    "bank of",
    "packet",
    "calibration of",
    "loop out of",
    "loop of 5 proven",
    "value of the loop",
    "alternatives among",
    "import of",
    "SQL of bank",
    "duplicates among",
    "interviewers",
    "memory of one open stream",
)


def test_the_bench_measures_everything_and_prints_one_table(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.bench", "--tiny", "--json", str(tmp_path / "bench.json")]
    done = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True)

    assert done.returncode == 0, done.stderr
    lines = json.loads((tmp_path / "bench.json").read_text())
    for thing in THINGS:
        assert any(thing in line["name"] for line in lines), thing
        assert thing in done.stdout
    assert all(line["ratio"] > 0 for line in lines)


def test_things_and_baseline_take_turns() -> None:
    calls: list[str] = []
    [line] = compare({"thing": lambda: calls.append("t")}, "least", lambda: calls.append("b"), repeats=2)
    assert calls == ["b", "t"] * 3  # the first round warms up
    assert (line.name, line.baseline, line.repeats) == ("thing", "least", 2)


def test_the_table_says_how_many_times_its_baseline_each_thing_takes() -> None:
    text = table([Line("a save", "one INSERT", 5, 3.0, 1.5)])
    assert text.splitlines()[1].split() == ["a", "save", "3.000", "one", "INSERT", "1.500", "2.00", "5"]
