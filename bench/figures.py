"""How figures are summed up and printed."""

import statistics
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Spread:
    """Several measurements of one thing, in milliseconds."""

    median: float
    p95: float
    runs: int

    @classmethod
    def of(cls, values: list[float]) -> "Spread":
        ordered = sorted(values)
        p95 = ordered[min(len(ordered) - 1, round(0.95 * (len(ordered) - 1)))]
        return cls(median=statistics.median(ordered), p95=p95, runs=len(ordered))

    def __str__(self) -> str:
        return f"median {self.median:6.0f} ms   p95 {self.p95:6.0f} ms   ({self.runs} runs)"


def beside(spread: Spread, plain: Spread, what: str) -> str:
    """A figure with its ratio to ``plain``, which was measured in turn with it."""
    return f"{spread}   {spread.median / plain.median:.1f}x {what} ({plain.median:.0f} ms)"


def line(label: str, value: object, aim: str = "") -> None:
    print(f"  {label:<44} {value}{'   aim: ' + aim if aim else ''}", flush=True)  # noqa: T201


def heading(text: str) -> None:
    print(f"\n{text}", flush=True)  # noqa: T201
