"""An agency's rules in words and as forms."""
