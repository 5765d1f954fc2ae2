"""A parsed page without what is no part of the document, and with questions told by class made headings."""

import re
from collections.abc import Iterator

from bs4 import BeautifulSoup, Comment, Doctype, ProcessingInstruction, Tag

NEVER = [
    "script",
    "style",
    "noscript",
    "template",
    "svg",
    "canvas",
    "iframe",
    "object",
    "embed",
    "applet",
    "audio",
    "video",
    "source",
    "map",
    "link",
    "meta",
    "head",
    "input",
    "select",
    "textarea",
    "option",
    "optgroup",
    "datalist",
    "dialog",
    "frame",
    "frameset",
    "param",
    "base",
    "progress",
    "meter",
    "area",
    "nav",
    "footer",
]
KNOWN = frozenset(
    [
        "[document]",
        "html",
        "body",
        "p",
        "div",
        "section",
        "article",
        "main",
        "aside",
        "header",
        "figure",
        "figcaption",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "ul",
        "ol",
        "li",
        "dl",
        "dt",
        "dd",
        "table",
        "thead",
        "tbody",
        "tfoot",
        "tr",
        "td",
        "th",
        "caption",
        "pre",
        "code",
        "kbd",
        "samp",
        "b",
        "strong",
        "i",
        "em",
        "a",
        "img",
        "br",
        "hr",
        "blockquote",
        "details",
        "summary",
        "del",
        "s",
        "q",
        "sub",
        "sup",
    ]
)
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
ROLES = frozenset(
    ["navigation", "banner", "contentinfo", "search", "dialog", "alertdialog", "menu", "menubar", "toolbar"]
)
FURNITURE = re.compile(
    r"^(?:cookies?|cookie-.*|breadcrumbs?|sidebar|navbar|navigation|nav|site-(?:header|footer|nav)|menu|share|"
    r"social(?:-.*)?|newsletter(?:-.*)?|subscribe(?:-.*)?|advert.*|ads?|promo|pagination|toc|"
    r"table-of-contents|skip-link|popup|modal|comments|related(?:-posts)?|headerlink|anchor|anchor-link|"
    r"copy(?:-?b(?:tn|utton))?|gutter|lineno|linenos|linenums|line-numbers?|edit-link|mw-editsection)$",
    re.IGNORECASE,
)
INVISIBLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
# What opens when its title is clicked is part of the document though it is hidden at first.
FOLDED = re.compile(r"answer|accordion|collaps|panel|content|faq|toggle|tab|body|solution|explanation", re.I)
QUESTION = re.compile(
    r"^(?:(?:faq|interview|accordion|quiz|qa|q)[-_]*)*(?:question|toggle|trigger|accordion[-_]?(?:title|header|button))"
    r"(?:[-_]{0,2}(?:title|text|heading|header|prompt|name))?$",
    re.IGNORECASE,
)
LABELS = frozenset({"difficulty", "level", "seniority"})
BADGE = re.compile(r"badge|label|level|difficulty|pill|chip|tag", re.IGNORECASE)
BLOCKS = ("div", "p", "ul", "ol", "table", "pre", "section", "article", "dl", *HEADINGS)
MAX_DEPTH, MAX_QUESTION, SIZEABLE = 60, 600, 0.4


def clean(soup: BeautifulSoup) -> None:
    """Change a parsed page in place: furniture out, questions as headings, lists and tables made plain."""
    _remove_foreign(soup)
    total = len(soup.get_text()) or 1
    for tag in [tag for tag in soup.find_all(True) if _is_furniture(tag)]:
        if not tag.decomposed and len(tag.get_text()) < SIZEABLE * total:
            tag.decompose()
    _uncover_questions(soup)
    _name_labels(soup)
    for tag in soup.find_all("tr"):
        _mark_head(tag)
    for tag in soup.find_all("ol"):
        _number(tag)
    _flatten(soup)


def _remove_foreign(soup: BeautifulSoup) -> None:
    for text in soup.find_all(
        string=lambda text: isinstance(text, Comment | Doctype | ProcessingInstruction)
    ):
        text.extract()
    for tag in soup.find_all(NEVER):
        if not tag.decomposed:
            tag.decompose()


def _is_furniture(tag: Tag) -> bool:
    if tag.name in ("html", "body", "main", "article", "h1", "h2", "h3", "code", "pre"):
        return False
    names = [str(name) for name in (*tag.get_attribute_list("class"), tag.get("id")) if name]
    if str(tag.get("role") or "").lower() in ROLES or any(map(FURNITURE.match, names)):
        return True
    hidden = tag.has_attr("hidden") or INVISIBLE.search(str(tag.get("style") or ""))
    return bool(hidden) and not any(map(FOLDED.search, names)) and not _is_answer_of_a_title(tag)


