"""A refusal that is said beside the form it came from."""

from collections.abc import Iterator
from contextlib import contextmanager

from casepwa.casework.errors import CaseworkError, Denied, Invalid


@contextmanager
def said_beside_the_form() -> Iterator[None]:
    """A conflict is said beside the form too, as ``Invalid``: nothing typed goes. A denial stays one."""
    try:
        yield
    except Denied:
        raise
    except CaseworkError as error:
        raise Invalid(error.message_id, **error.params) from error
