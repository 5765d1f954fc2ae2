"""The one error of the engines launcher."""


class EngineError(RuntimeError):
    """An engine cannot be started or stopped; the message says why and what to do about it."""
