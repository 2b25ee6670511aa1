"""What the frame of every phone screen shows: sync state, what is unsent, what needs the person."""

from pydantic import BaseModel

from casepwa.offline.local import action, local


class Frame(BaseModel):
    """`sync`: all_sent, sending, waiting, needs_fix; "" while the store is opening.

    Until the first download is whole: getting, or not_here when it did not come; never all_sent.

    `waiting`, `needs_fix` and `unsent` count what a person did, never a logged read. `notice`: sign_in,
    needs_update, broken (the phone's store cannot be opened) or "".
    """

    sync: str
    waiting: int
    needs_fix: int
    unsent: int
    notice: str


frame: Frame = local("frame", "useFrame", Frame, module="views/frame.js")
open_again = action("openAgain", module="views/frame.js")
sync_now = action("syncNow", module="sync.js")
leave = action("leave", module="views/leave.js")
