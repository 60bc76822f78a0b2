"""Delegations and seats from a CSV file: read, compared with what is there, shown, and only then taken in."""
