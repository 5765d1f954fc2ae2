"""`python -m scoring.calibration --experiment plan …` and `--experiment look FILE.csv`."""

import argparse
import math
from collections import Counter
from typing import Any

from scoring.calibration.impact.text_columns import chance_words, read_columns
from scoring.calibration.trials.experiments import SUSPECT, mismatch
from scoring.calibration.trials.sample_size import ALPHA, POWER, design_effect, for_means, for_shares
from scoring.calibration.trials.sequential import look

LOOK, PLAN = "look", "plan"


def add_arguments(parser: argparse._ArgumentGroup) -> None:
    """The options of both."""
    parser.add_argument("--from-share", type=float, metavar="P", help="plan: the share as it is now")
    parser.add_argument("--to-share", type=float, metavar="P", help="plan: the share worth finding")
    parser.add_argument("--difference", type=float, help="plan: the difference of means worth finding")
    parser.add_argument("--sd", type=float, help="plan: the standard deviation of one unit")
    parser.add_argument("--power", type=float, default=POWER, help="plan (default: %(default)s)")
    parser.add_argument("--cluster-size", type=float, metavar="M", help="plan: units an interviewer")
    parser.add_argument("--correlation", type=float, metavar="R", help="plan: within one interviewer")
    parser.add_argument("--effect", type=float, help="look: the size planned for (default: half an sd)")


def run(arguments: argparse.Namespace) -> dict[str, Any]:
    """`plan`: alpha, power, per_arm, design_effect. `look`: arms, units, means, difference, low, high, p,
    missing, mismatch_p, statements; the columns are arm, value and, where interviewers were assigned,
    cluster. ValueError or OSError with the reason where that cannot be had.
    """
    return _plan(arguments) if arguments.experiment == PLAN else _look(arguments)


def words(values: dict[str, Any]) -> str:
    """The answer of `run` to read."""
    if "per_arm" in values:
        return (
            f"{values['per_arm']} units in each of two arms (power {values['power']:.0%}, "
            f"level {values['alpha']:.0%}, design effect {values['design_effect']:.2f})."
        )
    return "\n".join(values["statements"])


def _plan(arguments: argparse.Namespace) -> dict[str, Any]:
    if arguments.from_share is not None and arguments.to_share is not None:
        units = for_shares(arguments.from_share, arguments.to_share, power=arguments.power)
    elif arguments.difference is not None and arguments.sd is not None:
        units = for_means(arguments.difference, arguments.sd, power=arguments.power)
    else:
        raise ValueError("give --from-share and --to-share, or --difference and --sd")
    if (arguments.cluster_size is None) != (arguments.correlation is None):
        raise ValueError("--cluster-size and --correlation go together")
    clustered = arguments.cluster_size is not None
    effect = design_effect(arguments.cluster_size, arguments.correlation) if clustered else 1.0
    per_arm = math.ceil(units * effect)
    return {"alpha": ALPHA, "power": arguments.power, "per_arm": per_arm, "design_effect": effect}


def _look(arguments: argparse.Namespace) -> dict[str, Any]:
    columns = read_columns(arguments.file, ("arm", "value"), ("cluster",))
    arms = sorted(set(columns["arm"]))
    if len(arms) != 2:
        raise ValueError(f"two arms are compared, not {len(arms)}: {', '.join(arms[:10])}")
    values = [_number(text) for text in columns["value"]]
    clusters = columns.get("cluster")
    codes = {name: code for code, name in enumerate(sorted(set(clusters or [])))}
    seen = look(
        [arm == arms[1] for arm in columns["arm"]],
        values,
        effect=arguments.effect or _half_sd(values),
        cluster=None if clusters is None else [codes[name] for name in clusters],
    )
    uneven = mismatch(Counter(columns["arm"]), dict.fromkeys(arms, 1.0))
    found = {
        "arms": arms,
        "units": list(seen.units),
        "means": list(seen.means),
        "difference": seen.difference,
        "low": seen.low,
        "high": seen.high,
        "p": seen.p,
        "missing": list(seen.missing),
        "mismatch_p": uneven,
    }
    return found | {"statements": _statements(found, "clusters" if clusters else "units")}


def _half_sd(values: list[float]) -> float:
    """Half the standard deviation: a middling effect (Cohen 1988), where none was planned for."""
    middle = math.fsum(values) / max(len(values), 1)
    spread = math.sqrt(math.fsum((value - middle) ** 2 for value in values) / max(len(values) - 1, 1))
    return spread / 2 or 1.0


def _number(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        raise ValueError(f"value {text!r} is no number") from None
    if not abs(value) < 1e9:
        raise ValueError(f"value {text!r} is too large to compare")
    return value


def _statements(found: dict[str, Any], unit: str) -> list[str]:
    first, second = found["arms"]
    said = [f"{arm}: {n} units" for arm, n in zip(found["arms"], found["units"], strict=True)]
    if found["p"] is None:
        short = ", ".join(
            f"{count} more {unit} in {arm}"
            for arm, count in zip(found["arms"], found["missing"], strict=True)
            if count
        )
        said.append(f"Too little data for a first look: {short} are needed.")
    else:
        interval = f"{found['low']:+.3f} to {found['high']:+.3f}"
        said.append(
            f"{second} less {first}: {found['difference']:+.3f} ({interval}), always-valid "
            f"{chance_words(found['p'])}. You may look as often as you like."
        )
        sure = found["p"] <= ALPHA
        said.append(
            "The difference is beyond chance." if sure else "Chance may still explain the difference."
        )
    if found["mismatch_p"] is not None and found["mismatch_p"] < SUSPECT:
        said.append(
            "The arms are too uneven for an even split: find out which units were lost before you decide."
        )
    return said
