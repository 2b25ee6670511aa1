"""The approval desk's parts, and coaching as the worker reads it."""
