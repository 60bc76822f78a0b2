"""The assembly, its hosts and forums."""
