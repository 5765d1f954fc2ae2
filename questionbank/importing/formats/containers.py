"""Which kind of document a zip is: Office files, books and test packages are zips too."""

import io
import zipfile

from ..signatures import UNREADABLE, Kind
from .archives import BROKEN

MARKS: tuple[tuple[str, Kind], ...] = (
    ("word/document.xml", Kind("docx", "a Word document")),
    ("xl/workbook.xml", Kind("xlsx", "an Excel table")),
    ("ppt/presentation.xml", UNREADABLE["pptx"]),
    ("xl/workbook.bin", UNREADABLE["xls"]),
    ("index/document.iwa", UNREADABLE["pages"]),
    ("index/presentation.iwa", UNREADABLE["key"]),
    ("collection.anki2", UNREADABLE["apkg"]),
    ("imsmanifest.xml", Kind("package", "a QTI package")),
)
MIMETYPES: tuple[tuple[bytes, Kind], ...] = (
    (b"application/epub+zip", Kind("epub", "an EPUB book")),
    (b"application/vnd.oasis.opendocument.text", Kind("odt", "an OpenDocument text")),
    (b"application/vnd.oasis.opendocument.spreadsheet", UNREADABLE["ods"]),
    (b"application/vnd.oasis.opendocument.presentation", UNREADABLE["odp"]),
)


def recognise_zip(name: str, data: bytes) -> Kind | None:
    """Return what a zip holds if it is one document and no plain archive, or None."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            paths = {entry.filename.lower() for entry in archive.infolist()}
            said = b""
            if "mimetype" in paths:
                with archive.open("mimetype") as stream:
                    said = stream.read(200).strip()
    except (*BROKEN, KeyError, RuntimeError):
        return None
    found = next((kind for start, kind in MIMETYPES if said.startswith(start)), None)
    return found or next((kind for path, kind in MARKS if path in paths), None)
