"""Where a request was made from: the one test of Origin."""

from urllib.parse import urlsplit

from starlette.datastructures import Headers


def same_origin(headers: Headers, *, public_url: str | None = None) -> bool:
    """Whether a request that changes something, or a websocket, comes from this app's own pages.

    Browsers send Origin with both. It must name the host that the request was sent to, or `public_url`'s. A
    request with neither Origin nor Referer is from no browser page, and no cookie of a page rides along
    (SameSite), so it is left to authentication.
    """
    claimed = headers.get("origin") or headers.get("referer")
    if claimed is None:
        return True
    allowed = {headers.get("host", "").lower()}
    if public_url:
        allowed.add(urlsplit(public_url).netloc.lower())
    return urlsplit(claimed).netloc.lower() in allowed - {""}
