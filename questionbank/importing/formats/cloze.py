"""Moodle's embedded answers, '{1:SHORTANSWER:=word}' inside a text: gaps in the prompt, answers in a list."""

import re

EMBEDDED = re.compile(
    r"\{\d*:(?P<kind>MULTICHOICE|MULTIRESPONSE|SHORTANSWER|NUMERICAL|MC|MR|SA|MW|NM|SAC|MWC|MCS|MCV|MCH|MCVS|MCHS|"
    r"MULTICHOICE_\w+|MULTIRESPONSE_\w+|SHORTANSWER_C|MR\w+):(?P<answers>(?:\\.|[^{}\\]){0,5000})\}"
)
CHOICE = re.compile(r"(?:\\.|[^~\\])+", re.DOTALL)
WEIGHT = re.compile(r"^%(-?[\d.]+)%")
ESCAPED = re.compile(r"\\(.)")


def split_cloze(text: str) -> tuple[str, str]:
    """Return the text with numbered gaps, and what belongs in each gap, right answers first."""
    answers: list[str] = []

    def gap(match: re.Match[str]) -> str:
        answers.append(_right(match["answers"]))
        return "____"

    prompt = EMBEDDED.sub(gap, text)
    return prompt, "\n".join(f"{at}. {answer}" for at, answer in enumerate(answers, 1))


def _right(said: str) -> str:
    right: list[str] = []
    wrong: list[str] = []
    for choice in CHOICE.findall(said):
        weight = WEIGHT.match(choice)
        text = WEIGHT.sub("", choice).lstrip("=").split("#", 1)[0]
        good = choice.startswith("=") or bool(weight and not weight[1].startswith(("-", "0")))
        (right if good else wrong).append(ESCAPED.sub(r"\1", text).strip())
    shown = " / ".join(right)
    return f"{shown} (not: {', '.join(wrong)})" if wrong else shown
