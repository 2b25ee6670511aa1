"""What a person can mend of a database that fails, in a sentence."""

import sqlite3

from sqlalchemy.exc import DBAPIError

_CORRECT = "correct CASEPWA_VAR or CASEPWA_DATABASE_URL."
_NOT_WRITABLE = f"Make it and its folder writable for the user that serves, or {_CORRECT}"
_OF_SQLITE = {
    sqlite3.SQLITE_CANTOPEN: _NOT_WRITABLE,
    sqlite3.SQLITE_PERM: _NOT_WRITABLE,
    sqlite3.SQLITE_READONLY: _NOT_WRITABLE,
    sqlite3.SQLITE_NOTADB: f"It is another file: {_CORRECT}",
    sqlite3.SQLITE_BUSY: "Another command is writing to it: wait until that has ended, then try again.",
    sqlite3.SQLITE_FULL: "Make room on this disk.",
}
_OF_POSTGRESQL = {
    "42501": (
        "Its user lacks a right. Make it the owner of the database and of its tables, or give it the right "
        "with GRANT (to migrate it must CREATE in schema public), or name another in CASEPWA_DATABASE_URL."
    ),
    "25006": "This database may only be read, as a copy kept in reserve: name the one that is written to in "
    "CASEPWA_DATABASE_URL.",
    "53100": "Make room on the disk of the database.",
}
"""By SQLSTATE (PostgreSQL, appendix A)."""


def sentence(error: Exception) -> str | None:
    """What is wrong and what to do; None when it is not for the person at the terminal to mend."""
    if not isinstance(error, DBAPIError) or error.orig is None:
        return None
    reason = str(error.orig).splitlines()[0]
    code = getattr(error.orig, "sqlite_errorcode", None)
    if code is not None:
        advice = _OF_SQLITE.get(code & 0xFF)  # the rest of the code says the same more exactly
        return advice and f"The database file cannot be used ({reason}). {advice}"
    advice = _OF_POSTGRESQL.get(getattr(error.orig, "sqlstate", None) or "")
    if advice is not None:
        return f"The database cannot be used ({reason}). {advice}"
    if error.statement is None or error.connection_invalidated:
        return f"The database does not answer ({reason}). Start it, or correct CASEPWA_DATABASE_URL."
    return None
