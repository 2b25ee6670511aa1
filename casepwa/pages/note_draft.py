"""A kept draft, or a returned note that is being mended: the same screen, found by its id."""

from casepwa.pages import note

ROUTE = "/note/[draft_id]"
TITLE = note.TITLE
page = note.page
