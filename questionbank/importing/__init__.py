"""The import core: any interview document in, questions out. Pure: no Django, no database, no files."""

from .document import Callout, Document, LineRange, Noise, Option, ParsedQuestion, Unanswered
from .parsing import parse_document
from .refusals import ImportRefused

__all__ = [
    "Callout",
    "Document",
    "ImportRefused",
    "LineRange",
    "Noise",
    "Option",
    "ParsedQuestion",
    "Unanswered",
    "parse_document",
]
