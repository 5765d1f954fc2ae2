"""Excel tables: every sheet as rows of CSV, read as such."""

import csv
import io
import zipfile
from typing import Any

from defusedxml.common import DefusedXmlException
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from ..limits import Limits
from ..refusals import ImportRefused
from . import archives
from .parts import Opened, Part

BROKEN = (
    OSError,
    KeyError,
    ValueError,
    TypeError,
    AttributeError,
    SyntaxError,
    InvalidFileException,
    DefusedXmlException,
)


def open_document(name: str, data: bytes, limits: Limits) -> Opened:
    """Return the sheets that hold more than one row, with values and not formulas; hidden sheets too."""
    archives.unzip(name, data, limits)
    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        sheets = [(sheet.title, _rows(sheet)) for sheet in book.worksheets]
    except (*BROKEN, zipfile.BadZipFile) as error:
        raise ImportRefused(f"{name} is a damaged Excel table ({error}). Save it again as XLSX.") from error
    filled = [(title, rows) for title, rows in sheets if len(rows) > 1] or [
        (title, rows) for title, rows in sheets if rows
    ]
    if not filled:
        raise ImportRefused(f"{name} is an Excel table without a filled cell. Choose one with questions.")
    if len(filled) == 1:
        return Opened((Part(f"{name}.csv", _as_csv(filled[0][1])),))
    parts = [Part(f"{title}.csv", _as_csv(rows)).placed(title, title) for title, rows in filled]
    return Opened(tuple(parts), True)


def _rows(sheet: Any) -> list[list[str]]:
    """Return the filled rows of a sheet, without the columns that are empty everywhere."""
    sheet.reset_dimensions()
    rows = [[_shown(value) for value in row] for row in sheet.iter_rows(values_only=True) if any(row)]
    filled = sorted({at for row in rows for at, cell in enumerate(row) if cell.strip()})
    return [[row[at] if at < len(row) else "" for at in filled] for row in rows]


def _shown(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).replace("\r\n", "\n").replace("\r", "\n")


def _as_csv(rows: list[list[str]]) -> tuple[str, ...]:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return tuple(out.getvalue().rstrip("\n").split("\n"))
