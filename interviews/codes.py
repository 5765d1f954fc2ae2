"""The short code of an interview, which stands on its paper: how its id begins. Pure."""

import re
import uuid

DIGITS = 8  # hexadecimal digits of the id; the rest is for the eyes of machines
_CODE = re.compile(r"[0-9A-F]{8}")


def code_of(session_id: uuid.UUID) -> str:
    """Such as "3F9A-21C7". Two interviews may have the same one, though hardly ever; it opens nothing."""
    digits = session_id.hex[:DIGITS].upper()
    return f"{digits[:4]}-{digits[4:]}"


def ids_of(code: str) -> tuple[uuid.UUID, uuid.UUID] | None:
    """The first and the last id with this code, written in any way; None for what is no code."""
    digits = re.sub(r"[\s–-]", "", code).upper()
    if not _CODE.fullmatch(digits):
        return None
    rest = 32 - DIGITS
    return uuid.UUID(digits + "0" * rest), uuid.UUID(digits + "f" * rest)
