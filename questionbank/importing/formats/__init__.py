"""From the bytes of any format to parts that the readers understand, or questions already read."""
