"""Where each role begins its day."""

from casepwa.models.codes import Role

_FIRST: tuple[tuple[Role, str], ...] = (
    (Role.SUPERVISOR, "/approvals"),
    (Role.ADMINISTRATOR, "/admin"),
    (Role.CASE_MANAGER, "/today"),
    (Role.CARE_COORDINATOR, "/today"),
    (Role.FAMILY, "/family"),
)


def first_screen(roles: frozenset[str]) -> str:
    """The route that ``/`` sends these roles to; who has none can still change this device's settings."""
    return next((route for role, route in _FIRST if role in roles), "/settings")
