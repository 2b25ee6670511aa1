"""What a phone prepares before the next tap (assets/offline/warm.js) are screens of its own account."""

import re
from pathlib import Path

from casepwa.offline.routes import PHONE_ROUTES

WARM = Path(__file__).resolve().parents[2] / "assets" / "offline" / "warm.js"


def listed(name: str) -> list[str]:
    found = re.search(rf"{name} = \[(.*?)\]", WARM.read_text("utf-8"), re.DOTALL)
    assert found
    return ["/" + re.sub(r":(\w+)", r"[\1]", path) for path in re.findall(r'"([^"]+)"', found.group(1))]


def test_every_screen_that_is_prepared_is_kept_on_the_phone() -> None:
    assert set(listed("STAFF_SCREENS")) | set(listed("FAMILY_SCREENS")) <= set(PHONE_ROUTES)


def test_a_family_prepares_its_own_screens_and_the_staff_none_of_them() -> None:
    assert all(route.startswith("/family") for route in listed("FAMILY_SCREENS"))
    assert not any(route.startswith("/family") for route in listed("STAFF_SCREENS"))
