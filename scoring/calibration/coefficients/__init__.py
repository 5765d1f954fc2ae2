"""Coefficients of agreement and generalisability, without the model."""
