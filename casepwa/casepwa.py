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
from casepwa.runtime import safety_watch
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
app.register_lifespan_task(safety_watch.watch)
pages.register(app)
