"""CSV and its kin: any delimiter, quoted cells over lines, columns by names or by what stands in them."""

import csv
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from ..answers.tables import markdown_table_end
from ..columns import Columns, columns_of
from ..document import LineRange
from ..formats.html_markdown import html_to_markdown
from ..reading import Reading
from ..record_names import field_of, is_sure_prompt
from ..records import Record, reading_of
from ..source import Source

NAME = "delimited"
DELIMITERS = (",", ";", "\t", "|", "^", "~", "\x1f", "§", ":", "#", "/")
USUAL = frozenset(",;\t|^~\x1f§")
SAFE = frozenset(",;\t|^")
ENDINGS = (".csv", ".tsv", ".tab", ".psv")
HINT = re.compile(r"^sep=(.)$|^#separator:\s*(\S+)\s*$", re.IGNORECASE)
COMMENT = re.compile(r"^#(?:separator|html|tags|columns|notetype|deck|guid)[\w ]*:", re.IGNORECASE)
HINTED = {"tab": "\t", "comma": ",", "semicolon": ";", "pipe": "|", "space": " ", "colon": ":"}
MARKUP = re.compile(r"<br\s*/?>|</(?:p|div|b|strong|ul|ol|li|code|pre|i|em|span|h\d)>", re.IGNORECASE)
MARKED = re.compile(r"^\s*(?:[-*]\s*)?\[(?P<mark>[ xX*?✓✔]?)\]\s+(?P<text>\S.*)$")
SAMPLE_LINES, MAX_HEADER, EVEN = 120, 4000, 0.7
Rows = list[tuple[list[str], LineRange]]


@dataclass(frozen=True)
class _Table:
    """The rows of a document, what its columns mean, and what was doubtful."""

    rows: Rows
    columns: Columns
    warnings: tuple[str, ...]
    before: LineRange | None


def score(source: Source) -> float:
    """Return the number of rows with a question, if the document is a table with a column of questions."""
    table = source.once(_table)
    return 0.98 * len(_records(table)) if table else 0.0


def read(source: Source) -> Reading:
    """Read the rows; a warning says which column was taken as what."""
    table = source.once(_table)
    if table is None:
        return Reading()
    headings = [table.rows[0][1]] if table.columns.header else []
    headings += [table.before] if table.before else []
    return reading_of(_records(table), tuple(headings), (table.columns.described(), *table.warnings))


def _table(source: Source) -> _Table | None:
    first = source.next_text(0)
    if first is None or len(source.lines[first]) > MAX_HEADER:
        return None
    start, hinted = _start(source, first)
    named = source.name.lower().endswith(ENDINGS) or bool(hinted) or bool(source.columns)
    if source.lines[start].lstrip().startswith(("# ", "##", "|", "{", "[", "<", "```")) and not named:
        return None
    if not named and markdown_table_end(source.lines, start, len(source)):
        return None
    if not named and start + 1 < len(source) and source.blank[start + 1]:
        return None  # a title with a comma in it
    delimiter = hinted or _delimiter(source, start, named)
    if delimiter is None:
        return None
    rows, warnings = _rows(source.lines, start, delimiter)
    columns = columns_of([row for row, _ in rows], source.columns)
    if columns is None or not rows:
        return None
    rows, widened = _evened(rows, columns, delimiter)
    return _Table(rows, columns, (*warnings, *widened), (1, start) if start else None)


def _start(source: Source, first: int) -> tuple[int, str]:
    """Return the first line of the table and the delimiter that a line above it names, or ''."""
    delimiter = ""
    for at in range(first, len(source)):
        hint = HINT.match(source.lines[at].strip())
        if hint:
            said = hint[1] or hint[2]
            delimiter = HINTED.get(said.lower(), said[0])
        elif not COMMENT.match(source.lines[at]):
            return at, delimiter
    return first, delimiter


def _delimiter(source: Source, start: int, named: bool) -> str | None:
    """Return the delimiter under which the document is an even table with a column of questions."""
    best: tuple[float, str] | None = None
    sample = source.lines[start : start + SAMPLE_LINES]
    for delimiter in DELIMITERS:
        if delimiter not in sample[0] and not any(delimiter in line for line in sample[1:3]):
            continue
        rows = [row for row, _ in _rows(sample, 0, delimiter)[0]]
        worth = _worth(rows, source, delimiter, named)
        if worth and (best is None or worth > best[0]):
            best = (worth, delimiter)
    if best is None and named and columns_of([[line] for line in sample if line.strip()], source.columns):
        return ","  # a single column
    return best[1] if best else None


