"""The rules of the field. One module a noun; no web framework, no commit: the edge opens the unit of work."""
