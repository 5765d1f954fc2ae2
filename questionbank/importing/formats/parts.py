"""What a format hands to the core: one text, or several when an archive or a folder came in."""

from dataclasses import dataclass, replace

from ..reading import Reading


@dataclass(frozen=True)
class Part:
    """The lines of one text: as they stand in the file, or converted to Markdown.

    ``reading`` is there when the format itself says what is a question (``reader`` names it); its lines
    count in ``lines``. ``path`` and ``section`` are for parts of a
    collection: the inner path, and the folder's name.
    """

    name: str
    lines: tuple[str, ...]
    warnings: tuple[str, ...] = ()
    reading: Reading | None = None
    reader: str = "none"
    path: str | None = None
    section: str | None = None

    def placed(self, path: str, section: str | None) -> "Part":
        """Return the part as the one at this inner path."""
        return replace(self, path=path, section=section)


@dataclass(frozen=True)
class Opened:
    """The parts of a document in order; ``is_collection`` if it is an archive or a folder."""

    parts: tuple[Part, ...]
    is_collection: bool = False
    warnings: tuple[str, ...] = ()


def text_part(name: str, text: str, warnings: tuple[str, ...] = ()) -> Part:
    """Return the part that a text is, without blank lines at its end."""
    return Part(name, tuple(text.rstrip().split("\n")), warnings)
