"""Whose page it is, signed into the page. Knowing the sign opens nothing; nobody can make one for another."""

import uuid

from django.core import signing

_SALT = "accounts.page_owner"


def sign_owner(user_id: uuid.UUID) -> str:
    """The sign for a page that this user has open. It never expires: a page may stay open for days."""
    return signing.dumps(str(user_id), salt=_SALT)


def owner_of(sign: str) -> uuid.UUID | None:
    """The user whose page carries this sign; None when it is no sign of ours."""
    try:
        return uuid.UUID(signing.loads(sign, salt=_SALT))
    except (signing.BadSignature, ValueError, TypeError, AttributeError):
        return None
