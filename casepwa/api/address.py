"""The network address a request comes from, for rate limits and the list of sign-ins."""

from starlette.requests import HTTPConnection

from casepwa.settings import settings


def address_of(request: HTTPConnection) -> str | None:
    """The peer's address, or behind ``trusted_proxies`` proxies the one the outermost of them saw.

    Without that setting ``X-Forwarded-For`` is ignored: anyone can write it.
    """
    hops = settings().trusted_proxies
    lines = ",".join(request.headers.getlist("x-forwarded-for"))
    forwarded = [part.strip() for part in lines.split(",") if part.strip()]
    if hops and len(forwarded) >= hops:
        return forwarded[-hops]
    return request.client.host if request.client else None
