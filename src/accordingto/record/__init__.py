"""Links and values -> one file, and back."""
