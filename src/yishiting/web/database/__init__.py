"""Databases: backends that refuse what could lose an acknowledged vote, and the road by which pages read."""
