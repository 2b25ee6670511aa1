"""A device's clock beside ours: over five minutes off is said, never silently corrected.

Source: offline.md, "Commands up".
"""

from datetime import timedelta

TOLERANCE = timedelta(minutes=5)


def is_off(clock_offset_ms: int) -> bool:
    """``clock_offset_ms``: our clock minus the device's, in milliseconds."""
    return abs(timedelta(milliseconds=clock_offset_ms)) > TOLERANCE


def minutes_ahead(clock_offset_ms: int) -> int:
    """Minutes that the device's clock was ahead of ours (behind: negative); 0 within the tolerance."""
    return -round(clock_offset_ms / 60_000) if is_off(clock_offset_ms) else 0
