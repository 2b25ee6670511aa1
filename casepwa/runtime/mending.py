"""Turns what a person can mend into a sentence on the terminal; anything else stays a traceback for a
report.
"""

import errno
import sys
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from pydantic import ValidationError

from casepwa.runtime.build import BuildError
from casepwa.settings import settings

NOT_WRITABLE = {errno.EACCES, errno.EPERM, errno.EROFS}
NOT_A_FOLDER = {errno.ENOTDIR, errno.EEXIST}


@contextmanager
def said_in_sentences() -> Generator[None]:
    """Within it, what a person can mend ends the program with its sentence: a setting that cannot be read, a
    build that failed, a folder that cannot be written, a database that is away or of another version.
    """
    try:
        yield
    except ValidationError as error:
        for wrong in error.errors():
            name = str(wrong["loc"][0]) if wrong["loc"] else "setting"
            variable = name if name.isupper() else f"CASEPWA_{name.upper()}"
            sys.stderr.write(f"{variable} cannot be read: {wrong['msg']} (docs/operations.md)\n")
        sys.exit(2)
    except Exception as error:
        sentence = _sentence(error)
        if sentence is None:
            raise
        sys.stderr.write(f"{sentence}\n")
        sys.exit(1)


def make_writable(var: Path) -> str:
    """What to do about a folder for data in which nothing can be written."""
    return f"Make {var} writable for the user that serves, or set CASEPWA_VAR to a folder that is."


def _sentence(error: Exception) -> str | None:
    if isinstance(error, BuildError):
        return str(error)
    if isinstance(error, OSError):
        return _of_the_folder_for_data(error, settings().var)
    from casepwa.migrations import NotCurrent
    from casepwa.runtime import database_faults

    return str(error) if isinstance(error, NotCurrent) else database_faults.sentence(error)


def _of_the_folder_for_data(error: OSError, var: Path) -> str | None:
    if not isinstance(error.filename, str):
        return None
    where = Path(error.filename)
    if where in (var, *var.parents) and not var.is_dir():
        is_its = error.errno in NOT_WRITABLE | NOT_A_FOLDER
    else:
        is_its = error.errno in NOT_WRITABLE and var in (where, *where.parents)
    return f"{where}: {error.strerror}. {make_writable(var)}" if is_its else None
