"""The address of a candidate's screen: which session, under which key, signed. Nothing else is in it."""

import uuid

from django.core import signing

SALT = "interviews.screen"  # a token that was signed for another purpose opens nothing here
SEPARATOR = "."


def token_of(session_id: uuid.UUID, key: str) -> str:
    """The token of a screen's address: session, key and signature, in letters that an address takes."""
    return _signer().sign(f"{session_id.hex}{SEPARATOR}{key}")


def read_token(token: str) -> tuple[uuid.UUID, str]:
    """The session and the key that a token names. Raises ValueError for one that we did not make."""
    try:
        session, _, key = _signer().unsign(token).partition(SEPARATOR)
    except signing.BadSignature:
        raise ValueError("This token is not one of ours.") from None
    return uuid.UUID(hex=session), key


def _signer() -> signing.Signer:
    return signing.Signer(salt=SALT, sep=SEPARATOR)