def _worth(rows: list[list[str]], source: Source, delimiter: str, named: bool) -> float:
    """Return how good a table the rows are, 0 for none."""
    if not rows or len(rows[0]) < 2:
        return 0.0
    width, count = Counter(map(len, rows)).most_common(1)[0]
    even = count / len(rows)
    columns = columns_of(rows, source.columns)
    if width < 2 or columns is None or (delimiter not in USUAL and even < 1):
        return 0.0
    exact = {field for cell in rows[0] if (field := field_of(cell))}
    is_named = "prompt" in exact and ("answer" in exact or any(map(is_sure_prompt, rows[0])))
    if not named and not _is_sure(rows, columns, delimiter, is_named, even):
        return 0.0
    known = len({field for field in columns.fields if field})
    return even + known + 3 * is_named + (delimiter in USUAL)


def _is_sure(rows: list[list[str]], columns: Columns, delimiter: str, is_named: bool, even: float) -> bool:
    """Tell a table in a file that is not called one: a header word for word, or even rows with tabs."""
    if is_named and len(rows) > 1:
        return even > 0.5 and delimiter in SAFE
    return delimiter == "\t" and even >= EVEN and len(rows) > 2 and "answer" in columns.fields


def _rows(lines: Iterable[str], start: int, delimiter: str) -> tuple[Rows, tuple[str, ...]]:
    """Return the rows with their lines; reading stops at a row that is no CSV, and the warning says where."""
    body = list(lines)[start:]
    # A backslash that a cell merely ends with stands before the delimiter or the line's end.
    inside = re.compile(rf'\\"(?!\s*(?:{re.escape(delimiter)}|$))')
    escaped = any(map(inside.search, body[:SAMPLE_LINES])) and not any('""' in line for line in body)
    reader = csv.reader(
        (f"{line}\n" for line in body),
        delimiter=delimiter,
        escapechar="\\" if escaped else None,
        doublequote=not escaped,
        skipinitialspace=any(f'{delimiter} "' in line for line in body[:SAMPLE_LINES]),
    )
    rows: Rows = []
    before = 0
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                place = (start + before + 1, start + reader.line_num)
                rows.append(([cell.rstrip("\n") for cell in row], place))
            before = reader.line_num
    except csv.Error as error:
        where = start + before + 1
        return rows, (
            f"Rows from line {where} on cannot be read as CSV ({error}); is a quotation mark open?",
        )
    return rows, ()


def _evened(rows: Rows, columns: Columns, delimiter: str) -> tuple[Rows, tuple[str, ...]]:
    """Put cells back together that an answer's own delimiters cut, where a row has too many."""
    width = len(columns.header)
    answer = next((at for at, field in enumerate(columns.fields) if field == "answer"), None)
    if not width or answer is None:
        return rows, ()
    even: Rows = []
    cut = []
    for row, lines in rows:
        more = len(row) - width
        if more > 0 and answer < width and any(cell.strip() for cell in row[width:]):
            whole = delimiter.join(row[answer : answer + more + 1])
            row = [*row[:answer], whole, *row[answer + more + 1 :]]
            cut.append(lines[0])
        even.append((row, lines))
    shown = ", ".join(map(str, cut[:5]))
    said = f"Rows with more cells than the header, on line {shown}: the answer was put together again."
    return even, (said,) if cut else ()


def _records(table: _Table) -> list[Record]:
    records = []
    for row, lines in table.rows[1:] if table.columns.header else table.rows:
        found: dict[str, str] = {}
        for field, cell in zip(table.columns.fields, row, strict=False):
            if field and cell.strip():
                found.setdefault(field, html_to_markdown(cell) if MARKUP.search(cell) else cell)
        if found.get("prompt", "").strip():
            records.append(Record(_with_key(found), lines))
    return records


def _with_key(found: dict[str, str]) -> dict[str, str]:
    """Take marks such as '[x]' off the options; the marked ones are the key."""
    marks = [MARKED.match(line) for line in found.get("options", "").split("\n") if line.strip()]
    if not marks or not all(marks):
        return found
    told = [(match["mark"].strip(), match["text"].strip()) for match in marks if match]
    right = "\n".join(text for mark, text in told if mark and mark != "?")
    return {**found, "options": "\n".join(text for _, text in told), **({"key": right} if right else {})}
