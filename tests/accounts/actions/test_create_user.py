"""A person who can sign in."""

import pytest

from accounts.actions.create_user import create_user
from accounts.ground.verdict import Invalid
from accounts.models import User
from tests.cast import make_user

GOOD = {"email": "new@people.example", "name": "Noa New", "password": "seven quiet herons"}


def test_the_password_is_kept_as_a_hash(db: None) -> None:
    user = create_user(actor=None, **GOOD | {"email": " new@people.example ", "name": " Noa New "})
    assert (user.email, user.name) == ("new@people.example", "Noa New")
    assert user.check_password("seven quiet herons")
    assert "herons" not in user.password


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("email", "nowhere"),
        ("email", "TAKEN@people.example"),
        ("name", "  "),
        ("password", "short"),
        ("password", "password1234"),
    ],
)
def test_what_is_wrong_is_named_and_nobody_is_made(db: None, field: str, value: str) -> None:
    make_user("taken@people.example", "Tess Taken")
    with pytest.raises(Invalid) as refused:
        create_user(actor=None, **GOOD | {field: value})
    assert list(refused.value.fields) == [field]
    assert User.objects.count() == 1
