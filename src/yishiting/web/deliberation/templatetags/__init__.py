"""Template tags of deliberations."""
