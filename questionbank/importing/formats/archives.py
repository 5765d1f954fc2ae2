"""Zip and tar archives unpacked in memory, within limits; whatever smells of an attack is refused plainly."""

import io
import lzma
import stat
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

from ..limits import MEGABYTE, Limits
from ..refusals import ImportRefused

Files = list[tuple[str, bytes]]
CHUNK = 64 * 1024
BROKEN = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError, NotImplementedError, ValueError)


@dataclass
class _Budget:
    """What may still be unpacked of one archive."""

    name: str
    packed: int
    limits: Limits
    unpacked: int = 0
    files: int = 0

    def count_file(self) -> None:
        """Count one more file, or refuse."""
        self.files += 1
        if self.files > self.limits.files:
            raise ImportRefused(
                f"{self.name} holds more than {self.limits.files} files. Split it into parts."
            )

    def count_bytes(self, more: int) -> None:
        """Count unpacked bytes, or refuse."""
        self.unpacked += more
        if self.unpacked > self.limits.unpacked:
            most = self.limits.unpacked // MEGABYTE
            raise ImportRefused(
                f"{self.name} unpacks to more than {most} MB. Split it, or leave pictures out."
            )
        if self.unpacked > max(MEGABYTE, self.packed * self.limits.ratio):
            raise ImportRefused(
                f"{self.name} unpacks to more than {self.limits.ratio} times its size, as an attack does. "
                "Choose the documents themselves."
            )


def unzip(name: str, data: bytes, limits: Limits) -> Files:
    """Return inner path and bytes of every file of a zip, in its order.

    Raises ImportRefused for a broken or encrypted archive, for one over the limits, for paths that are
    absolute or climb out, and for links.
    """
    budget = _Budget(name, len(data), limits)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return list(_zip_files(archive, budget))
    except ImportRefused:
        raise
    except BROKEN as error:
        raise ImportRefused(
            f"{name} is a damaged zip archive ({error}). Pack it again, or choose its documents."
        ) from error


def _zip_files(archive: zipfile.ZipFile, budget: _Budget) -> Iterator[tuple[str, bytes]]:
    for entry in archive.infolist():
        if entry.is_dir():
            continue
        budget.count_file()
        path = safe_path(budget.name, entry.filename)
        if stat.S_ISLNK(entry.external_attr >> 16):
            raise ImportRefused(f"{budget.name} holds a link ({path}). Pack the file itself.")
        if entry.flag_bits & 1:
            raise ImportRefused(f"{budget.name} is encrypted. Unpack it with its password and import that.")
        with archive.open(entry) as stream:
            yield path, _read(stream, budget)


def untar(name: str, data: bytes, limits: Limits) -> Files:
    """Return inner path and bytes of every file of a tar archive, packed by gzip or not; refuses as unzip."""
    budget = _Budget(name, len(data), limits)
    inflated = _gunzip(data, budget) if data.startswith(b"\x1f\x8b") else data
    budget.unpacked = 0
    try:
        with tarfile.open(fileobj=io.BytesIO(inflated), mode="r:") as archive:
            return list(_tar_files(archive, budget))
    except tarfile.ReadError:
        return [(_without_gz(name), inflated)]
    except ImportRefused:
        raise
    except (tarfile.TarError, *BROKEN) as error:
        raise ImportRefused(
            f"{name} is a damaged tar archive ({error}). Pack it again, or choose its documents."
        ) from error


def _tar_files(archive: tarfile.TarFile, budget: _Budget) -> Iterator[tuple[str, bytes]]:
    for entry in archive:
        if entry.isdir():
            continue
        budget.count_file()
        path = safe_path(budget.name, entry.name)
        stream = archive.extractfile(entry) if entry.isreg() else None
        if stream is None:
            raise ImportRefused(f"{budget.name} holds a link or a device ({path}). Pack the file itself.")
        yield path, _read(stream, budget)


def _gunzip(data: bytes, budget: _Budget) -> bytes:
    parts: list[bytes] = []
    rest = data
    try:
        while rest:
            unpacker = zlib.decompressobj(wbits=31)
            while rest and not unpacker.eof:
                parts.append(unpacker.decompress(rest, CHUNK))
                budget.count_bytes(len(parts[-1]))
                rest = unpacker.unconsumed_tail
            if not unpacker.eof:
                raise zlib.error("it ends too early")
            rest = unpacker.unused_data.lstrip(b"\0")
    except zlib.error as error:
        raise ImportRefused(
            f"{budget.name} is a damaged gzip archive ({error}). Pack it again, or choose its documents."
        ) from error
    return b"".join(parts)


def _read(stream: IO[bytes], budget: _Budget) -> bytes:
    parts: list[bytes] = []
    while chunk := stream.read(CHUNK):
        budget.count_bytes(len(chunk))
        parts.append(chunk)
    return b"".join(parts)


def safe_path(name: str, path: str) -> str:
    """Return an inner path with plain slashes; refuse one that is absolute or climbs out."""
    plain = path.replace("\\", "/")
    if plain.startswith("/") or ".." in plain.split("/") or plain[1:3] == ":/":
        said = f"{name} holds a file that would lie outside of it ({path[:200]})."
        raise ImportRefused(f"{said} Pack it again, or choose its documents.")
    return plain.removeprefix("./")


def _without_gz(name: str) -> str:
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    return last.removesuffix(".gz").removesuffix(".GZ") or "document"
