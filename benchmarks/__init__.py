"""Measures a build against data sets that are not in the repository."""
