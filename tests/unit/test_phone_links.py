"""Every number is dialled in one way: what follows ``tel:`` and ``sms:`` is written in one place alone."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
THE_PLACE = ROOT / "assets/offline/views/reach.js"
BY_HAND = re.compile(r"(?:tel|sms):\$?\{")


def test_no_screen_writes_the_link_of_a_number_by_itself() -> None:
    sources = [*(ROOT / "casepwa").rglob("*.py"), *(ROOT / "assets/offline").rglob("*.js")]
    found = {str(path.relative_to(ROOT)) for path in sources if BY_HAND.search(path.read_text("utf-8"))}
    assert found == {str(THE_PLACE.relative_to(ROOT))}
