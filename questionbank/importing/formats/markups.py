"""Text in other markup than Markdown, told by its name or its signs, converted line by line."""

import re
from collections.abc import Callable

from ..signatures import extension
from . import latex

Lines = list[str]
NAMES = {
    "rst": "reStructuredText",
    "adoc": "AsciiDoc",
    "asciidoc": "AsciiDoc",
    "org": "Org",
    "tex": "LaTeX",
    "latex": "LaTeX",
    "wiki": "MediaWiki",
    "mediawiki": "MediaWiki",
}
OTHERS = ("md", "markdown", "mdx", "csv", "tsv", "json", "jsonl", "yaml", "yml", "gift", "aiken")
SIGNS: tuple[tuple[str, re.Pattern[str], int], ...] = (
    ("LaTeX", re.compile(r"^\s*\\(?:documentclass|begin\{document\}|section\*?\{)"), 1),
    ("Org", re.compile(r"^#\+(?:title|author|options|startup|begin_src)\b", re.IGNORECASE), 1),
    ("AsciiDoc", re.compile(r"^(?:={2,5} [^=\s].*[^=\s]|\[source(?:,\w+)?\]|\[\[\w+\]\])$"), 2),
    ("reStructuredText", re.compile(r"^\.\. (?:code-block|contents|note|toctree|_[\w-]+)::?"), 1),
    ("MediaWiki", re.compile(r"^={2,5}\s*[^=].*[^=]\s*={2,5}\s*$"), 2),
)
SAMPLE = 400
RST_LINE = re.compile(r"^([=\-~^\"'`#*+:.<>_!$%&(),/;?@\[\\\]{|}])\1{2,}\s*$")
RST_CODE = re.compile(r"^(\s*)\.\.\s+(?:code-block|code|sourcecode|highlight)::\s*(\w*)")
RST_DIRECTIVE = re.compile(r"^\s*\.\.\s+(?:contents|toctree|image|figure|_[\w-]+|meta|index|include)\b.*$")
RST_INLINE = ((re.compile(r"``([^`]+)``"), r"`\1`"),
              (re.compile(r":\w+:`([^`<]+?)(?:\s*<[^>]+>)?`"), r"`\1`"),
              (re.compile(r"`([^`<]+?)\s*<(https?:[^>]+)>`__?"), r"[\1](\2)"))  # fmt: skip


def as_markdown(name: str, lines: tuple[str, ...]) -> tuple[tuple[str, ...], str] | None:
    """Return the lines as Markdown and what the markup is called; None if the text is in no known other
    markup. Every line stays where it was, so that lines count as in the file.
    """
    ending = extension(name)
    markup = NAMES.get(ending) or (None if ending in OTHERS else _told_by_signs(lines))
    if markup is None:
        return None
    return tuple(CONVERTERS[markup](list(lines))), markup


def _told_by_signs(lines: tuple[str, ...]) -> str | None:
    sample = lines[:SAMPLE]
    if any(line.startswith(("# ", "## ", "```")) for line in sample):
        return None
    for markup, sign, least in SIGNS:
        if sum(1 for line in sample if len(line) < 200 and sign.match(line)) >= least:
            return markup
    return None


def _rst(lines: Lines) -> Lines:
    depths: list[str] = []
    found: Lines = []
    fence: int | None = None
    for at, line in enumerate(lines):
        if fence is not None:
            indent = len(line) - len(line.lstrip())
            if line.strip() and indent <= fence:
                fence = None
                if found and not found[-1].strip():
                    found[-1] = "```"
                else:
                    found.append("```")
            else:
                found.append(line[fence + 3 :] if line.strip() and not line.strip().startswith(":") else "")
                continue
        code = RST_CODE.match(line)
        if code:
            fence = len(code[1])
            found.append(f"```{code[2]}")
        elif RST_LINE.match(line):
            found.append(_underline(lines, at, depths, found))
        else:
            found.append("" if RST_DIRECTIVE.match(line) else _substituted(line, RST_INLINE))
    if fence is not None:
        found.append("```")
    return found


def _underline(lines: Lines, at: int, depths: list[str], found: Lines) -> str:
    """Make a heading of the line above an underline; what is no underline stays."""
    text = lines[at - 1].strip() if at else ""
    if not text or RST_LINE.match(text) or len(lines[at].strip()) + 1 < min(len(text), 400):
        over = at + 2 < len(lines) and RST_LINE.match(lines[at + 2]) and lines[at + 1].strip()
        return "" if over else lines[at]
    overlined = at > 1 and lines[at - 2].strip() == lines[at].strip()
    sign = lines[at].strip()[0] * (2 if overlined else 1)
    if sign not in depths:
        depths.append(sign)
    found[-1] = f"{'#' * min(6, depths.index(sign) + 1)} {text}"
    return ""


def _substituted(line: str, pairs: tuple[tuple[re.Pattern[str], str], ...]) -> str:
    for pattern, replacement in pairs:
        line = pattern.sub(replacement, line)
    return line


