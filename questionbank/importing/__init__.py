"""The import core: any interview document in, questions out. Pure: no Django, no database, no files."""

from .document import Callout, Document, LineRange, Noise, ParsedQuestion, Unanswered
from .parsing import parse_document
from .refusals import ImportRefused

__all__ = [
    "Callout",
    "Document",
    "ImportRefused",
    "LineRange",
    "Noise",
    "ParsedQuestion",
    "Unanswered",
    "parse_document",
]
