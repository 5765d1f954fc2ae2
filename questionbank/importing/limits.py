"""How much of a document is read; whoever calls the core may set other limits."""

from dataclasses import dataclass

MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class Limits:
    """Sizes in bytes. ``unpacked``, ``ratio`` and ``files`` are for archives and the like, ``pages`` for PDF.

    ``ratio`` is how many times larger than the archive its content may be, once that is over a megabyte.
    """

    size: int = 20 * MEGABYTE
    unpacked: int = 100 * MEGABYTE
    ratio: int = 200
    files: int = 5000
    pages: int = 1500


DEFAULT_LIMITS = Limits()
