"""Deliberations: statements, votes, results."""
