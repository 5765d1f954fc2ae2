"""What a page of the bank shows, as a reader would see it."""

import re
from html import unescape

TAG = re.compile(r"<[^>]+>")
RESULT = re.compile(r"<a [^>]*data-result>(.*?)</a>", re.S)
COUNT = re.compile(r'id="count-([a-z]+)-([^"]+)"[^>]*>([^<]*)<')
NEXT = re.compile(r'rel="next"[^>]* href="([^"]+)"')
PREVIOUS = re.compile(r'rel="prev"[^>]* href="([^"]+)"')


def text_of(html: str) -> str:
    return unescape(TAG.sub("", html)).strip()


def titles(html: str) -> list[str]:
    """The prompts in the list, in their order."""
    return [text_of(found) for found in RESULT.findall(html)]


def counts(html: str) -> dict[str, dict[str, str]]:
    """What stands beside each value of each filter."""
    found: dict[str, dict[str, str]] = {}
    for facet, value, count in COUNT.findall(html):
        found.setdefault(facet, {})[value] = count
    return found


def link(html: str, way: re.Pattern[str]) -> str | None:
    """The address of the next page, or of the one before."""
    found = way.search(html)
    return unescape(found[1]) if found else None
