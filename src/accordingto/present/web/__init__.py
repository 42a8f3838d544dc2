"""The reading room: a local web app in which a person reads, checks and corrects a record."""
