"""Markdown to safe HTML: the only place that marks text of people's as safe."""

from functools import lru_cache

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import get_lexer_by_name
from pygments.util import ClassNotFound

TAGS = nh3.ALLOWED_TAGS - {"area", "img", "map", "figure", "figcaption", "bdi", "bdo"} | {"div", "span"}
ATTRIBUTES = {
    "a": {"href", "title"},
    "code": {"class"},
    "div": {"class"},
    "span": {"class"},
    "pre": {"class"},
    "ol": {"start"},
    "th": {"align"},
    "td": {"align"},
}


def _highlight(code: str, language: str, _attributes: str) -> str:
    try:
        lexer = get_lexer_by_name(language)
    except ClassNotFound:
        return ""
    marked: str = highlight(code, lexer, HtmlFormatter(nowrap=True))
    return f'<pre class="code"><code>{marked}</code></pre>'


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    # Raw HTML is shown as text, not passed on; nh3 stands behind that as the second lock.
    return MarkdownIt(
        "commonmark", {"html": False, "highlight": _highlight}, renderer_cls=RendererHTML
    ).enable(["table", "strikethrough"])


@lru_cache(maxsize=2048)
def render_markdown(text: str) -> SafeString:
    """Safe HTML of Markdown; no script, handler, style, image or `javascript:` link survives."""
    html = _parser().render(text)
    clean = nh3.clean(html, tags=TAGS, attributes=ATTRIBUTES, url_schemes={"http", "https", "mailto"})
    return mark_safe(clean)  # noqa: S308  # cleaned on the line above
