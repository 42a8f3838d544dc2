"""An invented newswire with its exact truth: piles of any size, for lineage, origins, contradictions and scale."""
