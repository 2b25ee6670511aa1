"""What families told staff, and who in a family may see what."""
