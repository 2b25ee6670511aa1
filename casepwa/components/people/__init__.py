"""Lists of people, and the parts of one person's page."""
