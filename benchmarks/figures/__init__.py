"""Figures: how many were killed and captured, on which day, where."""
