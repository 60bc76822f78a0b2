"""From the votes in the database to a result that is stored: done by the worker, never by a page."""
