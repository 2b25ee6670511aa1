"""What a family account sees, as staff look at it (assets/offline/views/preview.js)."""

from pydantic import BaseModel

from casepwa.offline.local import action, local


class Preview(BaseModel):
    """`state`: loading, full, denied or offline. `part`: which of their screens. `is_all`: none left out."""

    state: str
    name: str
    is_all: bool
    part: str
    back: str


preview: Preview = local("preview", "usePreview", Preview, module="views/preview.js")
look_again = action("lookAgain", module="views/preview.js")
