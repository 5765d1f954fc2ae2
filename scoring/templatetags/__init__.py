"""Template tags of the app scoring."""
