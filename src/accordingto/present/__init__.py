"""Record -> people: the brief, the exports, the reading room."""
