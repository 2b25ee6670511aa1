"""Crisis plans, goals and next steps: written, published, marked."""
