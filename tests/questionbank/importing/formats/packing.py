"""Little documents of the binary formats, made in memory."""

import io
import tarfile
import zipfile
from collections.abc import Mapping

from reportlab.pdfgen.canvas import Canvas


def zipped(files: Mapping[str, bytes | str], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip of these inner paths and contents, in this order."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", compression) as archive:
        for path, content in files.items():
            archive.writestr(path, content)
    return buffer.getvalue()


def tarred(files: Mapping[str, bytes]) -> bytes:
    """A tar archive packed by gzip."""
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w:gz") as archive:
        for path, content in files.items():
            entry = tarfile.TarInfo(path)
            entry.size = len(content)
            archive.addfile(entry, io.BytesIO(content))
    return buffer.getvalue()


Text = tuple[float, float, str, float, str]  # x, y from the lower left, font, size, text


def pdf_of(pages: list[list[Text]], **options: object) -> bytes:
    """A PDF with these texts at these places."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(600, 800), **options)
    for page in pages:
        for x, y, font, size, text in page:
            canvas.setFont(font, size)
            canvas.drawString(x, y, text)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()
