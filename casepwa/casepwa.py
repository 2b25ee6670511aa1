"""The app put together: pages, API, plugin."""

from functools import partial

import reflex as rx

from casepwa import pages
from casepwa.api.app import api
from casepwa.api.edge import Edge
from casepwa.api.origin import OriginCheck
from casepwa.head import HEAD
from casepwa.settings import settings

app = rx.App(
    toaster=None,
    app_wraps={},
    head_components=HEAD,
    # Innermost first: routes, then who may send at all, then files and headers.
    api_transformer=[
        api,
        OriginCheck,
        partial(Edge, site=settings().site, public_url=settings().public_url),
    ],
    html_lang="en",
)
pages.register(app)
