"""Accounts, appointments, delegations, seats, participants, invitations."""
