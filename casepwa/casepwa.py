"""The app put together: pages, API, plugin."""

import reflex as rx

from casepwa import pages
from casepwa.api.app import api

app = rx.App(
    toaster=None,
    app_wraps={},
    api_transformer=[api],
    html_lang="en",
)
pages.register(app)
