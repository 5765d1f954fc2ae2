"""Files that are sent as they are made."""

from collections.abc import Iterator

from django.http import StreamingHttpResponse


def download(name: str, media_type: str, pieces: Iterator[bytes]) -> StreamingHttpResponse:
    """A file to be saved under this name (letters, digits, dots and hyphens), sent piece by piece."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return StreamingHttpResponse(pieces, content_type=media_type, headers=headers)
