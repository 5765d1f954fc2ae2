"""HTML to Markdown by markdownify, with what such documents need: folds, code languages, tables."""

import html
import re
from typing import Any

import lxml.etree
import lxml.html
from bs4 import BeautifulSoup, Tag
from markdownify import MarkdownConverter

from .html_cleaning import clean

LANGUAGE = re.compile(
    r"^(?:language|lang|highlight-source|highlight|brush|sourceCode)[-:]?\s*([a-z][\w+#.-]*)$", re.I
)
BARE_LANGUAGE = frozenset(
    [
        "python",
        "java",
        "javascript",
        "js",
        "typescript",
        "ts",
        "c",
        "cpp",
        "csharp",
        "go",
        "rust",
        "ruby",
        "php",
        "sql",
        "bash",
        "shell",
        "sh",
        "json",
        "yaml",
        "html",
        "css",
        "kotlin",
        "swift",
        "scala",
        "r",
        "perl",
        "xml",
        "dockerfile",
    ]
)
NO_LANGUAGE = frozenset({"none", "plaintext", "text", "default", "notranslate", "code"})
BACKTICKS = re.compile(r"`{3,}")
BLANK_LINES = re.compile(r"\n[ \t]*\n(?:[ \t]*\n)+")
SAFE_LINK = re.compile(r"^(?:https?:|mailto:|/|\.{0,2}/|[\w%-]+[./\w%-]*(?:[?#]|$))", re.IGNORECASE)
PROLOG = re.compile(r"^\s*<\?xml[^>]{0,300}>|\x00")
MAX_LINK = 500


def html_to_markdown(markup: str) -> str:
    """Return a page or a fragment as Markdown; scripts, menus, forms and hidden parts are left out.

    No event handler, script, SVG or 'javascript:' link survives. Text that only talks of markup stays.
    """
    if "<" not in markup:
        return html.unescape(markup).strip()
    soup = _parsed(markup)
    if soup is None:
        return ""
    clean(soup)
    text = _Converter().convert_soup(soup)
    text = text.replace("\u00a0", " ").replace("\r", "")
    return BLANK_LINES.sub("\n\n", "\n".join(line.rstrip() for line in text.split("\n"))).strip()


def _parsed(markup: str) -> BeautifulSoup | None:
    """Return the tree of a page, or None for no tag at all.

    libxml2 stops where tags are nested 256 deep; all that follows relies on that.
    """
    try:
        tree = lxml.html.document_fromstring(
            PROLOG.sub("", markup), parser=lxml.html.HTMLParser(huge_tree=False)
        )
    except (lxml.etree.LxmlError, ValueError):
        return None
    return BeautifulSoup(lxml.etree.tostring(tree, method="html", encoding="unicode"), "lxml")


class _Converter(MarkdownConverter):
    class Options:
        heading_style = "atx"
        bullets = "-"
        escape_asterisks = False
        escape_underscores = False
        autolinks = False
        wrap = True  # a line's end inside a paragraph means nothing
        wrap_width = None

    def convert_a(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """A link, or its words alone in headings and where the address leads nowhere."""
        href = str(el.get("href") or "").strip()
        plain = "_inline" in parent_tags or "summary" in parent_tags
        if plain or not SAFE_LINK.match(href) or len(href) > MAX_LINK or not text.strip():
            return text
        return f"[{' '.join(text.split())}]({href.replace(' ', '%20').replace(')', '%29')})"

    def convert_img(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """A picture's words and address; one that is part of the page itself is left out."""
        source = str(el.get("src") or "").strip()
        alt = " ".join(str(el.get("alt") or "").split())
        if "_inline" in parent_tags or not SAFE_LINK.match(source) or len(source) > MAX_LINK:
            return alt
        return f"![{alt}]({source.replace(' ', '%20').replace(')', '%29')})"

    def convert_br(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """A new line, a new paragraph below something bold, or a blank inside a heading or a cell."""
        before = el.previous_sibling
        below_bold = isinstance(before, Tag) and before.name in ("b", "strong")
        return " " if "_inline" in parent_tags else "\n\n" if below_bold else "\n"

    def convert_details(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """A folded block, tags and all."""
        return f"\n\n<details>\n{text.strip()}\n\n</details>\n\n"

    def convert_summary(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """The line that is shown of a folded block."""
        return f"<summary>{' '.join(text.split())}</summary>\n\n"

    def convert_dt(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """A term of a list of definitions, in bold."""
        bare = " ".join(text.split()).strip("* ")
        return f"\n\n**{bare}**\n\n" if bare else ""

    def convert_dd(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """What a term means."""
        return f"\n\n{text.strip()}\n\n"

    def convert_li(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """An item, with the number that the page shows."""
        if not text.strip():
            return "\n"
        sign = f"{el.get('data-number') or '-'} "
        lines = text.strip().split("\n")
        indent = " " * len(sign)
        return sign + "\n".join([lines[0], *(f"{indent}{line}" if line else "" for line in lines[1:])]) + "\n"

    def convert_td(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """A cell, its bars and line ends made harmless."""
        return f" {' '.join(text.split()).replace('|', chr(92) + '|')} |"

    convert_th = convert_td

    def convert_tr(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """A row; the first of a table is its header."""
        if not el.has_attr("data-head"):
            return f"|{text}\n"
        return f"|{text}\n|{' --- |' * int(str(el['data-head']))}\n"

    def convert_pre(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """A block of code with the language that the page names."""
        body = text.strip("\n").rstrip()
        if not body:
            return ""
        fence = "`" * max([3, *(len(run) + 1 for run in BACKTICKS.findall(body))])
        return f"\n\n{fence}{language_of(el)}\n{body}\n{fence}\n\n"

    def convert_figcaption(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """The words below a picture."""
        return f"\n\n{text.strip()}\n\n"


def language_of(pre: Tag) -> str:
    """Return the language that a block of code or what is around it names, or ''."""
    around = list(pre.find_all("code", limit=1))
    around += [pre, *(parent for parent in pre.parents if isinstance(parent, Tag))][:3]
    for tag in around:
        said: Any = tag.get("data-lang") or tag.get("data-language") or ""
        names = [str(said), *map(str, tag.get_attribute_list("class"))]
        for name in names:
            match = LANGUAGE.match(name)
            found = (match[1] if match else name).lower()
            if (match or said == name or found in BARE_LANGUAGE) and found and found not in NO_LANGUAGE:
                return found if found != "none" else ""
    return ""
