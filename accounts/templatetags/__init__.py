"""Template tags of the ground: pictures of numbers."""
