"""Done means 2: a case manager's day with no network, then everything in the database exactly once."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from typing import Any

import pytest

from tests.server import Server

HERE = {"latitude": 40.2206, "longitude": -74.7597, "accuracy": 12}


@pytest.fixture
def rows(server: Server) -> Iterator[Any]:
    """``rows("SELECT ...", ...)``: what stands in the server's database now."""

    def ask(sql: str, *values: Any) -> list[sqlite3.Row]:
        with closing(sqlite3.connect(f"file:{server.var}/casepwa.db?mode=ro", uri=True)) as database:
            database.row_factory = sqlite3.Row
            return database.execute(sql, values).fetchall()

    yield ask


SIBLING_VISIT = """
SELECT visit.id, group_concat(client.given_name, ' and ') AS names, group_concat(hex(client.id)) AS clients
FROM visit JOIN visit_client ON visit_id = visit.id JOIN client ON client.id = client_id
JOIN account ON account.id = worker_id
WHERE account.email = 'maya@demo.test' AND visit.status = 'planned' AND NOT visit.is_confidential
AND abs(julianday(planned_start) - julianday('now')) < 1
GROUP BY visit.id HAVING count(*) = 2 ORDER BY planned_start LIMIT 1
"""
