"""Turns what a person can mend into a sentence on the terminal; anything else stays a traceback for a
report.
"""

import sys
from collections.abc import Generator
from contextlib import contextmanager

from pydantic import ValidationError

from casepwa.runtime.build import BuildError


@contextmanager
def said_in_sentences() -> Generator[None]:
    """Within it, a setting that cannot be read or a build that failed ends the program with its sentence."""
    try:
        yield
    except ValidationError as error:
        for wrong in error.errors():
            name = str(wrong["loc"][0]) if wrong["loc"] else "setting"
            variable = name if name.isupper() else f"CASEPWA_{name.upper()}"
            sys.stderr.write(f"{variable} cannot be read: {wrong['msg']} (docs/operations.md)\n")
        sys.exit(2)
    except BuildError as error:
        sys.stderr.write(f"{error}\n")
        sys.exit(1)
