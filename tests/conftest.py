"""What every tier of tests may use."""

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

from tests.databases import empty_redis

settings.register_profile(
    "the same every time", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("the same every time")


@pytest.fixture
def redis_url() -> Iterator[str]:
    """A Redis database of one's own. Skipped with a reason where there is none."""
    with empty_redis() as url:
        yield url
