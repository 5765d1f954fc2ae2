"""Text in other markup than Markdown, told by its name or its signs, with headings, code and lists converted."""


def as_markdown(name: str, lines: tuple[str, ...]) -> tuple[tuple[str, ...], str] | None:
    """Return the lines as Markdown, as many as before, and what the markup is called; None if it is another."""
    return None
