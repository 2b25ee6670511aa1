"""Writing contact notes and reading them."""
