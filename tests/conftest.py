"""What every tier of tests may use."""

from collections.abc import Iterator

import pytest

from tests.databases import empty_redis


@pytest.fixture
def redis_url() -> Iterator[str]:
    """A Redis database of one's own. Skipped with a reason where there is none."""
    with empty_redis() as url:
        yield url
