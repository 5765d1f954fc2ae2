"""Chooses questions for the sessions of a loop. Pure: rows in, plan out."""
