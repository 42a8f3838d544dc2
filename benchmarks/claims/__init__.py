"""Pairs of reports of our own invention that say one thing, or nearly: what claims join and what they keep apart."""
