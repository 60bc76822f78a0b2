"""Exhibitors and exhibits from a table: read, compared with what is there, shown, taken in."""
