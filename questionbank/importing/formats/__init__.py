"""From the bytes of any format to parts that the readers understand: text, Markdown, or questions already read."""
