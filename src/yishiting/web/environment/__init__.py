"""What an operator may choose, read from environment variables.

It stands apart from `settings`, which Django loads once and which reads all of it: `serving` decides about a port and a
folder before that.
"""
