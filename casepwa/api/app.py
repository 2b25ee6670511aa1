"""The HTTP side: one FastAPI app under /api, mounted beside Reflex on the same port."""

from fastapi import FastAPI

from casepwa.api import answers, devices, health, notes, session, sync

ROUTES = (health.routes, session.routes, devices.routes, sync.routes, notes.routes)


def make_api() -> FastAPI:
    """The app with every route of ``ROUTES``, and one way to answer errors."""
    app = FastAPI(title="CasePWA", docs_url=None, redoc_url=None, openapi_url=None)
    answers.answer_errors(app)
    for routes in ROUTES:
        app.include_router(routes)
    return app


api = make_api()
