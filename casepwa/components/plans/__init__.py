"""Crisis plans, goals and next steps: reading, marking, writing."""
