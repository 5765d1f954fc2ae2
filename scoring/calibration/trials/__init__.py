"""Experiments on the process: sizes beforehand, looks that are allowed."""
