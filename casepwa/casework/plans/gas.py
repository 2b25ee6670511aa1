"""Goal Attainment Scaling: one T score for a person's scaled goals.

T = 50 + 10 * sum(w*x) / sqrt(0.7 * sum(w^2) + 0.3 * (sum w)^2), where x is -2 (much less than expected) to +2
(much more), w the weight, and 0.3 the assumed correlation of goals. Source: Kiresuk and Sherman 1968.
"""

from collections.abc import Sequence
from math import sqrt


def t_score(levels: Sequence[int], weights: Sequence[int] | None = None) -> float:
    """50 when everything went as expected. ``weights``: 1 or more each, all 1 when left out.

    Raises ``ValueError`` without a goal, for a level outside -2..+2, and for weights that do not match.
    """
    weights = [1] * len(levels) if weights is None else weights
    if not levels or len(weights) != len(levels):
        raise ValueError("one weight a goal, and at least one goal")
    if any(not -2 <= level <= 2 for level in levels) or any(weight < 1 for weight in weights):
        raise ValueError("levels are -2 to 2, weights 1 or more")
    weighed = sum(weight * level for weight, level in zip(weights, levels, strict=True))
    spread = 0.7 * sum(weight**2 for weight in weights) + 0.3 * sum(weights) ** 2
    return 50 + 10 * weighed / sqrt(spread)
