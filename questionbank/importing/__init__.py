"""The import core: any interview document in, questions out. Pure: no Django, no database, no files."""

from .document import Callout, Document, LineRange, Noise, Option, ParsedQuestion, Unanswered
from .limits import Limits
from .parsing import parse_collection, parse_document
from .refusals import ImportRefused

__all__ = [
    "Callout",
    "Document",
    "ImportRefused",
    "Limits",
    "LineRange",
    "Noise",
    "Option",
    "ParsedQuestion",
    "Unanswered",
    "parse_collection",
    "parse_document",
]
