"""The app put together: pages, API, plugin."""

from functools import partial

import reflex as rx

from casepwa import pages
from casepwa.api.app import api
from casepwa.api.edge import Edge
from casepwa.api.gate import Gate
from casepwa.api.origin import OriginCheck
from casepwa.head import HEAD
from casepwa.offline.routes import ROUTES
from casepwa.settings import settings
from casepwa.state.guard import Guard

app = rx.App(
    toaster=None,
    app_wraps={},
    head_components=HEAD,
    # Innermost first: routes, then who may send at all, then files and headers.
    api_transformer=[
        api,
        Gate,
        OriginCheck,
        partial(Edge, site=settings().site, routes=ROUTES, public_url=settings().public_url),
    ],
    html_lang="en",
)
app.add_middleware(Guard())
pages.register(app)
