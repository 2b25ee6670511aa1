"""Visits planned and under way: check-in and out, siblings, the visit word, places."""
