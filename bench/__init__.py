"""Measurements: each module answers with figures; ``make bench`` prints them."""