ADOC_HEADING = re.compile(r"^(={1,6})\s+(\S.*)$")
ADOC_SOURCE = re.compile(r"^\[source,?\s*(?:%\w+,)?(\w*).*\]$")
ADOC_LIST = re.compile(r"^(\s*)([*-]{1,5}|\.{1,5})\s+(\S.*)$")
ADOC_NOISE = re.compile(r"^(?:\[.*\]|:[\w-]+:.*|//.*|toc::\[\]|\+)$")
ADOC_TITLE = re.compile(r"^\.([A-Z].{2,100})$")
ADOC_BOLD = re.compile(r"(?<![\w*])\*(?!\*)([^*\n]+?)\*(?![\w*])")


def _adoc(lines: Lines) -> Lines:
    found: Lines = []
    language, inside = "", False
    for line in lines:
        source = ADOC_SOURCE.match(line)
        if line.rstrip() in ("----", "...."):
            found.append("```" if inside else f"```{language}")
            inside, language = not inside, ""
        elif inside:
            found.append(line)
        elif source:
            language = source[1]
            found.append("")
        elif heading := ADOC_HEADING.match(line):
            found.append(f"{'#' * len(heading[1])} {heading[2]}")
        elif item := ADOC_LIST.match(line):
            sign, text = "1." if item[2][0] == "." else "-", ADOC_BOLD.sub(r"**\1**", item[3])
            found.append(f"{'  ' * (len(item[2]) - 1)}{sign} {text}")
        elif title := ADOC_TITLE.match(line):
            found.append(f"**{title[1]}**")
        else:
            found.append("" if ADOC_NOISE.match(line) else ADOC_BOLD.sub(r"**\1**", line))
    return [*found, "```"] if inside else found


ORG_HEADING = re.compile(r"^(\*{1,8})\s+(?:(?:TODO|DONE)\s+)?(?:\[#[A-C]\]\s+)?(\S.*?)(?:\s+:[\w@:]+:)?\s*$")
ORG_BEGIN = re.compile(r"^\s*#\+begin_(?:src|example)\s*([\w+-]*)", re.IGNORECASE)
ORG_END = re.compile(r"^\s*#\+end_(?:src|example)", re.IGNORECASE)
ORG_NOISE = re.compile(r"^\s*(?:#\+\w+.*|:(?:PROPERTIES|END|[\w-]+):.*)$", re.IGNORECASE)
ORG_TITLE = re.compile(r"^#\+title:\s*(\S.*)$", re.IGNORECASE)
ORG_INLINE = ((re.compile(r"(?<!\w)[=~]([^=~\s][^=~]*?)[=~](?!\w)"), r"`\1`"),
              (re.compile(r"(?<![\w*])\*([^*\s][^*]*?)\*(?![\w*])"), r"**\1**"),
              (re.compile(r"\[\[([^\]]+)\]\[([^\]]+)\]\]"), r"[\2](\1)"))  # fmt: skip


def _org(lines: Lines) -> Lines:
    found: Lines = []
    titled = any(ORG_TITLE.match(line) for line in lines[:SAMPLE])
    inside = False
    for line in lines:
        begin = ORG_BEGIN.match(line)
        if begin or ORG_END.match(line):
            inside = bool(begin)
            found.append(f"```{begin[1]}" if begin else "```")
        elif inside:
            found.append(line)
        elif title := ORG_TITLE.match(line):
            found.append(f"# {title[1]}")
        elif heading := ORG_HEADING.match(line):
            found.append(f"{'#' * min(6, len(heading[1]) + titled)} {heading[2]}")
        else:
            found.append("" if ORG_NOISE.match(line) else _substituted(line, ORG_INLINE))
    return [*found, "```"] if inside else found


WIKI_HEADING = re.compile(r"^(={1,6})\s*([^=].*?)\s*\1\s*$")
WIKI_LIST = re.compile(r"^([*#:;]+)\s*(\S.*)$")
WIKI_INLINE = ((re.compile(r"'''(.+?)'''"), r"**\1**"), (re.compile(r"''(.+?)''"), r"*\1*"),
               (re.compile(r"\[\[(?:[^|\]]*\|)?([^\]]+)\]\]"), r"\1"),
               (re.compile(r"\[(https?:\S+)\s+([^\]]+)\]"), r"[\2](\1)"),
               (re.compile(r"<(?:syntaxhighlight|source)[^>]*?lang=\"?(\w+)\"?[^>]*>"), r"```\1"),
               (re.compile(r"</?(?:syntaxhighlight|source|pre)[^>]{0,100}>"), "```"))  # fmt: skip


def _wiki(lines: Lines) -> Lines:
    found: Lines = []
    for line in lines:
        heading, item = WIKI_HEADING.match(line), WIKI_LIST.match(line)
        if heading:
            found.append(f"{'#' * len(heading[1])} {_substituted(heading[2], WIKI_INLINE)}")
        elif item:
            sign = {"#": "1. ", "*": "- "}.get(item[1][-1], "")
            text = f"**{item[2]}**" if item[1] == ";" else item[2]
            found.append(f"{'   ' * (len(item[1]) - 1)}{sign}{_substituted(text, WIKI_INLINE)}")
        else:
            found.append(_substituted(line, WIKI_INLINE))
    return found


CONVERTERS: dict[str, Callable[[Lines], Lines]] = {
    "reStructuredText": _rst,
    "AsciiDoc": _adoc,
    "Org": _org,
    "LaTeX": latex.as_markdown,
    "MediaWiki": _wiki,
}
