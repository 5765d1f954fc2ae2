"""QTI 3.0 (1EdTech, "Question and Test Interoperability 3.0"): a package with one item a question."""

import zipfile
from collections.abc import Iterable, Iterator
from typing import BinaryIO, cast

from .moodle_xml import FORBIDDEN
from .qti_item import item_xml
from .record import ExportQuestion

MANIFEST_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<manifest xmlns="http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1" identifier="plumbline-bank">\n'
    "<metadata><schema>QTI Package</schema><schemaversion>3.0.0</schemaversion></metadata>\n"
    "<organizations/>\n<resources>\n"
)
MANIFEST_TAIL = "</resources>\n</manifest>\n"
# Every file gets this date, so that the same bank gives the same bytes.
FIXED_TIME = (2000, 1, 1, 0, 0, 0)


def to_qti(title: str, questions: Iterable[ExportQuestion]) -> Iterator[bytes]:
    """Yield a zip: ``imsmanifest.xml`` and ``items/<id>.xml``, written piece by piece."""
    sink = _Sink()
    resources: list[str] = []
    with zipfile.ZipFile(cast(BinaryIO, sink), "w", zipfile.ZIP_DEFLATED) as package:
        for question in questions:
            name = f"items/{question.id}.xml"
            package.writestr(_entry(name), FORBIDDEN.sub("\ufffd", item_xml(question)))
            resources.append(
                f'<resource identifier="item-{question.id}" type="imsqti_item_xmlv3p0" href="{name}">'
                f'<file href="{name}"/></resource>\n'
            )
            yield sink.taken()
        package.writestr(_entry("imsmanifest.xml"), MANIFEST_HEAD + "".join(resources) + MANIFEST_TAIL)
    yield sink.taken()


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, FIXED_TIME)
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry


class _Sink:
    """What the zip is written to: only goes forward, and hands out what came since the last time."""

    def __init__(self) -> None:
        self.pieces: list[bytes] = []

    def write(self, data: bytes) -> int:
        """Take bytes."""
        self.pieces.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        """Nothing waits here; a zip asks for it."""

    def taken(self) -> bytes:
        """Return what was written since the last call."""
        data, self.pieces = b"".join(self.pieces), []
        return data
