"""What is shared with a family, by name and by consent, and what a family tells us."""
