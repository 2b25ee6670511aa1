"""What Reflex needs to know; everything else is in casepwa/settings.py."""

import reflex as rx
from reflex.constants import StateManagerMode

from casepwa.offline.plugin import OfflinePlugin
from casepwa.settings import settings

config = rx.Config(
    app_name="casepwa",
    # Baked into the build and taken out again by OfflinePlugin: the page's own origin is used.
    api_url="http://localhost:8000",
    backend_port=8000,
    redis_url=settings().redis_url,
    # What screens hold may be about clients: without Redis it stays in memory, not in files (the default).
    state_manager_mode=StateManagerMode.REDIS if settings().redis_url else StateManagerMode.MEMORY,
    telemetry_enabled=False,
    show_built_with_reflex=False,
    react_strict_mode=False,
    # An empty list adds no CORS header and leaves the origin of websockets to casepwa/api/edge.py.
    cors_allowed_origins=[],
    frontend_compression_formats=["brotli", "gzip"],
    frontend_lazy_bundled_libraries=True,
    plugins=[rx.plugins.TailwindV4Plugin(), OfflinePlugin()],
    disable_plugins=[rx.plugins.SitemapPlugin],
)
