"""What `make` calls to prepare a machine; standard library only, until `.venv` is there."""
