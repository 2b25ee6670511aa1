"""The visit word as this device knows it: whether there is one (assets/offline/views/visit_word.js)."""

from pydantic import BaseModel

from casepwa.offline.local import action, local


class VisitWord(BaseModel):
    """`state`: none, set, or hidden (for who goes on no visits)."""

    state: str
    busy: bool


visit_word: VisitWord = local("visitWord", "useVisitWord", VisitWord, module="views/visit_word.js")
save_words = action("saveWords", module="views/visit_word.js")
