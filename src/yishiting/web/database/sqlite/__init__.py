"""Django's SQLite backend, opened only in ways that keep what was acknowledged."""
