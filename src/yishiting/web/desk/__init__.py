"""The desk: one page that says what waits."""
