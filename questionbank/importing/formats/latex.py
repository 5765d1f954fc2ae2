"""LaTeX: sections, lists, listings, bold and the usual classes for exams, line by line."""

import re

SECTION = re.compile(
    r"^\s*\\(?P<kind>chapter|section|subsection|subsubsection|paragraph)\*?\{(?P<text>.*)\}(?P<rest>.*)$"
)
DEPTH = {"chapter": 1, "section": 2, "subsection": 3, "subsubsection": 4, "paragraph": 5}
ITEM = re.compile(r"^\s*\\(?:item|question|Question)(?:\[(?P<label>[^\]]*)\])?\s*(?P<text>.*)$")
BEGIN = re.compile(r"^\s*\\begin\{(?P<name>\w+)\*?\}(?:\[(?P<options>[^\]]*)\])?(?:\{(?P<language>\w+)\})?")
END = re.compile(r"^\s*\\end\{(?P<name>\w+)\*?\}")
CODE = ("verbatim", "lstlisting", "minted", "Verbatim", "alltt")
LISTS = ("enumerate", "questions", "itemize", "description", "parts")
LANGUAGE = re.compile(r"language=\{?(\w+)", re.IGNORECASE)
TITLE = re.compile(r"^\s*\\title\{(?P<text>.*)\}\s*$")
COMMAND = re.compile(
    r"^\s*\\(?:documentclass|usepackage|newcommand|renewcommand|author|date|maketitle|tableofcontents|label|"
    r"pagestyle|setlength|newpage|clearpage|input|include|lstset|hypersetup|geometry|begin|end|bibliography|"
    r"vspace|noindent|centering|printanswers|addpoints|def)\b.*$"
)
COMMENT = re.compile(r"(?<!\\)%.*$")
MARKS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"\\(?:texttt|verb|code|lstinline)\{([^{}]*)\}"), r"`\1`"),
    (re.compile(r"\\(?:verb|lstinline)([|!+])(.*?)\1"), r"`\2`"),
    (re.compile(r"\\textbf\{([^{}]*)\}"), r"**\1**"),
    (re.compile(r"\\(?:emph|textit)\{([^{}]*)\}"), r"*\1*"),
    (re.compile(r"\\href\{([^{}]*)\}\{([^{}]*)\}"), r"[\2](\1)"),
    (re.compile(r"\\(?:url|underline|textrm|textsf|mbox)\{([^{}]*)\}"), r"\1"),
    (re.compile(r"\\([%&_#${}])"), r"\1"),
    (re.compile(r"\\\\\s*$"), ""),
    (re.compile(r"``|''"), '"'),
    (re.compile(r"(?<=\S)~(?=\S)"), " "),
    (re.compile(r"\\(?:ldots|dots)\b"), "…"),
)


def as_markdown(lines: list[str]) -> list[str]:
    """Return the lines as Markdown, as many as before; commands that only set type become blank lines."""
    starts = [at for at, line in enumerate(lines) if "\\begin{document}" in line]
    preamble = starts[0] if starts else -1
    writer = _Writer()
    return [writer.line(line, at < preamble) for at, line in enumerate(lines)]


class _Writer:
    def __init__(self) -> None:
        self.code = ""
        self.lists: list[list[int]] = []
        self.numbered: list[bool] = []

    def line(self, line: str, in_preamble: bool) -> str:
        """Return one line as Markdown."""
        if self.code:
            end = END.match(line)
            closes = end and end["name"] == self.code
            self.code = "" if closes else self.code
            return "```" if closes else line
        bare = COMMENT.sub("", line)
        title = TITLE.match(bare)
        if in_preamble:
            return f"# {_plain(title['text'])}" if title else ""
        return f"# {_plain(title['text'])}" if title else self._body(bare)

    def _body(self, bare: str) -> str:
        begin, end = BEGIN.match(bare), END.match(bare)
        if begin and begin["name"] in CODE:
            self.code = begin["name"]
            said = LANGUAGE.search(begin["options"] or "")
            return f"```{(said[1] if said else begin['language'] or '').lower()}"
        if begin and begin["name"] in LISTS:
            self.lists.append([0])
            self.numbered.append(begin["name"] in ("enumerate", "questions"))
            return ""
        if end and end["name"] in LISTS and self.lists:
            self.lists.pop()
            self.numbered.pop()
            return ""
        section, item = SECTION.match(bare), ITEM.match(bare)
        if section:
            return f"{'#' * DEPTH[section['kind']]} {_plain(section['text'])}"
        if item and self.lists:
            return self._item(item["label"], item["text"])
        return "" if COMMAND.match(bare) else _plain(bare).strip()

    def _item(self, label: str | None, text: str) -> str:
        self.lists[-1][0] += 1
        sign = f"{self.lists[-1][0]}." if self.numbered[-1] else "-"
        name = f"**{_plain(label)}** " if label else ""
        return f"{'   ' * (len(self.lists) - 1)}{sign} {name}{_plain(text)}".rstrip()


def _plain(text: str) -> str:
    for pattern, replacement in MARKS:
        text = pattern.sub(replacement, text)
    return text
