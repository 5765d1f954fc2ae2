"""The export core: questions out, as Markdown, JSON, CSV, Moodle XML or QTI 3. Pure: no Django."""

from .formats import FORMATS, Format, write
from .record import ExportCriterion, ExportQuestion

__all__ = ["FORMATS", "ExportCriterion", "ExportQuestion", "Format", "write"]
