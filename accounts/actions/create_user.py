"""Makes a person who can sign in."""

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from accounts.ground.verdict import Invalid
from accounts.models import Membership, User


@transaction.atomic
def create_user(*, actor: Membership | None, email: str, name: str, password: str) -> User:
    """Makes the user. Refuses a bad or taken address, an empty name and a weak password (Invalid).

    Writes no audit event: a person belongs to no organisation until they are made a member.
    """
    email, name = email.strip(), name.strip()
    user = User(email=email, name=name)
    fields: dict[str, str] = {}
    try:
        validate_email(email)
    except ValidationError as error:
        fields["email"] = " ".join(error.messages)
    if User.objects.filter(email__iexact=email).exists():
        fields["email"] = "Somebody signs in with this address already."
    if not name:
        fields["name"] = "Say who you are."
    try:
        validate_password(password, user)
    except ValidationError as error:
        fields["password"] = " ".join(error.messages)
    if fields:
        raise Invalid("Some fields are not right.", fields)
    user.set_password(password)
    user.save(force_insert=True)
    return user
