"""Accounts as an administrator keeps them, and joining with a password."""
