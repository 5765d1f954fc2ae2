"""The one way the import says no."""


class ImportRefused(ValueError):
    """A document that cannot be read at all; ``reason`` says what, where and what to do, in plain words."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
