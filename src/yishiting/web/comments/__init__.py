"""Public comments on releases and exhibits."""
