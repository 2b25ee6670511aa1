"""Whose people are whose, over a team: standing, cover, transfers, and people taken in by hand."""
