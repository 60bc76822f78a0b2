"""Django's PostgreSQL backend, used only with servers that keep what was acknowledged."""