def _is_answer_of_a_title(tag: Tag) -> bool:
    """Tell the body of something that opens: a title or a button stands right before it."""
    before = tag.find_previous_sibling()
    return isinstance(before, Tag) and before.name in ("button", "dt", "summary", *HEADINGS)


def _uncover_questions(soup: BeautifulSoup) -> None:
    """Make headings of what the page marks as a question by its class, and of buttons that open an answer."""
    deepest = max((int(tag.name[1]) for tag in soup.find_all(HEADINGS)), default=1)
    level = f"h{min(deepest + 1, 6)}"
    for tag in soup.find_all(["div", "p", "span", "button", "a", "strong", "dt", "li"]):
        if _is_question(tag) and not tag.find_parent([*HEADINGS, "summary", "dt", "label"]):
            tag.name = level
    for tag in soup.find_all("button"):
        if tag.find_parent([*HEADINGS, "dt", "summary"]):
            tag.unwrap()
        else:
            tag.decompose()
    _uncover_terms(soup, level)
    for tag in soup.find_all(["span", "small", "mark"]):
        if tag.find_parent([*HEADINGS, "summary"]) and any(
            map(BADGE.search, map(str, tag.get_attribute_list("class")))
        ):
            tag.string = f" ({' '.join(tag.get_text().split())})" if tag.get_text().strip(" ()") else ""


def _name_labels(soup: BeautifulSoup) -> None:
    """Write out what the class of a label says: 'Easy' of the class 'difficulty' is a difficulty."""
    for tag in soup.find_all(["span", "div", "p", "small", "em"]):
        name = next(
            (word for word in map(str, tag.get_attribute_list("class")) if word.lower() in LABELS), None
        )
        text = " ".join(tag.get_text().split())
        if (
            name
            and 0 < len(text.split()) <= 3
            and ":" not in text
            and not tag.find_parent([*HEADINGS, "summary"])
        ):
            tag.name = "p"
            tag.string = f"{name.capitalize()}: {text}"


def _is_question(tag: Tag) -> bool:
    text = tag.get_text()
    if not 3 < len(text.strip()) < MAX_QUESTION:
        return False
    if tag.name == "button":
        following = tag.find_next_sibling()
        return len(text.split()) > 2 and (isinstance(following, Tag) or tag.has_attr("aria-controls"))
    named = any(QUESTION.match(name) for name in map(str, tag.get_attribute_list("class")))
    return named and len(tag.find_all(BLOCKS, limit=2)) < 2 and not tag.find(HEADINGS)


def _uncover_terms(soup: BeautifulSoup, level: str) -> None:
    """Make headings of the terms of a list of definitions if they are questions."""
    for terms in soup.find_all("dl"):
        names = [tag for tag in terms.find_all("dt") if tag.get_text().strip()]
        asking = sum(1 for tag in names if tag.get_text().rstrip().endswith(("?", "\uff1f")))
        if asking * 2 >= len(names) > 0 and not terms.find_parent(["li", "td", "dd"]):
            for tag in names:
                tag.name = level


def _mark_head(row: Tag) -> None:
    """The first row of a table becomes its head; tables that only place things are taken apart."""
    table = row.find_parent("table")
    if table is None or table.has_attr("data-seen"):
        return
    table["data-seen"] = ""
    cells = [cell for cell in row.find_all(["td", "th"]) if cell.find_parent("table") is table]
    if len(cells) < 2 or table.find("table") or table.find("pre"):
        for tag in [table, *table.find_all(["tbody", "thead", "tr", "td", "th"])]:
            tag.name = "div"
        return
    row["data-head"] = str(len(cells))


def _number(items: Tag) -> None:
    start = str(items.get("start") or "1")
    at = int(start) if start.isascii() and start.isdigit() and len(start) < 9 else 1
    for item in items.find_all("li", recursive=False):
        value = str(item.get("value") or "")
        at = int(value) if value.isascii() and value.isdigit() and len(value) < 9 else at
        item["data-number"] = f"{at}."
        at += 1


def _flatten(soup: BeautifulSoup) -> None:
    """Take tags apart that mean nothing here, and what is nested so deep that only an attack would."""
    for tag, depth in list(_with_depth(soup)):
        if tag.name not in KNOWN or depth > MAX_DEPTH:
            tag.unwrap()


def _with_depth(soup: BeautifulSoup) -> Iterator[tuple[Tag, int]]:
    """Every tag with its depth among the known ones."""
    todo: list[tuple[Tag, int]] = [(child, 1) for child in soup.children if isinstance(child, Tag)]
    while todo:
        tag, depth = todo.pop()
        yield tag, depth
        deeper = depth + (tag.name in KNOWN)
        todo += [(child, deeper) for child in tag.children if isinstance(child, Tag)]
