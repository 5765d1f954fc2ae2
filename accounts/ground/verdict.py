"""A yes, or a no that carries its reason; and the errors that actions raise."""

from dataclasses import dataclass


class Denied(Exception):
    """This person may not do this. Answered with 403 and the reason."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Conflict(Exception):
    """The thing is no longer in a state that allows this. Answered with 409 and the reason."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Invalid(Exception):
    """What was sent makes no sense; `fields` maps each field to what is wrong with it. Answered with 400."""

    def __init__(self, reason: str, fields: dict[str, str] | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.fields = fields or {}


@dataclass(frozen=True)
class Verdict:
    """The answer of a rule. True or false as such; `require` turns a no into `Denied`."""

    allowed: bool
    reason: str = ""

    def __bool__(self) -> bool:
        return self.allowed

    def require(self) -> None:
        """Raises `Denied` with the reason unless allowed."""
        if not self.allowed:
            raise Denied(self.reason)


YES = Verdict(True)


def no(reason: str) -> Verdict:
    """A refusal with its reason, a sentence that a person can act on."""
    return Verdict(False, reason)
