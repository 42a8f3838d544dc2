"""Bytes -> Article: whatever a person has, turned into articles, with a rejection for what cannot be."""
