"""A visit on the worker's phone, and visits now on the supervisor's board."""
