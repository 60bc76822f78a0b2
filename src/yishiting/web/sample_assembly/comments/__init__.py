"""Invented readers and what they write under releases and exhibits of the sample."""
