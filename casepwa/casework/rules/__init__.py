"""An agency's programs, and its rules as data with dated versions."""
