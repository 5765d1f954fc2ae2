"""What a page shows, as a file: CSV for spreadsheets, JSON for programs. The one way, for every page.

A view that shows one table calls `export`; one that shows several names them and calls `export_one`. Both
answer None unless the address asks for a file (`?format=csv` or `?format=json`), so the view goes on to its
page. The links stand in templates/scoring/calibration_exports.html.
"""

import csv
import io
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from accounts.ground.verdict import Invalid
from questionbank.exporting.csv_rows import FORMULA

FORMATS = {"csv": "text/csv; charset=utf-8", "json": "application/json"}
Row = Sequence[Any]


@dataclass(frozen=True)
class Table:
    """One table of a page: its columns, and what gives its rows once somebody asks for them."""

    columns: Sequence[str]
    rows: Callable[[], Iterable[Row]]


def export(
    request: HttpRequest, name: str, columns: Sequence[str], rows: Iterable[Row]
) -> HttpResponse | None:
    """The rows as the file `name`.csv or `name`.json, or None where the address asks for none.

    Each row holds one value a column: text, number, bool, date, UUID or None. CSV has a header row, is UTF-8
    with a byte order mark, leaves None empty, and keeps a spreadsheet from taking a text for a formula.
    JSON is a list of objects. Raises Invalid for a format that there is not.
    """
    wanted = request.GET.get("format", "")
    if not wanted:
        return None
    if wanted not in FORMATS:
        raise Invalid("There is no such format.", {"format": f"One of {', '.join(FORMATS)}."})
    content = _csv(columns, rows) if wanted == "csv" else _json(columns, rows)
    headers = {"Content-Disposition": f'attachment; filename="{name}.{wanted}"'}
    return HttpResponse(content, content_type=FORMATS[wanted], headers=headers)


def export_one(request: HttpRequest, name: str, tables: Mapping[str, Table]) -> HttpResponse | None:
    """As `export`, of the table that `?table=` names; the first one unless told."""
    if not request.GET.get("format"):
        return None
    wanted = request.GET.get("table") or next(iter(tables))
    if wanted not in tables:
        raise Invalid("There is no such table.", {"table": f"One of {', '.join(tables)}."})
    table = tables[wanted]
    return export(request, f"{name}-{wanted}", table.columns, table.rows())


def _csv(columns: Sequence[str], rows: Iterable[Row]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return "\ufeff" + out.getvalue()


def _cell(value: Any) -> Any:
    """A text that begins as a formula does gets an apostrophe before it; numbers are harmless."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return value.isoformat()
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value


def _json(columns: Sequence[str], rows: Iterable[Row]) -> str:
    objects = [dict(zip(columns, row, strict=True)) for row in rows]
    return json.dumps(objects, allow_nan=False, ensure_ascii=False, default=_plain)


def _plain(value: Any) -> str:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, UUID):
        return str(value)
    raise TypeError(f"a {type(value).__name__} has no form in JSON")
