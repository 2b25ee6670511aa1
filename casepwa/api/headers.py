"""The security headers of every answer, and the content security policy of each kind.

OWASP ASVS 5.0 (v3.4): frame-ancestors, object-src and base-uri 'none', nosniff, HSTS, Referrer-Policy.
"""

from collections.abc import Iterable

ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "geolocation=(self), camera=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
HTTPS_ONLY = {"Strict-Transport-Security": "max-age=31536000; includeSubDomains"}

# An answer that is no page may run and load nothing.
DATA_POLICY = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"

# The service worker's own policy governs what it fetches: the files it keeps, and pages for the browser.
WORKER_POLICY = f"{DATA_POLICY}; script-src 'self'; connect-src 'self'"


def page_policy(inline_scripts: Iterable[str]) -> str:
    """The policy of a page whose own inline scripts have these hashes (`sha256-...`).

    React Router writes its hydration data as inline scripts; they are hashed when the build is published, so
    nothing else that finds its way into a page can run.
    """
    scripts = " ".join(["'self'", *(f"'{source}'" for source in inline_scripts)])
    return "; ".join(
        (
            "default-src 'self'",
            f"script-src {scripts}",
            "style-src 'self'",
            "style-src-attr 'unsafe-inline'",  # what Python pages say with style={...}; <style> is refused
            "img-src 'self' data: blob:",
            "connect-src 'self'",
            "object-src 'none'",
            "base-uri 'none'",
            "form-action 'self'",
            "frame-ancestors 'none'",
        )
    )
