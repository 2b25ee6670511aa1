"""A link as a QR code: one path for an SVG, drawn on the server, so that no link goes anywhere else."""

from dataclasses import dataclass

import segno

BORDER = 4
"""Modules of quiet around the code, as ISO/IEC 18004 asks."""


@dataclass(frozen=True, kw_only=True)
class Drawing:
    """``path``: the dark modules, one unit each; ``size``: units of the whole, quiet border included."""

    path: str
    size: int


def drawn(text: str) -> Drawing:
    """``text`` as a QR code with medium error correction."""
    rows = [[bool(module) for module in row] for row in segno.make_qr(text, error="m").matrix]
    parts: list[str] = []
    for y, row in enumerate(rows):
        x = 0
        while x < len(row):
            run = x
            while run < len(row) and row[run]:
                run += 1
            if run > x:
                parts.append(f"M{x + BORDER} {y + BORDER}h{run - x}v1h-{run - x}z")
            x = max(run, x + 1)
    return Drawing(path="".join(parts), size=len(rows) + 2 * BORDER)
