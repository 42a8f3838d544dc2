"""From a pile of news reports to a sourced record: what is said to have happened, who says so, and on whose word."""

__version__ = "0.1.0"
