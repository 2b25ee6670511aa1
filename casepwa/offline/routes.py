"""Which routes are phone screens and which are server-driven: the one table.

A phone screen reads and writes the device's own store, opens no socket, and is precached by the service
worker. A server screen opens Reflex's websocket and needs the network. The plugin writes this table into
the boot script and the service worker; a test holds every page to exactly one side. Parameters are in
[brackets].
"""

PHONE_ROUTES = (
    "/",
    "/sign-in",
    "/offline",
    "404",
    "/settings",
    "/today",
    "/people",
    "/people/[client_id]",
    "/people/[client_id]/crisis",
    "/people/[client_id]/goals",
    "/people/[client_id]/visits/new",
    "/note",
    "/note/[draft_id]",
    "/visit/[visit_id]",
    "/crisis",
    "/outbox",
    "/join/[token]",
    "/preview/[account_id]",
    "/family",
    "/family/goals",
    "/family/dates",
    "/family/team",
    "/family/crisis",
    "/family/consents",
    "/family/outbox",
    "/family/settings",
)

SERVER_ROUTES = (
    "/supervisor",
    "/supervisor/team",
    "/approvals",
    "/caseloads",
    "/visits-now",
    "/on-call",
    "/reports",
    "/clients/[client_id]",
    "/clients/[client_id]/brief",
    "/clients/[client_id]/sharing",
    "/clients/[client_id]/crisis/edit",
    "/clients/[client_id]/goals/edit",
    "/intake",
    "/cover",
    "/complaints",
    "/admin",
    "/admin/account",
    "/admin/invite",
    "/admin/audit",
    "/admin/roster",
    "/admin/rules",
    "/admin/rule",
    "/admin/import",
    "/admin/[section]",
)

ROUTES = PHONE_ROUTES + SERVER_ROUTES


def is_phone(route: str) -> bool:
    """Whether `route`, as a page registers it, is a phone screen.

    Raises:
        KeyError: when the route is in neither table; a new page must say which side it is on.
    """
    if route in PHONE_ROUTES:
        return True
    if route in SERVER_ROUTES:
        return False
    raise KeyError(f"{route} is in neither table of casepwa/offline/routes.py")
