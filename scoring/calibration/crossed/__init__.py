"""The linear crossed model: variance components by exact REML."""
