"""A programme from a table or from another system's schedule: read, compared with what is there, shown, taken in."""
