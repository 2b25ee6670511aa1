"""Printable pages: what leaves the app on paper, as PDF, dated and with its version."""
